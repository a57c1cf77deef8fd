"""Find which rows of a sheet's table name its columns, by the kinds of cells and bold letters."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.documents.formats.shared.cells import NOTHING, Cell, Row, columns_of

_YEARS = range(1900, 2101)
_PAIR = 2  # columns: a name and its value
_CODE = 4  # digits
_SEASON = re.compile(r"(?:19|20)\d\d(?:\s?[/–-]\s?(?:19|20)?\d\d)?")


@dataclass(frozen=True, slots=True)
class Head:
    """The names of a table's columns, in rows of the same columns below it too."""

    columns: tuple[int, ...]
    names: tuple[str, ...]
    bold: bool = False
    alone: bool = False  # an empty row parts it from what it names


def own_head(rows: Sequence[Row]) -> tuple[Head, int] | None:
    """Find the head of a table in its first rows, and say how many; None without one."""
    columns = columns_of(rows)
    count = _upper_rows(rows, columns) + 1
    if len(rows) <= count or (count == 1 and not _is_head(rows[0], rows[1:], columns)):
        return None
    last = [rows[count - 1].get(column, NOTHING).text for column in columns]
    names = [*(_spread(row, columns) for row in rows[: count - 1]), last]
    joined = [" ".join(filter(None, dict.fromkeys(parts))) for parts in zip(*names, strict=True)]
    return Head(tuple(columns), tuple(joined), _is_bold(rows[0])), count


def is_caption(rows: Sequence[Row]) -> bool:
    """Say whether the first row, of a few words, stands above a table with a head of its own."""
    columns, first = columns_of(rows), rows[0]
    few = 2 * len(first) <= len(columns) + 1 and all(c.kind == "text" for c in first.values())
    return (
        few
        and len(rows) > _PAIR
        and not _upper_rows(rows, columns)
        and len(rows[1]) == len(columns)
        and own_head(rows[1:]) is not None
    )


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
        return not _counts(first, columns) or not below
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
    if any(cell.text.endswith(":") for cell in cells) or has_copies(first):
        return False
    if _is_bold(first) and not any(cell.bold for cell in below[0].values()):
        return True
    if any(cell.kind != "text" for cell in cells):
        return _counts(first, columns)
    full = len([column for column in columns[1:] if column in first]) == len(columns) - 1
    if not full or any(map(_is_code, cells)):
        return False
    if len(columns) == _PAIR:
        labels = all(row[columns[0]].bold for row in (first, *below) if columns[0] in row)
        return _kinds_differ(first, below) and not labels
    return not are_pairs([first, *below])


def _upper_rows(rows: Sequence[Row], columns: Sequence[int]) -> int:
    """Count the first rows that stand above another row of names."""
    count = 0
    while count + 1 < len(rows) and _is_upper(rows[count], rows[count + 1], columns):
        count += 1
    return 0 if count and (count + 1 == len(rows) or has_copies(rows[count])) else count


def _is_upper(first: Row, second: Row, columns: Sequence[int]) -> bool:
    """Say whether a row stands above another row of names, for several of its columns at once."""
    if any(cell.kind != "text" or _is_code(cell) for cell in first.values()):
        return False
    counts = _counts(second, columns)
    if not counts and any(cell.kind != "text" or _is_code(cell) for cell in second.values()):
        return False
    if counts and len(first) >= len(columns) - 1 and not _numbers(second):
        return True  # the days of a week above their dates
    own = [c for c in columns if c in second and first.get(c) is not second[c]]
    over = [first[c] for c in own if c in first]
    if len(own) > 1 and len(set(map(id, over))) < len(over):
        return True  # merged
    corners = (columns[0] in first) + (columns[0] in second)
    starts = [at for at, column in enumerate(columns[1:]) if column in first]
    even = len(starts) > 1 and len({b - a for a, b in pairwise([*starts, len(columns) - 1])}) == 1
    return corners == 1 and even and starts[0] == 0 and starts[1] > 1


def _spread(row: Row, columns: Sequence[int]) -> list[str]:
    """Give each column the name that stands above it, or above the nearest one to its left."""
    names = list[str]()
    for column in columns:
        names.append(row[column].text if column in row else names[-1] if names else "")
    return names


def _counts(row: Row, columns: Sequence[int]) -> bool:
    """Say whether words are followed by years, days or hours that rise or fall, or by 1 2 3."""
    cells = [row[column] for column in columns if column in row]
    at = [n for n, cell in enumerate(cells) if cell.kind != "text"]
    values = cells[at[0] : at[-1] + 1] if at else []
    if len(values) < _PAIR or len({cell.kind for cell in values}) > 1:
        return False
    steps = {b.order - a.order for a, b in pairwise(values)}
    if values[0].kind == "number" and not all(cell.order in _YEARS for cell in values):
        return steps == {1}
    return min(steps) > 0 or max(steps) < 0


def _kinds_differ(first: Row, below: Sequence[Row]) -> bool:
    """Say whether a column's first cell is of another kind than most below it."""
    for column, cell in first.items():
        kinds = [row[column].kind for row in below if column in row]
        if kinds and 2 * sum(kind != cell.kind for kind in kinds) > len(kinds):
            return True
    return False


def _is_code(cell: Cell) -> bool:
    """Say whether a text is a number, a date or the like, not a name; bold ones are names."""
    letters, digits = (sum(map(test, cell.text)) for test in (str.isalpha, str.isdigit))
    return (
        digits >= _CODE and digits > 2 * letters and not (cell.bold or _SEASON.fullmatch(cell.text))
    )


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
