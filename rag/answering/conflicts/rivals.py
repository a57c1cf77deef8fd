"""Values that contradict each other: different documents support them about equally."""

from collections.abc import Sequence

from rag.answering.grouping import Group
from rag.answering.stating import newest
from rag.answering.values.comparing import contradict

CONFLICT_SHARE = 0.6  # of the best value's probability, from which another one contradicts it
CONFLICT_LEAST = 0.5  # and the probability that one of those values is right


def contradicting(groups: Sequence[Group]) -> list[Group]:
    """List the likeliest value and those of other documents that contradict it, newest first.

    Empty where none does. `groups` stand in the order of their probability.
    """
    if not groups:
        return []
    best = groups[0]
    own = {candidate.hit.document.id for candidate in best.candidates}
    rivals = [
        group
        for group in groups[1:]
        if contradict(group.value, best.value)
        and group.probability >= CONFLICT_SHARE * best.probability
        and own.isdisjoint(candidate.hit.document.id for candidate in group.candidates)
    ]
    values = [best, *rivals]
    if not rivals or sum(group.probability for group in values) < CONFLICT_LEAST:
        return []
    return sorted(values, key=newest, reverse=True)
