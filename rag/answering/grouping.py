"""Candidates -> groups that say the same, each with the probability that it is right.

Passages that agree independently make a value more probable; near-copies of one text count
once. This module knows nothing of how a group is worded in an answer.
"""

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
    """Candidates that say the same, best first."""

    members: tuple[Candidate, ...]
    value: Value

    @property
    def best(self) -> Candidate:
        """Give the candidate that the reader is surest of."""
        return self.members[0]

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """Give the best candidate of each document, best first: what is cited."""
        by_document: dict[str, Candidate] = {}
        for candidate in self.members:
            by_document.setdefault(candidate.hit.document.id, candidate)
        return tuple(by_document.values())

    @property
    def probability(self) -> float:
        """Add up the independent candidates' shares of belief."""
        return min(1.0, sum(candidate.score for candidate in self.independent()))

    def independent(self) -> Iterator[Candidate]:
        """Leave out candidates from a better one's passage, or from near-copies of its source."""
        seen: list[frozenset[tuple[str, ...]]] = []
        sources: dict[str, str] = {}  # a source -> its document that counts
        for candidate in self.members:
            document = candidate.hit.document.id
            source = candidate.hit.copy_of or document
            shingles = _shingles(candidate.hit.passage.text)
            told = sources.setdefault(source, document) != document
            if not told and all(_likeness(shingles, other) < _COPY for other in seen):
                seen.append(shingles)
                yield candidate


def group_equal(candidates: Sequence[Candidate]) -> list[Group]:
    """Group candidates, best first, by what they say; most probable group first.

    A candidate joins the first group whose best candidate says the same.
    """
    found: list[tuple[Value, list[Candidate]]] = []
    for candidate in candidates:
        value = read_value(candidate.text, candidate.hit.document.published)
        for known, members in found:
            if same_value(value, known):
                members.append(candidate)
                break
        else:
            found.append((value, [candidate]))
    groups = [Group(tuple(members), value) for value, members in found]
    return sorted(groups, key=lambda group: -group.probability)


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return frozenset(zip(*(words[i:] for i in range(_SHINGLE)), strict=False))


def _likeness(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """Give the Jaccard similarity of two sets of shingles, 0..1."""
    union = one | other
    return len(one & other) / len(union) if union else 1.0
