"""Marks: which words of earlier turns a question means, and which of its own give way.

"how deep is it?" after "how wide is the pond?": "pond" is meant (0.98), "it" gives way (0.99). The
trained model makes them (`term_model.py`), or the rules that it is measured against. This module
knows nothing of either, nor of what the marks are used for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from rag.conversation.exchanges import Exchange
from rag.conversation.word_keys import Word

SURE = 0.5  # probability from which a word is taken to change


@dataclass(frozen=True, slots=True)
class Marked:
    """A word with the probability (0..1) that it changes.

    A word of the question changes by giving way, one of an earlier turn by being meant now.
    """

    word: Word
    probability: float

    @property
    def is_sure(self) -> bool:
        """Say whether the word is taken to change."""
        return self.probability >= SURE


@dataclass(frozen=True, slots=True)
class Said:
    """One earlier text, a question or an answer, with its marked words."""

    text: str
    words: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """The marked question, and what was said before it, latest first (see `spoken`)."""

    question: Said
    said: tuple[Said, ...]

    @property
    def strongest(self) -> float:
        """Give the highest probability that a word of an earlier turn is meant, 0..1."""
        return max((m.probability for text in self.said for m in text.words), default=0.0)


class Marker(Protocol):
    """Marks a question's words and those of what was said before it."""

    def mark(self, question: str, history: Sequence[Exchange]) -> Marks:
        """Mark a question; `history` is oldest first."""
        ...
