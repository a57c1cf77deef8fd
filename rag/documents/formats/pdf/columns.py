"""Lines of words -> what of them stands in which column; columns grow to hold what is put in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from rag.documents.formats.pdf.items import STOP
from rag.documents.formats.pdf.lines import Line, Word

_WIDE = 0.9  # of the letters' size: a gap that no space between words has
_NARROW = 0.33  # a gap between columns that no words of the row have between them
_WIDER = 1.1  # times those, where there are
_PROSE = 4  # gaps between words in a line that may hold sentences
_LOOSEST = 2.5  # times the spaces of a line set loosely: what may stand behind a sentence in it


@dataclass(frozen=True, slots=True)
class Column:
    """From where to where a column reaches."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Placed:
    """What of a line stands in which column; "" where nothing does."""

    top: float
    bottom: float
    texts: tuple[str, ...]
    bold: bool

    @property
    def is_row(self) -> bool:
        """Say whether something stands in several columns."""
        return sum(map(bool, self.texts)) > 1


def columns_of(line: Line) -> tuple[list[Column], Placed]:
    """Part a line at the wide gaps between its words."""
    cells = list(_parted(line))
    columns = [Column(cell[0].left, cell[-1].right) for cell in cells]
    return columns, Placed(line.top, line.bottom, tuple(map(_text, cells)), line.bold)


def _parted(line: Line) -> Iterator[list[Word]]:
    """Part words at wide gaps; behind a stop one must be wide for how the line is spaced too."""
    gaps = [after.left - before.right for before, after in pairwise(line.words)]
    least = _WIDE * line.size
    spaces = [gap for gap in gaps if gap <= least]
    behind_stop = max(least, _LOOSEST * median(spaces)) if spaces else least
    group = list(line.words[:1])
    for gap, word in zip(gaps, line.words[1:], strict=True):
        if gap > (behind_stop if STOP.search(group[-1].text) else least):
            yield group
            group = []
        group.append(word)
    yield group


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def placed(line: Line, columns: list[Column]) -> Placed | None:
    """Put a line's words into the columns, which grow to hold them; None where they do not fit.

    They stand over their columns, or are as many cells, whose names are in the columns' middle.
    """
    groups = _grouped(line, columns)
    if groups is None or not _are_apart(line, [group for group in groups if group]):
        groups = []
    cells = list(_parted(line))
    for found in (groups, cells):
        if len(found) == len(columns) and (grown := _grown(columns, found)):
            columns[:] = grown
            return Placed(line.top, line.bottom, tuple(map(_text, found)), line.bold)
    return None


def _grown(columns: Sequence[Column], groups: Sequence[Sequence[Word]]) -> list[Column] | None:
    """Give columns that hold what is put in them; None where one would reach into another."""
    grown = [
        Column(min(one.left, group[0].left), max(one.right, group[-1].right)) if group else one
        for one, group in zip(columns, groups, strict=True)
    ]
    apart = all(after.left > before.right for before, after in pairwise(grown))
    return grown if apart else None


def _grouped(line: Line, columns: Sequence[Column]) -> list[list[Word]] | None:
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


def _over(word: Word, columns: Sequence[Column]) -> list[int]:
    pairs = enumerate(columns)
    return [index for index, one in pairs if word.left < one.right and one.left < word.right]


def _nearer_to_next(words: Sequence[Word], place: int) -> bool:
    if place == 0:
        return True
    before = words[place].left - words[place - 1].right
    return place + 1 < len(words) and words[place + 1].left - words[place].right < before


def _are_apart(line: Line, groups: Sequence[Sequence[Word]]) -> bool:
    """Say whether the gaps between columns are wider than those between words, or sentences."""
    inner = [after.left - before.right for group in groups for before, after in pairwise(group)]
    least = _WIDER * median(inner) if inner else _NARROW * line.size
    behind_stop = _LOOSEST * median(inner) if len(inner) >= _PROSE else least
    return all(
        after[0].left - before[-1].right > (behind_stop if STOP.search(before[-1].text) else least)
        for before, after in pairwise(groups)
    )


def _nearest(word: Word, columns: Sequence[Column]) -> int:
    def distance(index: int) -> float:
        return max(columns[index].left - word.right, word.left - columns[index].right)

    return min(range(len(columns)), key=distance)
