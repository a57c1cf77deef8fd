"""Show tables to a network as the reader is shown them: their rows in words, for a question."""

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from rag.reading.inputs import Tokens, tokenize
from rag.reading.shown import ADDED, is_of_table, shown
from rag.types import Span


def has_table(text: str) -> bool:
    """Say whether a passage has a row of a table with the headings above it."""
    return is_of_table(text, Span(0, len(text)))


def shown_tokens(tokenizer: Tokenizer, text: str, question: str, room: int) -> Tokens:
    """Give a passage's tokens as shown for a question, with their offsets in the passage."""
    words = shown(text, Span(0, len(text)), question)
    return words.placed(tokenize(tokenizer, [words.text])[0], question, room)


def cells(tokens: Tokens) -> npt.NDArray[np.int64]:
    """Number what a span may not cross: the stretches between words that the passage lacks.

    Those words themselves are in none, -1; a passage without a table is one stretch.
    """
    added = tokens.starts == ADDED
    return np.where(added, -1, np.cumsum(added))
