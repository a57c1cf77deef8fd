"""Filters: a rule says which candidates stay; a policy, where the belief in the others goes.

A rule looks at the question first and says None where it has nothing to say to it, so that it costs
one search of a pattern then. This module knows no rule.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from operator import is_

from rag.reading.reader import Candidate, Reading
from rag.types import Hit

BELIEVED = 0.1  # of a candidate, from which it is one in its own right, not noise


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the hits that were read for it, and what is left so far of their reading."""

    question: str
    hits: Sequence[Hit]
    reading: Reading


Keep = Callable[[Candidate], bool]
Rule = Callable[[Asked], Keep | None]  # None: nothing to say to this question
Step = Callable[[Asked], Reading]


class Belief(Enum):
    """What becomes of the belief in candidates that are left out."""

    SHARED = "shared"
    """It is taken out of the whole, so that the rest has larger shares of what remains.

    Right where the reader mixed up two things of one sort (two rows of a table, two codes), as
    the right one is then likely to be among the rest.
    """

    SHARED_IF_SURE = "shared if sure"
    """It is shared only where something of the rest was believed in its own right (`BELIEVED`).

    Right where the reader may have marked the wrong thing for want of an answer: then the rest is
    noise, of which sharing would make an answer.
    """

    LOST = "lost"
    """The rest is believed no more for it.

    Right where what is left out is of a kind that the reader marks beside any answer or none, so
    that it tells nothing of the rest.
    """


class Least(Enum):
    """What must be left, else a filter leaves nothing out."""

    NOTHING = "nothing"
    ONE = "one"
    ONE_BELIEVED = "one believed"  # in its own right (`BELIEVED`)


@dataclass(frozen=True, slots=True)
class Filter:
    """A rule with its policy; called with what is asked, it gives what is left of the reading."""

    rule: Rule
    belief: Belief
    least: Least = Least.NOTHING

    def __call__(self, asked: Asked) -> Reading:
        """Leave out the candidates that the rule does not keep."""
        keep = self.rule(asked)
        if keep is None:
            return asked.reading
        kept = list(filter(keep, asked.reading.candidates))
        if not _is_enough(kept, self.least):
            return asked.reading
        return narrowed(asked.reading, kept, self.belief)


def applied(steps: Sequence[Step], asked: Asked) -> Reading:
    """Take steps in turn, each on what the one before it left."""
    for step in steps:
        reading = step(asked)
        if reading is not asked.reading:
            asked = replace(asked, reading=reading)
    return asked.reading


def narrowed(reading: Reading, kept: Sequence[Candidate], belief: Belief) -> Reading:
    """Keep some candidates of a reading, as they are or changed; with all, as is, it stays itself.

    SHARED: of two, believed 0.5 and 0.25, the second alone is believed 0.25 / (1 - 0.5).
    """
    if len(kept) == len(reading.candidates) and all(map(is_, kept, reading.candidates)):
        return reading
    if not kept:
        return Reading((), 0.0)
    if belief is Belief.SHARED or (belief is Belief.SHARED_IF_SURE and is_any_believed(kept)):
        remaining = sum(one.score for one in kept)
        left_out = sum(one.score for one in reading.candidates) - remaining
        whole = max(remaining, 1 - left_out) or 1.0
        kept = [replace(one, score=one.score / whole) for one in kept]
    return replace(reading, candidates=tuple(kept))


def is_any_believed(candidates: Sequence[Candidate]) -> bool:
    """Say whether one of some candidates is believed in its own right."""
    return any(one.score >= BELIEVED for one in candidates)


def _is_enough(kept: Sequence[Candidate], least: Least) -> bool:
    return least is Least.NOTHING or (
        is_any_believed(kept) if least is Least.ONE_BELIEVED else bool(kept)
    )
