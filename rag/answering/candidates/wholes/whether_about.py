"""Of a question for yes or no, the sentences that speak of what is asked about.

"It won the prize of the town." is no answer to "did Low Tide win the prize?" where nothing in it,
before it in its paragraph, in the heading over it or in the title names Low Tide; nor is "The sauna
is open." to "is the pool open?" where another sentence speaks of the pool. Since the whole sentence
is said, what is believed of any words of it is believed of it. English only. This module knows
nothing of how candidates are found.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.answering.leads import paragraph_before
from rag.reading.reader import Candidate, Reading
from rag.text.function_words import FUNCTION_WORDS
from rag.text.headings import heading_above
from rag.text.stems import stems
from rag.text.whether import asks_whether
from rag.types import Hit

_VERBS = frozenset({"may", "will"})  # which begin questions, and are a month's and a man's names
_WORD = re.compile(r"[^\W\d_]{3,}")
_INSIDE = r"(?<=[a-z,]\s)[\"“'‘(]?"  # a sentence, where only names begin with a capital

# "is the pool open?": a thing and one word for how it is.
_IS_SO = re.compile(
    r"\W*(?:is|are|was|were)\s+(?:(?:a|an|the|my|our|your)\s+)?(?:[^\W\d_][\w-]*\s+)?"
    r"(?P<thing>[^\W\d_][\w-]{2,})\s+(?:still\s+|already\s+)?[^\W\d_][\w-]{2,}\s*\?\W*",
    re.IGNORECASE,
)
_NO_THING = frozenset({"that", "there", "these", "they", "this", "those"})
# What may stand for the thing, or says no more than yes or no.
_STANDS_FOR = re.compile(
    r"\b(?:all|both|everything|it|its|nothing|one|ones|neither|no|that|their|them|these|they|this"
    r"|those|yes)\b",
    re.IGNORECASE,
)
_OWN = 0.1  # of the best candidate's belief, from which one speaks of the thing


def about_what_is_asked(question: str, reading: Reading, *, hits: Sequence[Hit]) -> Reading:
    """Leave out, where yes or no is wanted, what has no name that the question has.

    Candidates of one quote are made one. What is left out was believed to no purpose: no other
    candidate is believed the more for it.
    """
    if not asks_whether(question):
        return reading
    reading = _about_thing(question, reading)
    names = _names(question, hits)
    kept = [one for one in reading.candidates if not names or names & stems(_around(one))]
    return replace(reading, candidates=tuple(_by_quote(kept)))


def _about_thing(question: str, reading: Reading) -> Reading:
    """Leave out sentences on other things than the one that is so, where one is on that."""
    asked = _IS_SO.fullmatch(question)
    if asked is None or asked["thing"].lower() in _NO_THING:
        return reading
    thing = stems(asked["thing"])
    about = [one for one in reading.candidates if thing & stems(_headed(one))]
    least = _OWN * max((one.score for one in reading.candidates), default=0.0)
    if not thing or not any(one.score >= least for one in about):
        return reading
    kept = [one for one in reading.candidates if one in about or _STANDS_FOR.search(one.quoted)]
    return reading.without_others(kept)


def _headed(one: Candidate) -> str:
    text, start = one.hit.document.text, one.quote.start
    return f"{one.quoted} {heading_above(text, start, start)}"


def _names(question: str, hits: Sequence[Hit]) -> set[str]:
    """Give the stems of the question's words that the passages write as names only."""
    text = "\n".join(hit.passage.text for hit in hits)
    return stems(" ".join(word for word in _WORD.findall(question) if _is_name(word, text)))


def _is_name(word: str, text: str) -> bool:
    name = word[0].upper() + word[1:]
    common = word.lower() in FUNCTION_WORDS or word.lower() in _VERBS
    if common or word.isupper() or re.search(rf"\b{word.lower()}", text):
        return False
    return re.search(rf"{_INSIDE}{name}\b", text) is not None


def _around(one: Candidate) -> str:
    """Join a quote, what stands before it in its paragraph, the heading over it and the title."""
    return f"{one.hit.document.title} {paragraph_before(one)} {_headed(one)}"


def _by_quote(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Make one of the candidates of each quote, the best one with the belief of all."""
    found: dict[tuple[str, int], list[Candidate]] = {}
    for one in candidates:
        found.setdefault((one.hit.document.id, one.quote.start), []).append(one)
    whole = [replace(same[0], score=sum(one.score for one in same)) for same in found.values()]
    return sorted(whole, key=lambda one: (-one.score, one.hit.rank, one.span))
