"""Candidates -> groups that say the same, each with the probability that it is right.

Documents that agree independently make a value more probable; near-copies of one text count
once. This module knows nothing of how a group is worded in an answer.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.answering.values import Value, read_value, same_value
from rag.reader import Candidate

_WORD = re.compile(r"\w+")
_SHINGLE = 3  # words
_COPY = 0.6  # of the shingles of two passages are the same when one is a copy of the other


@dataclass(frozen=True, slots=True)
class Group:
    """Candidates that say the same, best first, at most one a document."""

    candidates: tuple[Candidate, ...]
    value: Value

    @property
    def best(self) -> Candidate:
        """Give the candidate that the reader is surest of."""
        return self.candidates[0]

    @property
    def probability(self) -> float:
        """Combine the independent candidates: 1 - product of (1 - score)."""
        return 1 - math.prod(1 - candidate.score for candidate in self.independent())

    def independent(self) -> Iterator[Candidate]:
        """Leave out candidates whose passages are near-copies of a better one's."""
        seen: list[frozenset[tuple[str, ...]]] = []
        for candidate in self.candidates:
            shingles = _shingles(candidate.hit.passage.text)
            if all(_likeness(shingles, other) < _COPY for other in seen):
                seen.append(shingles)
                yield candidate


def group_equal(candidates: Sequence[Candidate]) -> list[Group]:
    """Group candidates, best first, by what they say; most probable group first.

    A candidate joins the first group whose best candidate says the same.
    """
    members: list[tuple[Value, dict[str, Candidate]]] = []
    for candidate in candidates:
        document = candidate.hit.document
        value = read_value(candidate.text, document.published)
        for known, by_document in members:
            if same_value(value, known):
                by_document.setdefault(document.id, candidate)
                break
        else:
            members.append((value, {document.id: candidate}))
    groups = [Group(tuple(by_document.values()), value) for value, by_document in members]
    return sorted(groups, key=lambda group: -group.probability)


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return frozenset(zip(*(words[i:] for i in range(_SHINGLE)), strict=False))


def _likeness(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """Give the Jaccard similarity of two sets of shingles, 0..1."""
    union = one | other
    return len(one & other) / len(union) if union else 1.0
