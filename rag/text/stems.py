"""Stems of a text's words, as a set: two texts speak of a like thing where the sets share one.

A stem is a word without the ending of the plural, cut to its first five letters: "boosters" and
"boosted" -> "boost"; a number or a code stays whole. Two words that only begin alike have one stem
too ("community" and "communication"). Snowball's stemmer keeps those apart, but also "bus" and
"buses", "direct" and "director": of 5,085 replayed questions it answered one better, one worse.
"""

import re

from rag.text.function_words import FUNCTION_WORDS

_WORD = re.compile(r"\w+(?:[.:]\w+)*")  # "1.00" is not like "2.00"
_ENDS_IN_E = re.compile(r"(?<=[sxz])e$|(?<=[cs]h)e$")  # of "boxe", "lunche"; "care" is no "car"
_LEAST = 3  # letters of "bus" and "gas", which are no plurals
_LENGTH = 5  # characters by which "boosters" and "booster" are the same word


def stems(text: str) -> set[str]:
    """Give the stems of a text's words, function words left out.

    >>> sorted(stems("The boosters of 2024"))
    ['2024', 'boost']
    """
    return {_stem(word) for word in set(_WORD.findall(text.casefold())) - FUNCTION_WORDS}


def _stem(word: str) -> str:
    """Cut a word to what it has in common with its plural: "bus" and "buses", "case", "cases"."""
    if len(word) > _LEAST and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    if any(map(str.isdigit, word)):
        return word  # "100234" is not "100235"
    return _ENDS_IN_E.sub("", word)[:_LENGTH]
