"""Find a yes and a no: one document says that breakfast is included, another that it is not.

Sentences are compared as they stand, however little the reader believes of one of them: it cannot
tell which of two like sentences answers.
"""

from collections.abc import Sequence
from dataclasses import replace

from rag.answering.conflicts.versions import is_newer
from rag.answering.grouping import Group, read_completed
from rag.answering.values.wording import exclude, read_words, takes_side
from rag.reading.reader import Candidate
from rag.text.stems import stems
from rag.text.whether import asks_whether


def both_sides(question: str, groups: Sequence[Group]) -> list[Group]:
    """Give what is likeliest and what other documents say to the contrary, the newer first.

    None is given where nothing is said to the contrary, nor to other questions than those that
    want a yes or no.
    """
    if not groups or not asks_whether(question):
        return []
    best = groups[0].best
    every = [(one, group) for group in groups for one in group.members]
    against = [one for one, _ in every if opposed(best, one)]
    if not against:
        return []
    mine = tuple(one for one in groups[0].members if one not in against)
    theirs = tuple(sorted(against, key=lambda one: -one.score))
    moved = sum(one.score for one in groups[0].members if one in against)
    own = replace(groups[0], members=mine, probability=max(0.0, groups[0].probability - moved))
    other = Group(theirs, read_completed(theirs[0]), sum(one.score for one in theirs))
    newer = is_newer(other.best.hit.document, own.best.hit.document)
    return [other, own] if newer else [own, other]


def opposed(one: Candidate, other: Candidate) -> bool:
    """Say whether the sentences of two documents oppose each other, of one and the same thing.

    One must say of it all that the other says, and perhaps more: that the hall is open on Sundays
    and not open on Mondays is no contradiction.
    """
    if one.hit.document.id == other.hit.document.id:
        return False
    first, second = _about(one), _about(other)
    shorter, longer = sorted((first, second), key=len)
    if not shorter or not shorter <= longer:
        return False
    return exclude(read_words(one.quoted), read_words(other.quoted))


def _about(candidate: Candidate) -> set[str]:
    """Give the stems of a sentence's words, those left out that take a side or deny."""
    words = (word for word in read_words(candidate.quoted) if not takes_side(word))
    return stems(" ".join(words))
