"""A question and what was said before it -> the term model's input.

Input: `[CLS] question [SEP] last question [SEP] last answer [SEP] the question before ...`,
segment 0 up to the first [SEP], 1 from there on; what was said last stands first, and what
no longer fits is left out. Knows the tokenizer; knows nothing of the model or of training.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from rag.conversation.exchanges import Exchange

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = npt.NDArray[np.int64]

MAX_LENGTH = 192  # tokens of one input, all parts together
MAX_QUESTION = 48
MAX_PART = 64  # of one earlier question or answer
CLS, SEP = 101, 102  # of the published BERT vocabulary


@dataclass(frozen=True, slots=True)
class TermInput:
    """One input row; every array has one entry a token.

    Token i covers the characters [starts[i], ends[i]) of part `parts[i]` of the texts that
    the row was made of, the question being part 0; [CLS] and [SEP] have part -1.
    """

    ids: Ints
    segments: Ints
    parts: Ints
    starts: Ints
    ends: Ints


def spoken(history: Sequence[Exchange]) -> list[str]:
    """List what was said before, the last exchange first: question, answer, question, ...

    An exchange without an answer gives its question alone.
    """
    return [
        text
        for exchange in reversed(history)
        for text in (exchange.question, exchange.answer)
        if text
    ]


def assemble(tokenizer: "Tokenizer", question: str, said: Sequence[str]) -> TermInput:
    """Lay out a question and what was said before it, latest first (see `spoken`)."""
    columns: list[tuple[int, int, int, int, int]] = [(CLS, 0, -1, 0, 0)]
    for part, text in enumerate((question, *said)):
        encoded = tokenizer.encode(text, add_special_tokens=False)
        room = MAX_LENGTH - len(columns) - 1
        if room <= 0:
            break
        limit = min(MAX_PART if part else MAX_QUESTION, room)
        segment = int(part > 0)
        columns += [
            (token, segment, part, start, end)
            for token, (start, end) in zip(
                encoded.ids[:limit], encoded.offsets[:limit], strict=True
            )
        ]
        columns.append((SEP, segment, -1, 0, 0))
    ids, segments, parts, starts, ends = np.array(columns, dtype=np.int64).T
    return TermInput(ids, segments, parts, starts, ends)
