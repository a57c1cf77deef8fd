"""The share of a question's words that each of several texts has, 0..1, without any model.

Rare words count for more. Where a question asks for a date or a number ("when", "how many"), a text
that has one gets two fifths of the whole for that. Words are alike by their first five letters. The
weights with which the reader adds this share to its own belief were fitted to these rules.
"""

import math
import re
from collections.abc import Sequence

from rag.text.function_words import FUNCTION_WORDS
from rag.text.weekdays import WEEKDAY

_WORD = re.compile(r"\w+")
_DATE = re.compile(
    r"\b(?:1[89]|20)\d\d\b"
    r"|\b(?:jan|febr?|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d"
    rf"|\b{WEEKDAY}\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?"
    r"|millions?|billions?)\b",
    re.IGNORECASE,
)
_ASKS_DATE = re.compile(r"\b(?:when|date|(?:what|which) (?:day|month|year))\b", re.IGNORECASE)
_ASKS_NUMBER = re.compile(r"\bhow (?:many|much|long|old|far|often|big|tall)\b", re.IGNORECASE)
_STEM_LENGTH = 5  # characters by which "releases" and "released" are the same word
# In a question the words that ask for a kind of answer say no more: its kind counts by itself.
_UNCOUNTED = FUNCTION_WORDS | frozenset(
    """
    about any being date day long many me much old please tell whom whose why year
    """.split()  # noqa: SIM905  # a list of words reads best as words
)
_KIND_SHARE = 0.4  # of the whole, for the kind of answer: a "when" wants a date first of all


def shared_words(question: str, texts: Sequence[str]) -> list[float]:
    """Give for each text the share (0..1) of what the question asks for that it contains.

    Each word counts by its inverse document frequency over `texts`: log(1 + n / (1 + n_w)).
    """
    words = dict.fromkeys(_WORD.findall(question))
    bags = [frozenset(map(_stem, _WORD.findall(text))) for text in texts]
    columns = [
        [_stem(word) in bag for bag in bags] for word in words if word.lower() not in _UNCOUNTED
    ]
    weights = [math.log(1 + len(texts) / (1 + sum(column))) for column in columns]
    total = sum(weights) or 1.0
    shares = [
        sum(weight for weight, column in zip(weights, columns, strict=True) if column[i]) / total
        for i in range(len(texts))
    ]
    kind = _expected_kind(question)
    if kind is None:
        return shares
    return [
        (1 - _KIND_SHARE) * share + _KIND_SHARE * bool(kind.search(text))
        for share, text in zip(shares, texts, strict=True)
    ]


def _expected_kind(question: str) -> re.Pattern[str] | None:
    """Choose the pattern that an answer should match: a date, a number, or nothing special."""
    if _ASKS_DATE.search(question):
        return _DATE
    return _NUMBER if _ASKS_NUMBER.search(question) else None


def _stem(word: str) -> str:
    if len(word) > _STEM_LENGTH and any(map(str.isdigit, word)):
        return word.lower()  # invoice 100234 is not invoice 100235
    return word.lower()[:_STEM_LENGTH]
