"""Show texts to a network as the reader is shown them: tables in words, and where lines end."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from rag.models.bert_input import Tokens, tokenize
from rag.reading.verbalising import ADDED, is_of_table, verbalised
from rag.types import Span


def has_table(text: str) -> bool:
    """Say whether a passage has a row of a table with the headings above it."""
    return is_of_table(text, Span(0, len(text)))


def shown_tokens(
    tokenizer: Tokenizer, passages: Sequence[tuple[str, str]], room: int
) -> list[Tokens]:
    """Give the tokens of (passage, question) pairs as shown, with their offsets in the passage.

    Where not all have `room`, rows of tables are left out.
    """
    words = [verbalised(text, Span(0, len(text)), question) for text, question in passages]
    tokens = tokenize(tokenizer, [one.text for one in words])
    return [
        one.placed(all_of_it, question, room)
        for one, all_of_it, (_, question) in zip(words, tokens, passages, strict=True)
    ]


def cells(tokens: Tokens) -> npt.NDArray[np.int64]:
    """Number what a span may not cross: the stretches between words that the passage lacks.

    Those words themselves are in none, -1; a passage of one line without a table is one stretch.
    """
    added = tokens.starts == ADDED
    return np.where(added, -1, np.cumsum(added))
