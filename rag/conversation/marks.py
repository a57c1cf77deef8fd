"""Marks: which words of earlier turns a question means, and which of its own give way.

The trained model makes the marks (`terms.py`), or rules that it is measured against; putting the
words together is for `rewriting.py`. This module knows nothing of either.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from rag.conversation.exchanges import Exchange
from rag.conversation.words import Word

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
