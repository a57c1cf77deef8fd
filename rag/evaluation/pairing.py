"""The rows of two runs -> those of the same question, side by side.

Questions go by their own id. One that has none is named by its place in a file, which any line put
in above changes: it goes by its words and what was asked before. Knows nothing of scores.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rag.evaluation.rows import Row


@dataclass(frozen=True, slots=True)
class Pairs:
    """The rows of the same questions, baseline first; `reworded` have an id in common alone."""

    same: list[tuple[Row, Row]]
    reworded: int


def paired(baseline: Iterable[Row], current: Iterable[Row]) -> Pairs:
    """Pair the rows of each question that both runs have, in the order of the current one."""
    named, worded = dict[str, Row](), dict[str, list[Row]]()
    for row in baseline:
        worded.setdefault(row.question, []).append(row)
        if not row.numbered:
            named[row.id] = row
    same, reworded = list[tuple[Row, Row]](), 0
    for row in current:
        if not row.numbered and (before := named.get(row.id)):
            if _same_words(before, row):
                same.append((before, row))
            else:
                reworded += 1
        elif before := _by_words(worded.get(row.question, []), row):
            same.append((before, row))
    return Pairs(same, reworded)


def _by_words(candidates: list[Row], row: Row) -> Row | None:
    """Take out the first candidate that is the question asked; none of another id of its own."""
    for i, before in enumerate(candidates):
        if _same_words(before, row) and (before.numbered or row.numbered):
            return candidates.pop(i)
    return None


def _same_words(a: Row, b: Row) -> bool:
    known = all(len(row.history) == row.turn - 1 for row in (a, b))
    return a.question == b.question and (not known or a.history == b.history)
