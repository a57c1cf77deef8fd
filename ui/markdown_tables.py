"""Tables of Markdown (GitHub Flavored Markdown 0.29, 4.10) -> tables of HTML.

A table is a line of cells above one of dashes for each. Bars are hidden, and so is a head that
says nothing. Rows may be shorter or longer than the head.
"""

import re
from collections.abc import Callable, Sequence
from itertools import islice

from ui.markdown_lines import Line, line_before
from ui.painting import Painter

_BAR = re.compile(r"(?<!\\)\|")
_ESCAPE = re.compile(r"\\(?=\|)")

_MOST_CELLS = 1000  # of a line; the last one has the rest

Write = Callable[[int, int], None]


def begins_table(lines: Sequence[Line], at: int) -> bool:
    """Say whether a line is the head of a table."""
    return at + 1 < len(lines) and _is_head(lines[at], lines[at + 1])


def goes_on_above(text: str, line: Line) -> bool:
    """Say whether a line is one of a table, below its head."""
    while "|" in line.text and (above := line_before(text, line.start)) and not above.ends_page:
        if _is_head(above, line):
            return True
        line = above
    return False


def rows_of(lines: Sequence[Line], at: int) -> int:
    """Give where the rows end that begin at a line."""
    end = at
    while (
        end < len(lines) and "|" in lines[end].text and (end == at or not lines[end - 1].ends_page)
    ):
        end += 1
    return end


def write_table(painter: Painter, lines: Sequence[Line], write: Write) -> None:
    """Write a table of these lines, with their cells' text by `write`."""
    painter.tag('<div class="table" role="group" aria-label="Table" tabindex="0"><table>')
    headed = begins_table(lines, 0)
    body = lines[2:] if headed else lines[1:] if _is_dashes(lines[0].text) else lines
    start = lines[0].start
    if headed and (not body or any(begin < end for begin, end in _cells(lines[0].text))):
        _row(painter, lines[0], start, lines[1].next, "th", write)
        start = lines[1].next
    for line in body or (() if headed else lines):
        _row(painter, line, start, line.next, "td", write)
        start = line.next
    painter.tag("</table></div>")


def _row(painter: Painter, line: Line, start: int, end: int, tag: str, write: Write) -> None:
    """Write the cells of a line; what stands around them, from `start` to `end`, is hidden."""
    painter.tag("<tr>")
    at = start
    for begin, stop in _cells(line.text):
        painter.tag(f"<{tag}>" if at == start else f"</{tag}><{tag}>")
        painter.write(at, line.start + begin, syntax=True)
        at = line.start + begin
        for escape in _ESCAPE.finditer(line.text, begin, stop):
            write(at, line.start + escape.start())
            at = line.start + escape.end()
            painter.write(at - 1, at, syntax=True)
        write(at, line.start + stop)
        at = line.start + stop
    painter.write(at, end, syntax=True)
    painter.tag(f"</{tag}></tr>")


def _is_head(line: Line, below: Line) -> bool:
    if "|" not in line.text or line.ends_page or not _is_dashes(below.text):
        return False
    return len(_cells(line.text)) == len(_cells(below.text))


def _is_dashes(text: str) -> bool:
    return "-" in text and "|" in text and not set(text) - set("|:- \t")


def _cells(text: str) -> list[tuple[int, int]]:
    """Give where the text of each cell of a line begins and ends, without the space around it."""
    bars = [bar.start() for bar in islice(_BAR.finditer(text), _MOST_CELLS)]
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    begins = [first, *(bar + 1 for bar in bars)]
    ends = [*bars, last]
    if bars and bars[0] == first:
        begins, ends = begins[1:], ends[1:]
    if len(begins) > 1 and begins[-1] >= last:
        begins, ends = begins[:-1], ends[:-1]
    return [_stripped(text, *cell) for cell in zip(begins, ends, strict=True)]


def _stripped(text: str, begin: int, end: int) -> tuple[int, int]:
    cell = text[begin:end]
    begin += len(cell) - len(cell.lstrip())
    return begin, max(begin, begin + len(cell.strip()))
