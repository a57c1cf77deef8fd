"""Pages of words in lines -> Markdown: headings by their letters, paragraphs, lists, tables.

Pages are parted by form feeds, so that a place in the text tells its page.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rag.documents.formats.pdf_lines import SOFT_HYPHEN, Line, Page, without_running_heads
from rag.documents.formats.pdf_tables import LEADERS, table_at, written
from rag.text.english import is_word

_LARGER = 1.12  # times the text's size, at least, are a heading's letters
_LONGEST_HEADING = 120  # characters
_LEVELS = 4
_PARTED = "\n\n"  # how blocks are
_SPACE = 0.25  # of the letters' size
_INDENT = 0.8
_BULLET = re.compile(r"^[•◦▪‣●○■□▸►–*·-]\s+(?=\S)|^[\ue000-\uf8ff]\s*(?=\S)")  # or of a symbol font
_NUMBERED = re.compile(r"^(?:\(?\d{1,3}[.)]|\(?[a-z][.)])\s+\S")
_ENDS = re.compile(r"[.!?:;][\"'”’)\]]*$")
_HYPHENS = ("-", "\u2010", SOFT_HYPHEN)
_LONGEST_WORD = 40  # characters
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class _Piece:
    """A paragraph, an item, a heading or a table, and how it is parted from what stands before."""

    text: str
    gap: str = _PARTED  # "\n" where it is a line of the same block
    last: Line | None = None  # of a paragraph or item that may go on


def markdown(pages: Sequence[Page]) -> str:
    """Write pages as Markdown; a paragraph that goes on over a page's end has the feed within."""
    pages = without_running_heads(pages)
    levels = _levels(pages)
    text = ""
    before: _Piece | None = None
    for number, page in enumerate(pages):
        feed = "\f" if number else ""
        for piece in _pieces(page, levels):
            if feed and before and _goes_on(before, piece):
                text = _joined(text, piece.text, feed)
            else:
                text += (piece.gap if text else "") + (f"{feed}\n\n" if feed else "") + piece.text
            before, feed = piece, ""
        text += f"\n\n{feed}" if feed else ""  # an empty page counts
    text = LEADERS.sub("… ", text).replace(SOFT_HYPHEN, "-").rstrip("\n")
    return f"{text}\n" if text.strip() else ""


def _levels(pages: Sequence[Page]) -> dict[float, int]:
    """Tell the sizes of headings, the largest first; the text's own size is the last level's."""
    sizes = Counter[float]()
    for line in _lines(pages):
        sizes[line.size] += len(line.text)
    if not sizes:
        return {}
    body = sizes.most_common(1)[0][0]
    larger = sorted((size for size in sizes if size >= _LARGER * body), reverse=True)
    levels = {size: min(level, _LEVELS - 1) for level, size in enumerate(larger, 1)}
    return {**levels, body: min(len(larger) + 1, _LEVELS)}


def _lines(pages: Sequence[Page]) -> Iterator[Line]:
    return (line for page in pages for block in page.blocks for line in block)


def _heading_level(line: Line, levels: dict[float, int]) -> int:
    """Give a heading's level, 0 of other lines: larger letters, or bold ones of the text's size."""
    body = max(levels, key=lambda size: levels[size]) if levels else 0.0
    text = line.text
    if len(text) > _LONGEST_HEADING or not _LETTERS.search(text) or LEADERS.search(text):
        return 0
    if line.size > body:
        return levels.get(line.size, 0)
    plain = line.bold and line.size == body and not text.endswith((".", ",", ";"))
    return levels[body] if plain else 0


def _pieces(page: Page, levels: dict[float, int]) -> Iterator[_Piece]:
    """Yield what stands on a page; a block may go on in the next one."""
    waiting: _Piece | None = None
    for piece in _blocks_pieces(page, levels):
        if waiting and piece.gap == _PARTED and _goes_on(waiting, piece):
            waiting.text, waiting.last = _joined(waiting.text, piece.text, " "), piece.last
            continue
        if waiting:
            yield waiting
        waiting = piece
    if waiting:
        yield waiting


def _blocks_pieces(page: Page, levels: dict[float, int]) -> Iterator[_Piece]:
    """Yield tables, which may fill several blocks, and what else the blocks hold."""
    lines = [line for block in page.blocks for line in block]
    ends = list(accumulate(len(block) for block in page.blocks))
    at, gap = 0, _PARTED
    while at < len(lines):
        if table := table_at(lines, at):
            yield _Piece(written(table.rows))
            at, gap = at + table.lines, _PARTED
            continue
        stop = next(end for end in ends if end > at)
        start = max((end for end in ends if end <= at), default=0)
        right = max(line.right for line in _beside(page, lines[start:stop]))
        piece, at = _piece(lines[:stop], at, levels, right, gap)
        yield piece
        gap = _PARTED if at == stop or not piece.last else "\n"


def _beside(page: Page, block: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines of the column that a block stands in."""
    left, right = min(one.left for one in block), max(one.right for one in block)
    for other in page.blocks:
        for line in other:
            if abs(line.left - left) < 2 * line.size and line.right > left and line.left < right:
                yield line


def _piece(
    lines: Sequence[Line], at: int, levels: dict[float, int], right: float, gap: str
) -> tuple[_Piece, int]:
    """Read the heading, paragraph or item that begins with a line, and tell where it ends."""
    if level := _heading_level(lines[at], levels):
        end = at + 1
        while end < len(lines) and _same_heading(lines[end - 1], lines[end], level, levels):
            end += 1
        return _Piece("#" * level + " " + " ".join(one.text for one in lines[at:end])), end
    end = _end_of_paragraph(lines, at, levels, right)
    text = ""
    for one in lines[at:end]:
        text = _joined(text, one.text, " ")
    item = _BULLET.match(text)
    return _Piece("- " + text[item.end() :] if item else text, gap, lines[end - 1]), end


def _same_heading(above: Line, line: Line, level: int, levels: dict[float, int]) -> bool:
    return (
        line.size == above.size
        and line.bold == above.bold
        and _heading_level(line, levels) == level
        and line.top - above.bottom < 0.8 * line.size
    )


def _end_of_paragraph(
    block: Sequence[Line], at: int, levels: dict[float, int], right: float
) -> int:
    end = at + 1
    while end < len(block):
        above, line = block[end - 1], block[end]
        ended = _ENDS.search(above.text)
        item = _BULLET.match(line.text) or (ended and _NUMBERED.match(line.text))
        indented = ended and line.left - above.left > _INDENT * line.size
        if item or indented or _heading_level(line, levels) or table_at(block, end):
            break
        if LEADERS.search(above.text) or not _is_full(above, line, right):
            break
        end += 1
    return end


def _is_full(above: Line, line: Line, right: float) -> bool:
    """Say whether a line ended because the first word of the next had no room in it."""
    first = line.words[0]
    return above.right + _SPACE * above.size + (first.right - first.left) > right - 0.1 * above.size


def _goes_on(piece: _Piece, following: _Piece) -> bool:
    """Say whether a paragraph goes on in the next block or page: small letters, no stop before."""
    if piece.last is None or following.last is None or following.text.startswith("- "):
        return False
    return not _ENDS.search(piece.text) and following.text[:1].islower()


def _joined(before: str, after: str, space: str) -> str:
    """Join what stood in two lines; a word parted by a hyphen is whole again.

    >>> _joined("the imple-", "mentation", " "), _joined("twenty-", "four", " ")
    ('the implementation', 'twenty-four')
    """
    if not before:
        return after
    if before[-1] not in _HYPHENS or not after[:1].islower():
        return f"{before}{space}{after}"
    above, below = _LETTERS.findall(before[-_LONGEST_WORD:-1]), _LETTERS.match(after)
    first, second = above[-1].lower() if above else "", below[0] if below else ""
    of_two = is_word(first) and is_word(second) and not is_word(first + second)
    return f"{before[:-1]}{'-' if of_two else ''}{space.strip(' ')}{after}"
