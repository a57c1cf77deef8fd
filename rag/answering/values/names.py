"""The names in a short answer that stand beside its numbers and dates: "Kim, 45" -> kim.

English only. Any capitalised word counts that is no word of numbers, units or months, nor one
that often begins an answer: this module knows of no name, and nothing of sentences.
"""

import re

from rag.answering.values.number_words import NUMBER, ORDINAL, SCALE
from rag.answering.values.units import is_name, singular
from rag.answering.values.wording import unaccented, without_stops
from rag.text.months import MONTH

_WORD = re.compile(r"[^\W\d_]{2,}")  # a single letter is a unit or an initial
_NUMBER_OR_MONTH = re.compile(f"{NUMBER}|{ORDINAL}|{SCALE}|{MONTH}", re.IGNORECASE)


def find_names(text: str) -> frozenset[str]:
    """List the words of names in lower case, without accents and the ending of many.

    "Beyoncé in |||||||" -> beyonce; "7 Grammys" -> grammy; "5 in the U.K." -> uk; of "About Five
    Dollars" none.
    """
    return frozenset(
        singular(word.lower())
        for word in _WORD.findall(without_stops(unaccented(text)))
        if is_name(word) and not _NUMBER_OR_MONTH.fullmatch(word)
    )


def apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether two answers each name something, and share no word of it."""
    return bool(one) and bool(other) and one.isdisjoint(other)
