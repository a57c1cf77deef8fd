"""Rows of words that stand in columns, read from the lines of a page.

A look at a table takes in a bounded number of lines, and the rows of what turned out to be none are
not looked at again one by one: the time is linear in the lines.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from rag.documents.formats.pdf.columns import Column, Placed, columns_of, placed
from rag.documents.formats.pdf.lines import Line

LEADERS = re.compile(r"(?:\.\s?){4,}")  # of a table of contents
_MARKER = re.compile(r"[(\[]?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)\]]|\W", re.IGNORECASE)  # of an item
_LONGEST_CELL = 120  # characters
_FEWEST = 2  # rows with several cells: one alone is a line of text with a wide gap behind a stop
_FARTHEST = 3.0  # of the letters' size: between a row and the next
_TIGHT = 0.5  # between lines of one cell
_LOOSE = 0.25  # more than the least gap between lines: a gap between rows
_OVERLAP = 0.3  # of lines that are not beside each other
_MOST_LINES = 3  # of a cell
_MOST_AT_ONCE = 100  # lines; what is longer is read in parts
_VALUE = re.compile(r"[^\w\s]{0,3}\d[\d.,:%/-]*[^\W\d]{0,3}")


@dataclass(frozen=True, slots=True)
class Row:
    """The texts of a row, one a column; `first` and `last` of the table's lines are in it."""

    texts: list[str]
    bold: bool
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows, how many lines they were read from, and where their columns stand."""

    rows: list[Row]
    lines: int
    columns: tuple[Column, ...]
    size: float  # of the letters
    top: float
    bottom: float
    is_part: bool = False  # there are more lines in these columns


class Tables:
    """Reads tables from the lines of a page; remembers them, and where no table begins."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._found = dict[int, Table | None]()
        self._none_before = 0

    def at(self, at: int) -> Table | None:
        """Read the table that begins with a line, of two rows and two columns at least.

        Words may go on below in their column. None where no table begins there.
        """
        if at < self._none_before:
            return None
        if at not in self._found:
            first = self._first_part(at) or self._headed(at)
            self._found[at] = self._whole(at, first) if first else None
        return self._found[at]

    def going_on(self, above: Table) -> Table | None:
        """Read rows at the page's head in the columns of a table that ends the page before."""
        part = self._next_part(0, above)
        return self._whole(0, part) if part else None

    def _whole(self, at: int, table: Table) -> Table:
        while table.is_part:
            below = self._next_part(at + table.lines, table)
            if not below or below.top - table.bottom > _FARTHEST * table.size:
                break
            table = _together(table, below)
        return table

    def _next_part(self, at: int, above: Table) -> Table | None:
        """Read rows in the columns of what stands above; None where a line begins none."""
        if at >= len(self._lines) or self._lines[at].size != above.size:
            return None
        columns, line = list(above.columns), self._lines[at]
        begins = None if LEADERS.search(line.text) else placed(line, columns)
        if not begins or not (begins.is_row or self._is_beside_others(at)):
            return None
        table = self._part(at, columns, begins)
        if long := next((row for row in table.rows if _is_long(row)), None):
            table = _before(table, long)
        return table if table.rows and sum(map(bool, table.rows[0].texts)) > 1 else None

    def _first_part(self, at: int) -> Table | None:
        columns, first = columns_of(self._lines[at])
        if len(columns) < 2 or _MARKER.fullmatch(first.texts[0]):
            return None
        if LEADERS.search(self._lines[at].text):
            return None
        table = self._part(at, columns, first)
        if long := next((row for row in table.rows if _is_long(row)), None):
            self._none_before = at + long.last + 1
        filled = sum(sum(map(bool, row.texts)) > 1 for row in table.rows)
        return None if long or filled < _FEWEST else table

    def _headed(self, at: int) -> Table | None:
        """Read a table whose bold names, alone, stand too near each other for columns."""
        line, others = self._lines[at], self._lines[at + 1 : at + 2]
        if len(line.words) < 2 or not all(line.bold > other.bold for other in others):
            return None
        below = self.at(at + 1) if others and others[0].size == line.size else None
        columns = list(below.columns) if below else []
        head = placed(line, columns) if below else None
        if not below or not head or not all(head.texts):
            return None
        if not -_OVERLAP * line.size < below.top - head.bottom < _FARTHEST * line.size:
            return None
        above = Table([_row([head], [0])], 1, tuple(columns), line.size, head.top, head.bottom)
        return replace(_together(above, below), columns=tuple(columns), top=head.top)

    def _part(self, at: int, columns: list[Column], first: Placed) -> Table:
        """Read what stands in columns, which grow, from the line that was placed first."""
        size, found, lowest = self._lines[at].size, [first], [first.bottom]
        end = min(len(self._lines), at + _MOST_AT_ONCE)
        while at + len(found) < end and not _is_long(found[-1]):
            grown = list(columns)
            one = self._next(at + len(found), grown, size)
            if one is None or not self._is_near(at + len(found), one, first, lowest[-1], size):
                break
            columns[:] = grown
            found.append(one)
            lowest.append(max(lowest[-1], one.bottom))
        is_part = at + len(found) == end < len(self._lines)
        if is_part:
            del found[_clean_cut(found, lowest, size) :]
        while len(found) > 1 and not found[-1].is_row:
            if found[-1].top - lowest[len(found) - 2] < _TIGHT * size:
                break
            found.pop()
        bottom = max(one.bottom for one in found)
        rows = _rows(found, size)
        return Table(rows, len(found), tuple(columns), size, first.top, bottom, is_part)

    def _next(self, at: int, columns: list[Column], size: float) -> Placed | None:
        line = self._lines[at]
        return None if line.size != size or LEADERS.search(line.text) else placed(line, columns)

    def _is_near(self, at: int, one: Placed, first: Placed, lowest: float, size: float) -> bool:
        """Say whether a line may belong to a table: in a row of several cells, or close below."""
        if one.top < first.top - size or one.top - lowest > _FARTHEST * size:
            return False
        return one.is_row or one.top - lowest < _TIGHT * size or self._is_beside_others(at)

    def _is_beside_others(self, at: int) -> bool:
        """Say whether one of the next lines stands to the right of a line, at its height."""
        line, others = self._lines[at], self._lines[at + 1 : at + 1 + _MOST_LINES]
        return any(
            line.top < other.bottom and other.top < line.bottom and line.right < other.left
            for other in others
        )


def _clean_cut(found: Sequence[Placed], lowest: Sequence[float], size: float) -> int:
    """Tell before which line, near the end, a row begins below all others."""
    for at in range(len(found) - 1, len(found) // 2, -1):
        if found[at].texts[0] and found[at].top > lowest[at - 1] - _OVERLAP * size:
            return at
    return len(found)


def _together(above: Table, below: Table) -> Table:
    """Join what was read of a table in two parts."""
    rows = [replace(r, first=r.first + above.lines, last=r.last + above.lines) for r in below.rows]
    return replace(below, rows=above.rows + rows, lines=above.lines + below.lines)


def _before(table: Table, row: Row) -> Table:
    """Give the part of a table that ends before a row, and before those beside it."""
    cut = row.first
    while across := [other.first for other in table.rows if other.first < cut <= other.last]:
        cut = min(across)
    rows = [other for other in table.rows if other.last < cut]
    return replace(table, rows=rows, lines=cut, is_part=False)


def _is_long(one: Row | Placed) -> bool:
    return max(map(len, one.texts)) > _LONGEST_CELL


def _rows(found: Sequence[Placed], size: float) -> list[Row]:
    """Put lines together to rows: those close to each other where cells are of several lines.

    Else each line is a row, but one without a first cell, which goes on with the row above, as does
    what stands beside it.
    """
    order = sorted(range(len(found)), key=lambda at: round(found[at].top))
    lines = [found[at] for at in order]
    begin = _loose(lines, size)
    tight = (pair for at, pair in enumerate(pairwise(lines), 1) if at not in begin)
    if any(_are_two_rows(*pair) for pair in tight):
        begin = set()
    groups, above = list[list[int]](), -1
    for at, one in enumerate(lines):
        first = bool(one.texts[0]) and round(one.top) - above > 1
        if not groups or (at in begin if begin else first):
            groups.append([])
        groups[-1].append(order[at])
        above = round(one.top)
    return [_row(found, group) for group in groups]


def _row(found: Sequence[Placed], group: Sequence[int]) -> Row:
    lines = [found[at] for at in group]
    columns = zip(*(line.texts for line in lines), strict=True)
    texts = [" ".join(filter(None, texts)) for texts in columns]
    return Row(texts, all(line.bold for line in lines), min(group), max(group))


def _loose(lines: Sequence[Placed], size: float) -> set[int]:
    """Tell which lines begin a row where cells are of several lines; none where each line is one.

    Then gaps differ, and that below the head alone does not say so, nor do many lines in a row.
    """
    lowest = list(accumulate((one.bottom for one in lines), max))
    gaps = [max(0.0, one.top - above) for one, above in zip(lines[1:], lowest, strict=False)]
    least = min(gaps[1:], default=0.0) + _LOOSE * size
    starts = [0, *(at for at, gap in enumerate(gaps, 1) if gap > least)]
    if set(starts) <= {0, 1}:
        return set()
    for start, end in pairwise([*starts, len(lines)]):
        if len({round(one.top) for one in lines[start:end]}) > _MOST_LINES:
            return set()
    return set(starts)


def _are_two_rows(above: Placed, below: Placed) -> bool:
    """Say whether a column has a number in both lines, which no cell goes on with."""
    pairs = zip(above.texts, below.texts, strict=True)
    return any(_VALUE.fullmatch(one) and _VALUE.fullmatch(other) for one, other in pairs)
