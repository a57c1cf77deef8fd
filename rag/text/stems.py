"""The words of a text that say something, cut to stems: do two texts have one in common?"""

import re

from rag.text.function_words import FUNCTION_WORDS

_WORD = re.compile(r"\w+(?:[.:]\w+)*")  # "1.00" is not like "2.00"
_LENGTH = 5  # characters by which "boosters" and "booster" are the same word


def stems(text: str) -> set[str]:
    """Give the stems of a text's words, function words left out.

    >>> sorted(stems("The boosters of 2024"))
    ['2024', 'boost']
    """
    words = set(_WORD.findall(text.casefold())) - FUNCTION_WORDS
    return {word.removesuffix("s")[:_LENGTH] for word in words}
