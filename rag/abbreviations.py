"""Spell out a question's abbreviations with words of the texts that are to answer it.

"when was the MV released?" over texts about a music video -> "when was the music video
released?". No dictionary: the texts themselves hold the words. This module knows nothing of
documents or models.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence

_ABBREVIATION = re.compile(r"\b(?:[A-Z]{2,6}\b|[a-z]{2,4}\b(?!['’]\w))")
LEAST_OCCURRENCES = 2  # of a phrase, lest a chance meeting of initials count


def spell_out(question: str, texts: Sequence[str], is_known: Callable[[str], bool]) -> str:
    """Replace each abbreviation by the commonest phrase with its initials.

    Short words in small letters count as abbreviations unless `is_known` knows them. One that the
    texts use themselves stays ("IU"), and so does one that they never spell.
    """

    def spelt(found: re.Match[str]) -> str:
        typed = found[0]
        if typed.islower() and is_known(typed):
            return typed
        return _phrase(typed, texts) or typed

    return _ABBREVIATION.sub(spelt, question)


def _phrase(abbreviation: str, texts: Sequence[str]) -> str | None:
    used = re.compile(rf"\b{abbreviation}\b", re.IGNORECASE if abbreviation.islower() else 0)
    if any(used.search(text) for text in texts):
        return None
    spelt = re.compile(r"\b" + r"\w+[ -]".join(abbreviation) + r"\w+\b", re.IGNORECASE)
    phrases = Counter(match[0].lower() for text in texts for match in spelt.finditer(text))
    if not phrases:
        return None
    phrase, count = max(phrases.items(), key=lambda item: (item[1], item[0]))
    return phrase if count >= LEAST_OCCURRENCES else None
