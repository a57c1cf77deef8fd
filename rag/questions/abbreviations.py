"""Spell out a question's abbreviations with words of the texts that are to answer it.

"when was the MV released?" over texts about a music video -> "when was the music video
released?". No dictionary: the texts themselves hold the words. This module knows nothing of
documents or models.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from rag.text.function_words import FUNCTION_WORDS

_ABBREVIATION = re.compile(r"\b(?:[A-Z]{2,6}\b|[a-z]{2,4}\b(?!['’]\w))")
# No abbreviation begins or ends with one: "TV" is not "the video", "IT" not "in the".
_NO_ENDS = FUNCTION_WORDS | frozenset(
    """
    about after all also before if more most my no nor not out over then these too under until
    up while
    """.split()  # noqa: SIM905  # a list of words reads best as words
)
LEAST_OCCURRENCES = 2  # of a phrase, lest a chance meeting of initials count


def spell_out(question: str, texts: Sequence[str], is_known: Callable[[str], bool]) -> str:
    """Replace each abbreviation by the commonest phrase with its initials.

    Short words in small letters count as abbreviations unless `is_known` knows them; so do all
    words of a question in capitals. One that the texts use themselves, with stops or without,
    stays ("IU"), and so does one that they never spell.
    """
    capitals_tell = any(letter.islower() for letter in question)

    def spelt(found: re.Match[str]) -> str:
        typed = found[0]
        if not (typed.isupper() and capitals_tell) and is_known(typed.lower()):
            return typed
        return _phrase(typed, texts) or typed

    return _ABBREVIATION.sub(spelt, question)


def _phrase(abbreviation: str, texts: Sequence[str]) -> str | None:
    used = re.compile(
        r"\b" + r"\.?".join(abbreviation) + r"\b", re.IGNORECASE if abbreviation.islower() else 0
    )
    if any(used.search(text) for text in texts):
        return None
    spelt = re.compile(r"\b" + r"\w+[ -]".join(abbreviation) + r"\w+\b", re.IGNORECASE)
    written = (match[0].lower() for text in texts for match in spelt.finditer(text))
    phrases = Counter(phrase for phrase in written if not _NO_ENDS & _ends(phrase))
    if not phrases:
        return None
    phrase, count = max(phrases.items(), key=lambda item: (item[1], item[0]))
    return phrase if count >= LEAST_OCCURRENCES else None


def _ends(phrase: str) -> set[str]:
    words = re.findall(r"\w+", phrase)
    return {words[0], words[-1]}
