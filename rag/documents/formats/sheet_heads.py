"""Find which rows of a sheet's table name its columns, by the kinds of cells and bold letters."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.documents.formats.cells import NOTHING, Cell, Row, columns_of

_YEARS = range(1900, 2101)
_PAIR = 2  # columns: a name and its value


@dataclass(frozen=True, slots=True)
class Head:
    """The names of a table's columns, in rows of the same columns below it too."""

    columns: tuple[int, ...]
    names: tuple[str, ...]
    bold: bool = False
    alone: bool = False  # an empty row parts it from what it names


def own_head(rows: Sequence[Row]) -> tuple[Head, int] | None:
    """Find the head of a table in its first row or two, and say how many; None without one."""
    columns = columns_of(rows)
    first, below = rows[0], rows[1:]
    if not below:
        return None
    if len(below) > 1 and _is_upper(first, below[0], columns):
        above = _spread(first, columns)
        under = [below[0].get(column, NOTHING).text for column in columns]
        names = [
            " ".join(filter(None, dict.fromkeys(pair))) for pair in zip(above, under, strict=True)
        ]
        return Head(tuple(columns), tuple(names), _is_bold(first)), 2
    if _is_head(first, below, columns):
        names = [first.get(column, NOTHING).text for column in columns]
        return Head(tuple(columns), tuple(names), _is_bold(first)), 1
    return None


def goes_on(head: Head, rows: Sequence[Row], *, after_line: bool) -> bool:
    """Say whether rows below an empty one, or below a line, belong under an earlier head."""
    columns, first, below = columns_of(rows), rows[0], rows[1:]
    if not set(columns) <= set(head.columns) or len(first) < _PAIR:
        return False
    if any(cell.text.endswith(":") for cell in first.values()):
        return False
    if len(columns) == _PAIR and len(head.columns) > _PAIR + 1 and columns[1] != head.columns[-1]:
        return False  # names and values below a table
    if any(cell.kind != "text" for cell in first.values()):
        return not _counts_up(first, columns) or not below
    if head.alone:
        return True
    if after_line or (_is_bold(first) and (not below or not _is_bold(below[0]))):
        return False
    return not _kinds_differ(first, below)


def repeats(head: Head, row: Row) -> bool:
    """Say whether a row names the same columns again, but for the first."""
    cells = [row.get(column, NOTHING) for column in head.columns[1:]]
    return all(cell.text == name for cell, name in zip(cells, head.names[1:], strict=True))


def are_pairs(rows: Sequence[Row]) -> bool:
    """Say whether rows without a head are names and values, side by side in twos."""
    columns = columns_of(rows)
    if len(columns) % 2:
        return False
    if len(columns) == _PAIR:
        return True
    labels = [row[c] for row in rows for c in columns[::2] if c in row]
    if not all(cell.kind == "text" for cell in labels) or len({c.text for c in labels}) < len(
        labels
    ):
        return False
    colons = sum(cell.text.endswith(":") for cell in labels)
    mixed = any(len({row[c].kind for row in rows[1:] if c in row}) > 1 for c in columns[1::2])
    return 2 * colons > len(labels) or (mixed and all(row.keys() >= {columns[0]} for row in rows))


def _is_head(first: Row, below: Sequence[Row], columns: Sequence[int]) -> bool:
    cells = list(first.values())
    if any(cell.kind != "text" for cell in cells):
        return _counts_up(first, columns) and (
            _is_bold(first) or _kinds_differ(first, below) or _numbers(first)
        )
    if any(cell.text.endswith(":") for cell in cells) or has_copies(first):
        return False
    if _is_bold(first) and not _is_bold(below[0]):
        return True
    if len(columns) == _PAIR:
        return _kinds_differ(first, below)
    return not are_pairs([first, *below])


def _is_upper(first: Row, second: Row, columns: Sequence[int]) -> bool:
    """Say whether a row stands above another row of names, for several of its columns at once."""
    if any(cell.kind != "text" for cell in first.values()):
        return False
    if has_copies(second):
        return False
    days = _counts_up(second, columns) and len(first) >= len(columns) - 1 and not _numbers(second)
    names = all(cell.kind == "text" for cell in second.values())
    own = [c for c in columns if c in second and first.get(c) is not second[c]]
    copied = len({id(first[c]) for c in own if c in first}) < len([c for c in own if c in first])
    if copied and _counts_up(second, columns):
        return True
    gaps = len(first) > 1 and any(c not in first for c in own if c > min(first))
    return days or (names and len(own) > 1 and (copied or gaps))


def _spread(row: Row, columns: Sequence[int]) -> list[str]:
    """Give each column the name that stands above it, or above the nearest one to its left."""
    names = list[str]()
    for column in columns:
        names.append(row[column].text if column in row else names[-1] if names else "")
    return names


def _counts_up(row: Row, columns: Sequence[int]) -> bool:
    """Say whether all cells but a first text are values that rise: years, days, hours, 1 2 3."""
    cells = [row[column] for column in columns if column in row]
    values = cells[1:] if cells and (columns[0] not in row or cells[0].kind == "text") else cells
    values = cells if columns[0] not in row else values
    if len(values) < _PAIR or len({cell.kind for cell in values}) > 1 or values[0].kind == "text":
        return False
    steps = {b.order - a.order for a, b in pairwise(values)}
    if values[0].kind == "number":
        years = all(cell.order in _YEARS for cell in values)
        return min(steps) > 0 if years else steps == {1}
    return min(steps) > 0


def _kinds_differ(first: Row, below: Sequence[Row]) -> bool:
    """Say whether a column's first cell is of another kind than most below it."""
    for column, cell in first.items():
        kinds = [row[column].kind for row in below if column in row]
        if kinds and 2 * sum(kind != cell.kind for kind in kinds) > len(kinds):
            return True
    return False


def _numbers(row: Row) -> bool:
    return any(cell.kind == "number" for cell in row.values())


def _is_bold(row: Row) -> bool:
    return all(cell.bold for cell in row.values())


def has_copies(row: Row) -> bool:
    """Say whether cells beside each other are one merged cell."""
    return any(row[one] is row[other] for one, other in pairwise(sorted(row)))


def texts(row: Row, columns: Sequence[int]) -> list[str]:
    """Give a row's texts, "" where nothing stands."""
    return [_text(row.get(column)) for column in columns]


def _text(cell: Cell | None) -> str:
    return cell.text if cell else ""
