"""A fragment and the noun phrases of the last question -> the one that it is said instead of.

The correlate of "the lake" after "how deep is the pond in May?" is "pond", of "in June" "May".
This module knows nothing of how the question is put together again.
"""

import re
from collections.abc import Sequence
from typing import Literal

from rag.conversation.form.fragments import (
    DETERMINED,
    PREPOSITIONAL,
    has_noun_phrase,
    is_determined,
    is_time,
    without_preposition,
)
from rag.conversation.form.names import begins_name, keys_of
from rag.conversation.form.noun_phrases import (
    NounPhrase,
    article_before,
    follows,
    preposition_before,
)
from rag.conversation.marking.marks import SURE
from rag.conversation.word_keys import content_keys, is_plural

_BEFORE_NAME = re.compile(r"\b(?:is|are|was|were)\s+$", re.IGNORECASE)

# A name for a name; a thing for its like, "the lake" for "the pond"; a thing for another one.
Likeness = Literal["name", "like", "thing"]


def find_correlate(fragment: str, question: str, nouns: Sequence[NounPhrase]) -> NounPhrase | None:
    """Find the correlate of a fragment: of "in June" one after "in", else after any preposition."""
    found = PREPOSITIONAL.match(fragment)
    shared = content_keys(fragment)
    open_nouns = [noun for noun in nouns if not keys_of(noun) <= shared]
    if found:
        open_nouns = _after_preposition(question, open_nouns, found[1])
    return _best(question, open_nouns, without_preposition(fragment), unlike_too=not found)


def _best(
    question: str, nouns: Sequence[NounPhrase], fragment: str, *, unlike_too: bool = False
) -> NounPhrase | None:
    """Choose what a fragment is said instead of: alike in kind, article and number, least meant.

    What shares a word with it is its like: "full-time staff" of "part-time staff". What is meant
    now gives way only to its like: "the pond" to "the lake"; with `unlike_too`, where nothing has a
    like, to anything. A thing without a preposition does so first. None where nothing does.
    """
    if not has_noun_phrase(fragment):
        return None
    determined = is_determined(fragment)
    shared = content_keys(fragment)

    def fitness(noun: NounPhrase) -> tuple[bool, bool, bool, bool, bool, float]:
        apart = shared.isdisjoint(keys_of(noun))
        aside = not begins_name(noun[0]) and preposition_before(question, noun) is not None
        unlike = not is_determined_alike(question, noun, fragment)
        alike = are_alike(fragment, noun)
        other_number = not begins_name(noun[0]) and is_plural(fragment) != is_plural(_text(noun))
        return apart, not alike, unlike, other_number, aside, _meant(noun)

    near = [noun for noun in nouns if is_time(fragment) == is_time(_text(noun))]
    if determined:
        near = [noun for noun in near if not _is_said_of_name(question, nouns, noun)]
    fitting = [s for s in near if _meant(s) < SURE or fitness(s)[1:3] == (False, False)]
    return min(fitting or near * unlike_too, key=fitness, default=None)


def likeness(fragment: str, question: str, noun: NounPhrase) -> Likeness | None:
    """Say how alike a fragment and its correlate are; None for a name and no name."""
    alike = are_alike(fragment, noun)
    if begins_name(noun[0]):
        return "name" if alike else None
    shares = not keys_of(noun).isdisjoint(content_keys(fragment))
    like = alike and (shares or is_determined_alike(question, noun, fragment))
    return "like" if like else "thing"


def are_alike(fragment: str, noun: NounPhrase) -> bool:
    """Say whether both are numbers, both names, or both neither."""
    first = next(iter(re.findall(r"\w+", DETERMINED.sub("", fragment))), "")
    digits = re.search(r"\b\d", fragment) is not None
    if digits or re.search(r"\b\d", _text(noun)):
        return digits and re.search(r"\b\d", _text(noun)) is not None
    return first[:1].isupper() == begins_name(noun[0])


def is_determined_alike(question: str, noun: NounPhrase, fragment: str) -> bool:
    """Say whether both have an article, or both none; a name needs none."""
    determined = is_determined(fragment)
    return begins_name(noun[0]) or (article_before(question, noun) is not None) == determined


def _after_preposition(
    question: str, nouns: Sequence[NounPhrase], preposition: str
) -> list[NounPhrase]:
    """Keep the noun phrases after the same preposition, else those after any."""
    before = [(found[1].lower(), s) for s in nouns if (found := preposition_before(question, s))]
    same = [noun for word, noun in before if word == preposition.lower()]
    return same or [noun for _, noun in before]


def _is_said_of_name(question: str, nouns: Sequence[NounPhrase], noun: NounPhrase) -> bool:
    """Say whether a noun phrase is what somebody is: "away" in "is Ada away"."""
    names = (o for o in nouns if begins_name(o[0]) and follows(question, o, noun))
    is_name = begins_name(noun[0])
    return not is_name and any(_BEFORE_NAME.search(question[: n[0].word.start]) for n in names)


def _meant(noun: NounPhrase) -> float:
    return sum(marked.probability for marked in noun) / len(noun)


def _text(noun: NounPhrase) -> str:
    return " ".join(marked.word.text for marked in noun)
