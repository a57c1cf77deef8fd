"""Put candidates that say the same into groups, each with the probability that it is right.

A group's probability is the share that its members have of all belief. A passage that is a
near-copy of another counts once: its belief is left out of the group's and of the whole, so that a
copy changes no probability. A candidate of another document counts for nothing where it says the
value of something else than what is asked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from rag.answering.supporting import SourceCheck
from rag.answering.telling import told_on
from rag.answering.values.comparing import Kind, Value, read_value, same_value
from rag.reading.reader import Candidate

_WORD = re.compile(r"\w+")
_SHINGLE = 3  # words
_LIMIT = re.compile(r"\b(?:up to|at (?:least|most)|not? (?:fewer|less|more) than)\s", re.IGNORECASE)
_COPY = 0.6  # of the shingles of two passages are the same when one is a copy of the other


@dataclass(frozen=True, slots=True)
class Group:
    """Candidates that say the same, best first."""

    members: tuple[Candidate, ...]
    value: Value
    probability: float  # 0..1

    @property
    def best(self) -> Candidate:
        """Give the candidate that the reader is surest of."""
        return self.members[0]

    @property
    def main(self) -> Value:
        """Read what comes first where the best one says more: "£56, a half plot £30" -> £56."""
        text = self.best.text
        more = self.value.kind == "text" or len(self.value.quantities) > 1
        if not (more and any(map(str.isdigit, text))):
            return self.value
        return read_value(text.partition(", ")[0], self.best.hit.document.published)

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """Give the best candidate of each document, best first: what is cited.

        Of a day, what tells no more than its year or month supports it, but does not say it.
        """
        by_document: dict[str, Candidate] = {}
        known = read_completed(self.best)
        for candidate in self.members:
            if known.kind != "date" or _is_as_exact(read_completed(candidate), known):
                by_document.setdefault(candidate.hit.document.id, candidate)
        return tuple(by_document.values())


def with_members(group: Group, kept: tuple[Candidate, ...]) -> Group:
    """Keep these places of a group, if any; it then says what the best of them says."""
    if not kept:
        return group
    return replace(group, members=kept, value=read_completed(kept[0]))


def group_equal(candidates: Sequence[Candidate], question: str = "") -> list[Group]:
    """Group candidates, best first, by what they say; most probable group first.

    A candidate joins the first group whose best candidate says the same, if it is of the same
    document or says it of what is asked; where the best one does not either, any may.
    """
    asked = SourceCheck(question)
    found: list[tuple[Value, list[Candidate]]] = []
    for candidate in candidates:
        value = read_completed(candidate)
        for known, members in found:
            if _is_same(candidate, value, members[0], known):
                if _is_at_home(candidate, members) or _supports(
                    candidate, members[0], known.kind, asked
                ):
                    members.append(candidate)
                break
        else:
            found.append((value, [candidate]))
    copied = [_repeated(members) for _, members in found]
    counted = 1.0 - sum(copied)
    groups = [
        Group(tuple(members), value, _probability(members, repeated, counted))
        for (value, members), repeated in zip(found, copied, strict=True)
    ]
    return sorted(groups, key=lambda group: -group.probability)


def _is_same(one: Candidate, value: Value, other: Candidate, its: Value) -> bool:
    """Say whether two candidates have one value.

    Near a number may be as good as that number; a limit is itself alone: "up to £1,000" is no £800.
    """
    if not same_value(value, its):
        return False
    numbers = [[quantity.number for quantity in said.quantities] for said in (value, its)]
    limited = _LIMIT.search(one.text) or _LIMIT.search(other.text)
    return not (limited and all(numbers) and numbers[0] != numbers[1])


def _is_as_exact(value: Value, known: Value) -> bool:
    """Say whether all dates tell the day and the month, where a known value's do."""
    return all(
        one.weekday is not None
        or (bool(one.day) >= bool(its.day) and bool(one.month) >= bool(its.month))
        for one, its in zip(value.dates, known.dates, strict=False)
    )


def _supports(candidate: Candidate, best: Candidate, kind: Kind, asked: SourceCheck) -> bool:
    if asked.is_part(candidate, best):
        return False
    return asked.is_met_by(candidate, kind) or not asked.is_met_by(best, kind)


def _is_at_home(candidate: Candidate, members: Sequence[Candidate]) -> bool:
    """Say whether a candidate is of a member's document, or of a copy of what is quoted there."""
    document, quoted = candidate.hit.document.id, candidate.quoted
    return any(one.hit.document.id == document or one.quoted == quoted for one in members)


def read_completed(candidate: Candidate) -> Value:
    """Read what a candidate says, its dates completed from the day on which it is told."""
    value = read_candidate(candidate)
    if all(day.is_complete for day in value.dates):
        return value
    return read_candidate(candidate, told_on(candidate))


def read_candidate(candidate: Candidate, day: date | None = None) -> Value:
    """Read what a candidate says in its sentence; a `day` completes its dates."""
    return read_value(candidate.text, day, candidate.after, candidate.before)


def _probability(members: Sequence[Candidate], repeated: float, counted: float) -> float:
    share = sum(candidate.score for candidate in members) - repeated
    return min(1.0, share / counted) if share > 0 else 0.0


def _repeated(members: Sequence[Candidate]) -> float:
    """Add up what is drawn by passages that repeat a better member's or its whole document."""
    if len(members) == 1:
        return 0.0
    seen: dict[tuple[str, int], frozenset[tuple[str, ...]]] = {}  # passages that count
    sources: dict[str, str] = {}  # a source -> its document that counts
    repeated = 0.0
    for candidate in members:
        document, passage = candidate.hit.document.id, candidate.hit.passage
        place = (document, passage.start)
        told = sources.setdefault(candidate.hit.copy_of or document, document)
        shingles = _shingles(passage.text)
        others = (words for other, words in seen.items() if other != place)
        if told != document or any(_likeness(shingles, words) >= _COPY for words in others):
            repeated += candidate.score
        else:
            seen[place] = shingles
    return repeated


@lru_cache(64)  # a passage has several candidates
def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Give each three words in a row of a text; all of its words where they are fewer."""
    words = _WORD.findall(text.casefold())
    size = min(_SHINGLE, len(words))
    return frozenset(zip(*(words[i:] for i in range(size)), strict=False))


def _likeness(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """Give the Jaccard similarity of two sets of shingles, 0..1; 0 where both are empty."""
    union = one | other
    return len(one & other) / len(union) if union else 0.0
