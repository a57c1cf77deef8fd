"""A text -> its words: where they are, which two are the same, and which carry no content.

"How old are the albums?" -> content keys old, album. This module knows nothing of conversations.
"""

import re
from dataclasses import dataclass

from rag.text.function_words import FUNCTION_WORDS

_WORD = re.compile(r"\w*\d(?:\.\d+)+|\w+")  # "v3.2" and "2.5" are one word

# Words that are neither terms nor reasons to match.
_EMPTY = FUNCTION_WORDS | frozenset(
    """
    any being d doing having hers if itself ll m may me might more most my no not off out re s
    shall should some somebody something such t theirs then these too up ve whom whose why
    """.split()  # noqa: SIM905  # a list of words reads best as words
)
_NAMES_TOO = frozenset({"May", "Will"})  # where no sentence begins: a month, a person
_BEGINS_SENTENCE = re.compile(r"(?:^|[.!?:])\W*$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, in characters: `text[start:end]`.

    `is_content` says whether the word means something by itself.
    """

    start: int
    end: int
    text: str
    is_content: bool

    @property
    def key(self) -> str:
        """Give what two equal words share: "Albums" and "album" are one word."""
        return key(self.text)


def find_words(text: str) -> list[Word]:
    """Find the words of a text, in order; "Cole's" is two, "Cole" and "s"."""
    found = list(_WORD.finditer(text))
    capitals_tell = len(found) == 1 or any(letter.islower() for letter in text)
    return [
        Word(m.start(), m.end(), m[0], m[0].lower() not in _EMPTY or is_name)
        for m in found
        for is_name in (capitals_tell and _is_name(m),)
    ]


def _is_name(found: re.Match[str]) -> bool:
    """Say whether a word is written like a name, function word or not: "US", "in May"."""
    word, before = found[0], found.string[: found.start()]
    in_capitals = len(word) > 1 and word.isupper()
    return in_capitals or (word in _NAMES_TOO and not _BEGINS_SENTENCE.search(before))


def keys(text: str) -> list[str]:
    """Give the keys of a text's words, in order."""
    return [word.key for word in find_words(text)]


def content_keys(text: str) -> set[str]:
    """Give the keys of the words of a text that carry content."""
    return {word.key for word in find_words(text) if word.is_content}


def is_plural(text: str) -> bool:
    """Say whether a text ends in a word in the plural: "desk lamps", not "bus" or "glass"."""
    return key(last := text.split()[-1]) != last.lower()


def key(word: str) -> str:
    """Reduce a word to lower case and the singular: "Series" -> "series", "albums" -> "album"."""
    low = word.lower()
    if len(low) > 4 and low.endswith("ies") and low != "series":
        return low[:-3] + "y"
    if len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is", "series")):
        return low[:-1]
    return low
