"""Find two versions of one text that say different things: the house rules of 2019 and of 2023.

Two documents are versions where their titles are the same but for numbers, months and words such as
"draft", much of their text is the same, and it is known which one is newer. The minutes of two
meetings of one club are no versions: their texts differ.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rag.answering.conflicts.former import asks_for_former
from rag.answering.grouping import Group
from rag.answering.values.comparing import contradict, same_value
from rag.text.months import MONTH
from rag.types import Document

LIKELY = 0.1  # of the rival value
# Of the pairs of words of the shorter text, from which two are versions: three pairs of versions
# have 0.45 to 0.73, two minutes of one board 0.25, two protocols on one form 0.32.
ALIKE = 0.4
_READ = 20_000  # characters of a text that are compared
_HEAD = 600  # characters of a text, in which it says what it replaces
_EDITION = re.compile(r"\b(?:v|version|draft|edition|revision|rev|release)\W{0,2}(\d+)", re.I)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_VERSION = re.compile(
    rf"\w*\d\w*|\b(?:{MONTH}|copy|draft|edition|final|from|in force|new|of|old|release|rev|revised"
    r"|revision|since|updated|valid|version|v)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_REPLACES = re.compile(r"\b(?:replac|supersed)(?:es?|ing)\b|\bno longer (?:apply|valid)\b", re.I)


def newest_first(question: str, groups: Sequence[Group]) -> list[Group]:
    """Give the likeliest value and its rival from another version, the newer version's first.

    Each has the places of its version alone. None is given where there is no such rival. Which of
    the two a question names, if it does, is for `asked_apart` to say.
    """
    if not groups or asks_for_former(question):
        return []
    best = groups[0]
    for other in (group for group in groups[1:] if group.probability >= LIKELY):
        one, two = best.best.hit.document, other.best.hit.document
        newer = is_newer(one, two)
        if newer is not None and _are_versions(one, two) and _at_odds(best, other):
            pair = [_of(best, one), _of(other, two)]
            return pair if newer else pair[::-1]
    return []


def _of(group: Group, document: Document) -> Group:
    kept = tuple(c for c in group.members if c.hit.document.id == document.id)
    return replace(group, members=kept)


def _are_versions(one: Document, other: Document) -> bool:
    words = _plain(one.title)
    if one.id == other.id or not words or words != _plain(other.title):
        return False
    first, second = _pairs(one), _pairs(other)
    return len(first & second) >= ALIKE * min(len(first), len(second))


def _pairs(document: Document) -> set[tuple[str, str]]:
    return set(pairwise(_WORD.findall(document.text[:_READ].casefold())))


def _plain(title: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(_VERSION.sub(" ", title))]


def _at_odds(one: Group, other: Group) -> bool:
    """Say whether two values cannot both hold, or are different names."""
    first, second = one.main, other.main
    named = first.names and second.names and first.kind == second.kind == "text"
    if contradict(one.value, other.value):
        return True
    return contradict(first, second) or bool(named and not same_value(first, second))


def is_newer(one: Document, other: Document) -> bool | None:
    """Say whether the first of two versions is the newer one; None where that is not known."""
    editions = [[int(number) for number in _EDITION.findall(d.title)] for d in (one, other)]
    if all(editions) and editions[0] != editions[1]:
        return editions[0] > editions[1]
    years: list[set[str]] = [set(_YEAR.findall(d.title)) for d in (one, other)]
    if all(len(named) == 1 for named in years) and years[0] != years[1]:
        return max(years[0]) > max(years[1])
    if one.published and other.published and one.published != other.published:
        return one.published > other.published
    replacing = [_REPLACES.search(d.text[:_HEAD]) is not None for d in (one, other)]
    return replacing[0] if replacing[0] != replacing[1] else None
