"""What a conversation remembers of a turn, in words: understood from, never cited from.

This module knows nothing of documents, models or answers.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exchange:
    """One earlier turn: the question as it stood alone, and what was answered.

    `answer` is the answer's words, empty when there was none. `typed` is the question as it was
    typed, where that is known: whom "she" stood for is nobody that "he" stands for.
    """

    question: str
    answer: str = ""
    typed: str = ""
