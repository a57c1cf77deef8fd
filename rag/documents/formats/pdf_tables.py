"""Rows of words that stand in columns -> tables of Markdown."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import median

from rag.documents.formats.pdf_lines import Line, Word
from rag.documents.formats.tables import markdown_table

_WIDE = 0.9  # of the letters' size: a gap that no space between words has
_NARROW = 0.33  # a gap between columns that no words of the row have between them
_WIDER = 1.1  # times those, where there are
LEADERS = re.compile(r"(?:\.\s?){4,}")  # of a table of contents
_MARKER = re.compile(r"[(\[]?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)\]]|\W", re.IGNORECASE)  # of an item
_LONGEST_CELL = 120  # characters
_FARTHEST = 3.0  # of the letters' size: between a row and the next
_TIGHT = 0.5  # between lines of one cell
_LOOSE = 0.25  # more than the least gap between lines: a gap between rows
_MOST_LINES = 3  # of a cell
_VALUE = re.compile(r"[^\w\s]{0,3}\d[\d.,:%/-]*[^\W\d]{0,3}")


@dataclass(frozen=True, slots=True)
class Table:
    """Cells by row and column, and how many lines they were read from."""

    rows: list[list[str]]
    lines: int


@dataclass(slots=True)
class _Column:
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class _Placed:
    """What of a line stands in which column; "" where nothing does."""

    top: float
    bottom: float
    texts: list[str]


def table_at(lines: Sequence[Line], at: int) -> Table | None:
    """Read the table that begins with a line, of two rows and two columns at least.

    Words may go on below in their column. None where no table begins there.
    """
    first, size = lines[at], lines[at].size
    cells = list(_parted(first.words, _WIDE * size))
    if len(cells) < 2 or LEADERS.search(first.text) or _MARKER.fullmatch(_text(cells[0])):
        return None
    columns = [_Column(cell[0].left, cell[-1].right) for cell in cells]
    placed = [_Placed(first.top, first.bottom, [_text(cell) for cell in cells])]
    for below, line in enumerate(lines[at + 1 :], at + 2):
        one = None if LEADERS.search(line.text) else _placed(line, columns)
        beside = any(_is_beside(line, other) for other in lines[below : below + _MOST_LINES])
        if one is None or line.size != size or not _is_near(one, placed, size, beside=beside):
            break
        placed.append(one)
    while len(placed) > 1 and not _is_row(placed[-1]) and not _is_tight(placed, size):
        placed.pop()
    rows = _rows(placed, size)
    if len(rows) < 2 or max(len(cell) for row in rows for cell in row) > _LONGEST_CELL:
        return None
    return Table(rows, len(placed))


def _is_beside(line: Line, other: Line) -> bool:
    """Say whether another line stands to the right of a line, at its height."""
    return line.top < other.bottom and other.top < line.bottom and line.right < other.left


def _is_near(one: _Placed, above: Sequence[_Placed], size: float, *, beside: bool) -> bool:
    """Say whether a line may belong to a table: in a row of several cells, or close below one."""
    lowest = max(row.bottom for row in above)
    if one.top < above[0].top - size or one.top - lowest > _FARTHEST * size:
        return False
    return beside or _is_row(one) or one.top - lowest < _TIGHT * size


def _is_row(one: _Placed) -> bool:
    return sum(map(bool, one.texts)) > 1


def _is_tight(placed: Sequence[_Placed], size: float) -> bool:
    lowest = max(row.bottom for row in placed[:-1])
    return placed[-1].top - lowest < _TIGHT * size


def _rows(placed: Sequence[_Placed], size: float) -> list[list[str]]:
    """Put lines together to rows: those close to each other where cells are of several lines.

    Else each line is a row, but one without a first cell, which goes on with the row above, as does
    what stands beside it.
    """
    lines = sorted(placed, key=lambda one: round(one.top))
    begin = _loose(lines, size)
    tight = (pair for at, pair in enumerate(pairwise(lines), 1) if at not in begin)
    if any(_are_two_rows(*pair) for pair in tight):
        begin = set()
    rows, above = list[list[str]](), -1
    for at, one in enumerate(lines):
        first = bool(one.texts[0]) and round(one.top) - above > 1
        if not rows or (at in begin if begin else first):
            rows.append([""] * len(one.texts))
        rows[-1] = [f"{old} {new}".strip() for old, new in zip(rows[-1], one.texts, strict=True)]
        above = round(one.top)
    return rows


def _loose(lines: Sequence[_Placed], size: float) -> set[int]:
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


def _are_two_rows(above: _Placed, below: _Placed) -> bool:
    """Say whether a column has a number in both lines, which no cell goes on with."""
    pairs = zip(above.texts, below.texts, strict=True)
    return any(_VALUE.fullmatch(one) and _VALUE.fullmatch(other) for one, other in pairs)


def written(rows: Sequence[Sequence[str]]) -> str:
    """Write a table with its first row as the head; names and their values, one a line.

    >>> written([["Rent:", "900"], ["Deposit:", "1,000"]])
    'Rent: 900\\nDeposit: 1,000'
    """
    if all(len(row) == 2 and row[0].endswith(":") for row in rows):
        return "\n".join(" ".join(row) for row in rows)
    return markdown_table(rows)


def _parted(words: Sequence[Word], gap: float) -> Iterator[list[Word]]:
    group = list(words[:1])
    for word in words[1:]:
        if word.left - group[-1].right > gap:
            yield group
            group = []
        group.append(word)
    yield group


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _placed(line: Line, columns: list[_Column]) -> _Placed | None:
    """Put a line's words into the columns, which grow to hold them; None where they do not fit."""
    groups = _grouped(line, columns)
    if groups is None or not _are_apart(line, [group for group in groups if group]):
        return None
    grown = [
        _Column(min(one.left, group[0].left), max(one.right, group[-1].right)) if group else one
        for one, group in zip(columns, groups, strict=True)
    ]
    if any(after.left <= before.right for before, after in pairwise(grown)):
        return None
    columns[:] = grown
    return _Placed(line.top, line.bottom, [_text(group) for group in groups])


def _grouped(line: Line, columns: Sequence[_Column]) -> list[list[Word]] | None:
    """Part words by the columns over which they stand; None where one stands over two, or far off.

    One that stands over none goes with the nearer of its neighbours.
    """
    words = line.words
    if words[0].left > columns[-1].right + 2 * line.size:
        return None
    over = [_over(word, columns) for word in words]
    if any(len(indexes) > 1 for indexes in over):
        return None
    groups: list[list[Word]] = [[] for _ in columns]
    at = 0
    for place, (word, indexes) in enumerate(zip(words, over, strict=True)):
        following = next((one[0] for one in over[place:] if one), None)
        if indexes:
            at = max(at, indexes[0])
        elif following is not None and _nearer_to_next(words, place):
            at = max(at, following)
        elif not any(groups):
            at = _nearest(word, columns) if following is None else following
        groups[at].append(word)
    return groups


def _over(word: Word, columns: Sequence[_Column]) -> list[int]:
    pairs = enumerate(columns)
    return [index for index, one in pairs if word.left < one.right and one.left < word.right]


def _nearer_to_next(words: Sequence[Word], place: int) -> bool:
    if place == 0:
        return True
    before = words[place].left - words[place - 1].right
    return place + 1 < len(words) and words[place + 1].left - words[place].right < before


def _are_apart(line: Line, groups: Sequence[Sequence[Word]]) -> bool:
    """Say whether the gaps between columns are wider than those between words."""
    inner = [after.left - before.right for group in groups for before, after in pairwise(group)]
    least = _WIDER * median(inner) if inner else _NARROW * line.size
    return all(after[0].left - before[-1].right > least for before, after in pairwise(groups))


def _nearest(word: Word, columns: Sequence[_Column]) -> int:
    def distance(index: int) -> float:
        return max(columns[index].left - word.right, word.left - columns[index].right)

    return min(range(len(columns)), key=distance)
