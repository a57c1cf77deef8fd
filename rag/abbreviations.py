"""Spell out a question's abbreviations with words of the texts that are to answer it.

"when was the MV released?" over texts about a music video -> "when was the music video
released?". No dictionary: the texts themselves hold the words. This module knows nothing of
documents or models.
"""

import re
from collections import Counter
from collections.abc import Sequence

_ABBREVIATION = re.compile(r"\b[A-Z]{2,6}\b")
LEAST_OCCURRENCES = 2  # of a phrase, lest a chance meeting of initials count


def spell_out(question: str, texts: Sequence[str]) -> str:
    """Replace each abbreviation in capitals by the commonest phrase with its initials.

    One that the texts use themselves stays ("IU"), and so does one that they never spell.
    """
    return _ABBREVIATION.sub(lambda found: _phrase(found[0], texts) or found[0], question)


def _phrase(abbreviation: str, texts: Sequence[str]) -> str | None:
    used = re.compile(rf"\b{abbreviation}\b")
    if any(used.search(text) for text in texts):
        return None
    spelt = re.compile(r"\b" + r"\w+[ -]".join(abbreviation) + r"\w+\b", re.IGNORECASE)
    phrases = Counter(match[0].lower() for text in texts for match in spelt.finditer(text))
    if not phrases:
        return None
    phrase, count = max(phrases.items(), key=lambda item: (item[1], item[0]))
    return phrase if count >= LEAST_OCCURRENCES else None
