"""Pages of words in lines -> Markdown: headings by their letters, paragraphs, lists, tables.

Pages are parted by form feeds, so that a place in the text tells its page.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rag.documents.formats.pdf.headings import Headings, Levels
from rag.documents.formats.pdf.items import BULLET, NUMBERED, STOP, is_next, is_unfinished, items_of
from rag.documents.formats.pdf.lines import SOFT_HYPHEN, Line, Page
from rag.documents.formats.pdf.reach import rights
from rag.documents.formats.pdf.running_heads import without_running_heads
from rag.documents.formats.pdf.table_heads import Written, going_on, written
from rag.documents.formats.pdf.tables import LEADERS, Tables
from rag.text.english import is_word

_PARTED = "\n\n"  # how blocks are
_SPACE = 0.25  # of the letters' size
_INDENT = 0.8
_HYPHENS = ("-", "\u2010", SOFT_HYPHEN)
_LONGEST_WORD = 40  # characters
_SECOND = 5  # letters of a word that is no part of another, as "based" in "gettext-based"
_OPTION = re.compile(r"\s--?[a-z]+[-\u2010\xad]$")  # of a command, as "--with-lapack"
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class _Piece:
    """A paragraph, an item, a heading or a table, and how it is parted from what stands before."""

    text: str
    gap: str = _PARTED  # "\n" where it is a line of the same block
    last: Line | None = None  # of a paragraph or item that may go on
    table: Written | None = None


def markdown(pages: Sequence[Page]) -> str:
    """Write pages as Markdown; a paragraph that goes on over a page's end has the feed within.

    A table that goes on has its head on each page.
    """
    pages = without_running_heads(pages)
    levels = Levels(pages)
    text = ""
    before: _Piece | None = None
    for number, page in enumerate(pages):
        feed = "\f" if number else ""
        table = before.table if before else None
        for piece in _pieces(_Lines(page, levels), table):
            if feed and before and _goes_on(before, piece):
                text = _joined(text, piece.text, feed)
            else:
                text += (piece.gap if text else "") + (f"{feed}\n\n" if feed else "") + piece.text
            before, feed = piece, ""
        text += f"\n\n{feed}" if feed else ""  # an empty page counts
    text = LEADERS.sub("… ", text).replace(SOFT_HYPHEN, "-").rstrip("\n")
    return f"{text}\n" if text.strip() else ""


class _Lines:
    """The lines of a page, where the block of each ends, and how far its column reaches."""

    def __init__(self, page: Page, levels: Levels) -> None:
        self.all = [line for block in page.blocks for line in block]
        self.tables = Tables(self.all)
        self.headings = Headings(self.all, levels, self.tables)
        self._ends = list(accumulate(map(len, page.blocks)))
        starts = zip((0, *self._ends), page.blocks, strict=False)
        self.items = {start + at for start, block in starts for at in items_of(block)}
        self._rights = rights(page)

    def block_of(self, at: int) -> tuple[int, float]:
        """Tell where the block of a line ends, and where its column does to the right."""
        block = bisect_right(self._ends, at)
        return self._ends[block], self._rights[block]


def _pieces(lines: _Lines, above: Written | None) -> Iterator[_Piece]:
    """Yield what stands on a page; a block may go on in the next one."""
    waiting: _Piece | None = None
    for piece in _blocks_pieces(lines, above):
        if waiting and piece.gap == _PARTED and _goes_on(waiting, piece):
            waiting.text, waiting.last = _joined(waiting.text, piece.text, " "), piece.last
            continue
        if waiting:
            yield waiting
        waiting = piece
    if waiting:
        yield waiting


def _blocks_pieces(lines: _Lines, above: Written | None) -> Iterator[_Piece]:
    """Yield tables, which may fill several blocks, and what else the blocks hold."""
    at, gap = 0, _PARTED
    rows = lines.tables.going_on(above.table) if above else None
    if above and rows and (more := going_on(above, rows)):
        yield _Piece(more.text, table=more)
        at = rows.lines
    while at < len(lines.all):
        if table := lines.tables.at(at):
            found = written(table)
            yield _Piece(found.text, table=found)
            at, gap = at + table.lines, _PARTED
            continue
        stop, _ = lines.block_of(at)
        piece, at = _piece(lines, at, gap)
        yield piece
        gap = _PARTED if at == stop or not piece.last else "\n"


def _piece(lines: _Lines, at: int, gap: str) -> tuple[_Piece, int]:
    """Read the heading, paragraph or item that begins with a line, and tell where it ends."""
    stop, _ = lines.block_of(at)
    if level := lines.headings.level(at):
        end = lines.headings.end(at, stop)
        text = " ".join(one.text for one in lines.all[at:end])
        return _Piece("#" * level + " " + text), end
    end = _end_of_paragraph(lines, at)
    text = ""
    for one in lines.all[at:end]:
        text = _joined(text, one.text, " ")
    item = BULLET.match(text)
    text = "- " + text[item.end() :] if item else text
    return _Piece(text, gap, lines.all[end - 1]), end


def _end_of_paragraph(lines: _Lines, at: int) -> int:
    stop, right = lines.block_of(at)
    end, first = at + 1, lines.all[at].text
    while end < stop:
        above, line = lines.all[end - 1], lines.all[end]
        ended, full = STOP.search(above.text), _is_full(above, line, right)
        item = end in lines.items or BULLET.match(line.text) or is_next(first, line.text)
        indented = ended and line.left - above.left > _INDENT * line.size
        if item or indented or (ended and NUMBERED.match(line.text)):
            break
        if lines.headings.level(end) or lines.tables.at(end):
            break
        if LEADERS.search(above.text) or not (
            full or _parts_word(above, line) or is_unfinished(above, line)
        ):
            break
        end += 1
    return end


def _is_full(above: Line, line: Line, right: float) -> bool:
    """Say whether a line ended because the first word of the next had no room in it."""
    first = line.words[0]
    return above.right + _SPACE * above.size + (first.right - first.left) > right - 0.1 * above.size


def _parts_word(above: Line, line: Line) -> bool:
    """Say whether a hyphen parts a word that goes on in the next line, however wide the column."""
    return above.text[-1] in _HYPHENS and above.text[-2:-1].isalpha() and line.text[0].islower()


def _goes_on(piece: _Piece, following: _Piece) -> bool:
    """Say whether a paragraph goes on in the next block or page: small letters, no stop before."""
    if piece.last is None or following.last is None or following.text.startswith("- "):
        return False
    return not STOP.search(piece.text) and following.text[:1].islower()


def _joined(before: str, after: str, space: str) -> str:
    """Join what stood in two lines; a word parted by a hyphen is whole again.

    >>> _joined("the imple-", "mentation", " "), _joined("twenty-", "four", " ")
    ('the implementation', 'twenty-four')
    >>> _joined("is FHS-", "compliant", " "), _joined("gettext-", "based", " ")
    ('is FHS-compliant', 'gettext-based')
    """
    if not before:
        return after
    if before[-1] not in _HYPHENS or not after[:1].islower():
        return f"{before}{space}{after}"
    above, below = _LETTERS.findall(before[-_LONGEST_WORD:-1]), _LETTERS.match(after)
    first, second = above[-1].lower() if above else "", below[0] if below else ""
    named = (bool(above) and above[-1][-1].isupper()) or len(second) >= _SECOND
    of_two = (named or is_word(first)) and is_word(second) and not is_word(first + second)
    of_two = of_two or _OPTION.search(before[-_LONGEST_WORD:]) is not None
    return f"{before[:-1]}{'-' if of_two else ''}{space.strip(' ')}{after}"
