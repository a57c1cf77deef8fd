"""What stands in a sheet: cells with their kinds, and how runs of rows are cut into parts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Literal

from rag.documents.formats.shared.room import Room

Kind = Literal["text", "number", "day", "time"]
Place = tuple[int, int]  # row and column


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty, as it is shown; `order` is what a value is compared by."""

    text: str
    kind: Kind = "text"
    order: float = 0.0
    bold: bool = False
    wide: bool = False  # merged with all that is beside it


@dataclass(frozen=True, slots=True)
class Area:
    """Merged cells, all ends inclusive."""

    top: int
    left: int
    bottom: int
    right: int


Row = dict[int, Cell]  # by column
_PAIR = 2  # columns: a name and its value
_MOST_FILLED = (100, 50)  # rows and columns of an area that are filled
_MOST_COPIES = 1_000_000  # places that a sheet's areas fill, beside as many as it has cells

_NUMBER = re.compile(r"[-+(]?[£$€]?\s?\d[\d.,\s]*(?:%|[A-Za-z€£$]{1,3})?\)?")

NOTHING = Cell("")


def cell_of(text: str, *, bold: bool) -> Cell:
    """Make a cell of a text alone, of the kind that it looks like."""
    kind: Kind = "number" if _NUMBER.fullmatch(text) else "text"
    return Cell(text, kind, float(text) if text.isdecimal() else 0.0, bold)


def filled(cells: Mapping[Place, Cell], merged: Sequence[Area]) -> dict[Place, Cell]:
    """Give merged cells' content to each of them, but where nothing stands beside them.

    That is a line over the whole width, which is written once. What is covered is not shown. Of
    a sheet that merges very many areas the rest stay as they are.
    """
    areas, room = list[Area](), Room(len(cells) + _MOST_COPIES)
    for area in dict.fromkeys(map(_clipped, merged)):
        if not room.has((area.bottom - area.top + 1) * (area.right - area.left + 1)):
            break
        areas.append(area)
    found = dict(cells)
    for area in areas:
        for place in _places(area)[1:]:
            found.pop(place, None)
    columns = dict[int, set[int]]()
    for row, column in found:
        columns.setdefault(row, set()).add(column)
    firsts = [(area, found.get((area.top, area.left))) for area in areas]
    for area, first in firsts:
        across = range(area.left, area.right + 1)
        rows = (columns.get(row, ()) for row in range(area.top, area.bottom + 1))
        if first and any(column not in across for row in rows for column in row):
            found |= dict.fromkeys(_places(area), first)
        elif first:
            found[area.top, area.left] = replace(first, wide=len(across) > 1)
    return dict(sorted(found.items()))


def _clipped(area: Area) -> Area:
    rows, columns = _MOST_FILLED
    bottom, right = min(area.bottom, area.top + rows - 1), min(area.right, area.left + columns - 1)
    return Area(area.top, area.left, bottom, right)


def _places(area: Area) -> list[Place]:
    rows, columns = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
    return [(row, column) for row in rows for column in columns]


def runs(cells: Mapping[Place, Cell]) -> Iterator[list[Row]]:
    """Yield the rows that have no empty one between them; cells come in order."""
    run, before = list[Row](), 0
    for number, found in groupby(cells.items(), lambda item: item[0][0]):
        if run and number > before + 1:
            yield run
            run = []
        run.append({column: cell for (_, column), cell in found})
        before = number
    if run:
        yield run


def side_by_side(rows: Sequence[Row]) -> list[list[Row]]:
    """Part rows at empty columns where tables, or lists of names and values, stand on both sides.

    Elsewhere an empty column is a space within a table.
    """
    groups = list[list[int]]()
    for column in columns_of(rows):
        if groups and column == groups[-1][-1] + 1:
            groups[-1].append(column)
        else:
            groups.append([column])
    parts = [[row for one in rows if (row := _within(one, group))] for group in groups]
    if len(groups) > 1 and all(map(_stands_alone, parts, groups)):
        return parts
    return [list(rows)]


def columns_of(rows: Sequence[Row]) -> list[int]:
    """List the columns in which something stands."""
    return sorted({column for row in rows for column in row})


def is_line(row: Row) -> bool:
    """Say whether a row holds one text, in one cell or in merged ones."""
    first = next(iter(row.values()))
    return all(cell is first for cell in row.values())


def without_copies(rows: Sequence[Row]) -> list[Row]:
    """Leave out columns that are merged with the one to their left in every row."""
    columns = columns_of(rows)
    copies = {
        other
        for one, other in pairwise(columns)
        if all(row.get(one) is row.get(other) for row in rows)
    }
    return [{c: cell for c, cell in row.items() if c not in copies} for row in rows]


def _within(row: Row, columns: Sequence[int]) -> Row:
    return {column: row[column] for column in columns if column in row}


def _stands_alone(rows: Sequence[Row], columns: Sequence[int]) -> bool:
    """Say whether a part has names above all of its columns, or is of names and values."""
    table = [row for row in rows if not is_line(row)]
    if not table or len(columns) < _PAIR:
        return False
    head = next(
        (row for row in table[:2] if len(row) == len(columns)), None
    )  # a title may be above
    return head is not None and (
        len(columns) == _PAIR or all(cell.kind == "text" for cell in head.values())
    )
