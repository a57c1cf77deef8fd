"""The names in a short answer, beside its dates and numbers: "Kim, 45" -> kim.

A name is any capitalised word that is not a number, a unit, a month, or a common first word of an
answer ("About"); there is no list of names.
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
    """Say whether two answers name different things; one without a name may mean the other's.

    >>> apart(frozenset({"kim"}), frozenset({"lee"})), apart(frozenset({"kim"}), frozenset())
    (True, False)
    """
    return bool(one) and bool(other) and one.isdisjoint(other)
