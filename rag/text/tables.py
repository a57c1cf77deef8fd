"""The rows of a text's tables, each cell with the heading of its column, as exact offsets.

Three makes are known: Markdown tables, a line of headings above one of dashes, with or without bars
at the ends (GitHub Flavored Markdown 0.29, 4.10); lines with tabs that have equally many cells,
three or more, the first line without a digit; and columns aligned by spaces (`columns`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rag.text.columns import Columns, aligned_tables
from rag.types import Span

_RULE = re.compile(r"^[ \t|:-]+\r?$", re.MULTILINE)
_DASHES = re.compile(r":?-+:?")
_BAR, _TAB = "|", "\t"
_MARKS = {_BAR: re.compile(r"(?<!\\)\|"), _TAB: re.compile(r"\t")}
_LINE = re.compile(r"[^\n]+")
_TABBED = re.compile(r"^(?:[^\t\n]*\t[^\n]*(?:\n|\Z)){3,}", re.MULTILINE)
_REMEMBERED = 32  # texts: more than the documents of one question
_FEWEST_TABBED = 3  # cells; of two, the first is more often a name than one row of many


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty, and its column's heading, "" where there is none."""

    span: Span
    heading: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table with the headings of its columns; without them the headings' own lines."""

    span: Span
    headings: tuple[str, ...] = ()
    mark: str | Columns = _BAR  # between cells, or where they stand in the line

    def cells(self, text: str) -> list[Cell]:
        """Give the cells of the row that are not empty, as spans of the whole text."""
        if not self.headings:
            return []
        if isinstance(self.mark, Columns):
            spans = self.mark.cells(text, self.span)
        else:
            spans = _cut(text, self.span, self.mark)
        found = zip(spans, self.headings, strict=False)
        return [Cell(span, heading) for span, heading in found if len(span)]


@lru_cache(_REMEMBERED)
def table_rows(text: str) -> tuple[Row, ...]:
    """List the rows of all tables in the order of the text.

    >>> [row.headings for row in table_rows("| a | b |\\n|---|---|\\n| 1 | 2 |")]
    [(), ('a', 'b')]
    """
    found = list(_with_bars(text)) if _BAR in text else []
    if _TAB in text:
        found += _with_tabs(text)
    for table in aligned_tables(text):
        found += _table(text, table.above, table.columns.headings, table.rows, table.columns)
    return tuple(sorted(found, key=lambda row: row.span.start))


def _with_bars(text: str) -> Iterator[Row]:
    done = 0
    for rule in _RULE.finditer(text):
        if rule.start() < max(1, done) or _BAR not in rule[0]:
            continue  # no line above it, a row of the table above, or no table
        above = Span(text.rfind("\n", 0, rule.start() - 1) + 1, rule.start() - 1)
        dashes = _cut(text, Span(*rule.span()), _BAR)
        headings = _cut(text, above, _BAR)
        named = _BAR in text[above.start : above.end] and len(headings) == len(dashes)
        if named and all(_DASHES.fullmatch(text, one.start, one.end) for one in dashes):
            below = list(_lines(text, rule.end() + 1))
            done = below[-1].end if below else done
            yield from _table(text, Span(above.start, rule.end()), headings, below, _BAR)


def _with_tabs(text: str) -> Iterator[Row]:
    for run in _TABBED.finditer(text):
        above, *below = (Span(*line.span()) for line in _LINE.finditer(text, *run.span()))
        headings = _cut(text, above, _TAB)
        tabs = {text.count(_TAB, line.start, line.end) for line in below}
        named = all(map(len, headings[1:])) and not any(
            map(str.isdigit, text[above.start : above.end])
        )
        if named and tabs == {len(headings) - 1} and len(headings) >= _FEWEST_TABBED:
            yield from _table(text, above, headings, below, _TAB)


def _table(
    text: str,
    above: Span,
    headings: Sequence[Span],
    below: Sequence[Span],
    mark: str | Columns,
) -> Iterator[Row]:
    words = tuple(text[one.start : one.end] for one in headings)
    if below:
        yield Row(above)
    for line in below:
        yield Row(line, words, mark)


def _lines(text: str, start: int) -> Iterator[Span]:
    """Yield the lines from `start` on, up to the first without a bar."""
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if _BAR not in text[start:end]:
            return
        yield Span(start, end)
        start = end + 1


def _cut(text: str, line: Span, mark: str) -> list[Span]:
    """Cut a line into its cells without the spaces around them; bars at its ends enclose none."""
    cuts = [found.start() for found in _MARKS[mark].finditer(text, line.start, line.end)]
    edges = [line.start - 1, *cuts, line.end]
    cells = [_stripped(text, one + 1, other) for one, other in pairwise(edges)]
    if mark == _BAR and cuts:
        cells = cells[not len(cells[0]) : len(cells) - (not len(cells[-1]))]
    return cells


def _stripped(text: str, start: int, end: int) -> Span:
    inside = text[start:end]
    begin = start + len(inside) - len(inside.lstrip())
    return Span(begin, max(begin, start + len(inside.rstrip())))
