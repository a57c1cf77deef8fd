"""A question and what was said before it -> the term model's input.

`[CLS] question [SEP] last question [SEP] last answer [SEP] the question before ...`, segment 0 up
to the first [SEP], 1 from there on; what was said last stands first, and what no longer fits is
left out. Knows the tokenizer; knows nothing of the model or of training.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rag.models.bert_input import Int32, Tokens, framed, segments, tokenize

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MAX_LENGTH = 192  # tokens of one input, all parts together
MAX_QUESTION = 48
MAX_PART = 64  # of one earlier question or answer


@dataclass(frozen=True, slots=True)
class TermInput:
    """One input row; every array has one entry a token.

    Token i covers the characters [starts[i], ends[i]) of part `parts[i]` of the texts that
    the row was made of, the question being part 0; [CLS] and [SEP] have part -1.
    """

    ids: Int32
    segments: Int32
    parts: Int32
    starts: Int32
    ends: Int32


def assemble(tokenizer: "Tokenizer", question: str, said: Sequence[str]) -> TermInput:
    """Lay out a question and what was said before it, latest first (see `spoken`)."""
    kept: list[Tokens] = []
    used = 1  # [CLS]
    for text in (question, *said):
        room = MAX_LENGTH - used - 1
        if room <= 0:
            break
        longest = min(MAX_PART if kept else MAX_QUESTION, room)
        kept.append(tokenize(tokenizer, [text])[0].cut(0, longest))
        used += len(kept[-1]) + 1
    parts = [np.full(len(tokens), part, dtype=np.int32) for part, tokens in enumerate(kept)]
    return TermInput(
        framed([tokens.ids for tokens in kept]),
        segments(len(kept[0]), used),
        framed(parts, cls=-1, sep=-1),
        framed([tokens.starts for tokens in kept], cls=0, sep=0),
        framed([tokens.ends for tokens in kept], cls=0, sep=0),
    )
