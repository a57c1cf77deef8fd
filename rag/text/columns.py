"""Tables of a text whose columns are aligned by spaces, as exact offsets.

    Art.     Name          Bin   Stock
    H-0110   hose, per m     1    46 m
    H-0112   hose, black           8 m

A line is cut into pieces where two or more spaces stand. A piece belongs to the heading right above
it, whether the column is aligned left or right; a piece below two headings ends the table. The
first line holds the headings where it has no digit and the first rows below it are unlike it. No
more than 50 rows are looked at for that: a list without headings would else be read to its end from
each of its lines.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from rag.types import Span

_LINE = re.compile(r"[^\r\n]+")
_PIECE = re.compile(r"\S+(?: \S+)*")
_RULE = re.compile(r"[-=_ ]+")
_GAP = re.compile(r"\S {2,}\S")
_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 2
_LONGEST_HEADING = 30  # characters
_LOOKED_AT = 50  # rows, to tell headings from a first row


@dataclass(frozen=True, slots=True)
class Columns:
    """The headings of a table, in the text, and where they stand in their line."""

    headings: tuple[Span, ...]  # empty where the first column has none
    places: tuple[Span, ...]

    def cells(self, text: str, line: Span) -> list[Span]:
        """Give a line's cells, one a column, empty ones included; none where a piece fits none."""
        pieces = [Span(*found.span()) for found in _PIECE.finditer(text, line.start, line.end)]
        at = self._columns_of([Span(p.start - line.start, p.end - line.start) for p in pieces])
        if at is None:
            return []
        found = dict(zip(at, pieces, strict=True))
        return [found.get(number, Span(line.end, line.end)) for number in range(len(self.places))]

    def _columns_of(self, pieces: Sequence[Span]) -> list[int] | None:
        """Number the columns that the pieces of a line stand under, each in one of its own."""
        numbers = [self._column_of(piece) for piece in pieces]
        known = [number for number in numbers if number is not None]
        rising = all(a < b for a, b in pairwise(known))
        return known if known and rising and len(known) == len(numbers) else None

    def _column_of(self, piece: Span) -> int | None:
        under = [
            number
            for number, place in enumerate(self.places)
            if piece.start < place.end and place.start < piece.end
        ]
        if under:
            return under[0] if len(under) == 1 else None
        before = [number for number, place in enumerate(self.places) if place.start <= piece.start]
        return before[-1] if before else None


@dataclass(frozen=True, slots=True)
class Aligned:
    """A table: the line of headings with a rule below it, the columns, and the rows."""

    above: Span
    columns: Columns
    rows: tuple[Span, ...]


def aligned_tables(text: str) -> Iterator[Aligned]:
    """Find the tables in order; in time linear in the text."""
    if "  " not in text:
        return
    lines = [Span(*line.span()) for line in _LINE.finditer(text)]
    at = 0
    while at + _FEWEST_ROWS < len(lines):
        table = _table_at(text, lines, at)
        if table is None:
            at += 1
        else:
            yield table
            at += 1 + len(table.rows)


def _table_at(text: str, lines: Sequence[Span], at: int) -> Aligned | None:
    """Read a table whose headings are in a line; None where it is none."""
    above, first = lines[at], at + 1
    if not _has_gap(text, above):
        return None
    ruled = _RULE.fullmatch(text, lines[first].start, lines[first].end) is not None
    first += ruled
    columns = _columns(text, above, lines[first] if first < len(lines) else above)
    if columns is None:
        return None
    if not ruled and _goes_on(text, lines, at):
        return None
    rows = _rows(text, columns, lines, first)
    begun = [*islice(rows, _LOOKED_AT)]
    if len(begun) < _FEWEST_ROWS or not (ruled or _is_unlike(text, columns, begun)):
        return None
    whole = Span(above.start, lines[first - 1].end)
    return Aligned(whole, columns, (*begun, *rows))


def _goes_on(text: str, lines: Sequence[Span], at: int) -> bool:
    """Tell whether a line is below another one with gaps, whose table it would be in."""
    return at > 0 and _has_gap(text, lines[at - 1]) and _is_next(text, lines[at - 1], lines[at])


def _rows(text: str, columns: Columns, lines: Sequence[Span], first: int) -> Iterator[Span]:
    """Yield lines up to the first that does not fit the columns, or is below a blank one."""
    for at in range(first, len(lines)):
        if not _is_next(text, lines[at - 1], lines[at]) or not columns.cells(text, lines[at]):
            return
        yield lines[at]


def _has_gap(text: str, line: Span) -> bool:
    return _GAP.search(text, line.start, line.end) is not None


def _is_next(text: str, line: Span, following: Span) -> bool:
    """Tell whether no blank line is between two lines."""
    return text.count("\n", line.end, following.start) <= 1


def _columns(text: str, above: Span, below: Span) -> Columns | None:
    """Take a line for headings; the first column has none where the line below begins before it."""
    headings = [Span(*found.span()) for found in _PIECE.finditer(text, above.start, above.end)]
    words = [text[one.start : one.end] for one in headings]
    if any(len(one) > _LONGEST_HEADING or any(map(str.isdigit, one)) for one in words):
        return None
    places = [Span(one.start - above.start, one.end - above.start) for one in headings]
    first = _PIECE.search(text, below.start, below.end)
    if first and places and first.end() - below.start <= places[0].start:
        headings.insert(0, Span(above.start, above.start))
        places.insert(0, Span(0, places[0].start))
    return Columns(tuple(headings), tuple(places)) if len(places) >= _FEWEST_COLUMNS else None


def _is_unlike(text: str, columns: Columns, rows: Sequence[Span]) -> bool:
    """Tell headings from a first row: one is missing, or below another there are numbers."""
    if not len(columns.headings[0]):
        return True
    table = [columns.cells(text, row) for row in rows]
    for column in zip(*table, strict=True):
        cells = [text[one.start : one.end] for one in column if len(one)]
        if len(cells) > len(rows) / 2 and all(any(map(str.isdigit, one)) for one in cells):
            return True
    return False
