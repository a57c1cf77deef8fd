"""Leave out a sentence that speaks of another thing than a question for yes or no.

Question: yes or no.
Example: "Is the pool open?", "The sauna is open. The pool is not." -> "The pool is not."
Example: "Did Low Tide win the prize?", "Dew won the prize." of which all is left out
Exceptions: where nothing speaks of the thing, what does not stays; what may stand for it ("it",
"all").

A candidate speaks of what its sentence, what stands before that in its paragraph, the heading over
it or the title names. A word of the question is a name where the passages write it with a capital
only.
"""

import re
from collections.abc import Sequence

from rag.answering.candidates.filtering import Asked, Keep
from rag.answering.leads import paragraph_before
from rag.reading.reader import Candidate
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


def of_asked_thing(asked: Asked) -> Keep | None:
    """Keep all but sentences on other things than the one that is so, where one is on that."""
    found = _IS_SO.fullmatch(asked.question) if asks_whether(asked.question) else None
    if found is None or found["thing"].lower() in _NO_THING:
        return None
    thing, candidates = stems(found["thing"]), asked.reading.candidates

    def is_about(one: Candidate) -> bool:
        return not thing.isdisjoint(stems(_headed(one)))

    least = _OWN * max((one.score for one in candidates), default=0.0)
    if not any(one.score >= least and is_about(one) for one in candidates):
        return None
    return lambda one: is_about(one) or _STANDS_FOR.search(one.quoted) is not None


def of_asked_names(asked: Asked) -> Keep | None:
    """Keep what speaks of a name that a question for yes or no has."""
    if not asks_whether(asked.question):
        return None
    names = _names(asked.question, asked.hits)
    return (lambda one: not names.isdisjoint(stems(_around(one)))) if names else None


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
