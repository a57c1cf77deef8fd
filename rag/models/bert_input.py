"""Text -> the tokens that a BERT encoder takes: what the reader's and the term model's input share.

`[CLS] question [SEP] what goes with it [SEP] ...`, segment 0 up to the first [SEP] and 1 from
there on. What goes with the question, and how much of it, is for `rag/reading/inputs.py` and
`rag/conversation/marking/inputs.py`. Knows the tokenizer; knows nothing of the model or of
training.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Int32 = npt.NDArray[np.int32]

CLS, SEP = 101, 102  # of the published BERT vocabulary


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's token ids with each token's character offsets, three arrays of one length."""

    ids: Int32
    starts: Int32
    ends: Int32

    def __len__(self) -> int:
        return len(self.ids)

    def cut(self, start: int, end: int) -> "Tokens":
        """Keep the tokens start <= i < end; their offsets still count in the whole text."""
        return Tokens(self.ids[start:end], self.starts[start:end], self.ends[start:end])

    def words_of(self, text: str) -> npt.NDArray[np.int64]:
        """Number the word of each token: one that goes on where letters or digits end joins it."""
        begins = np.ones(len(self), dtype=np.int64)
        for i in np.flatnonzero(self.starts[1:] == self.ends[:-1]) + 1:
            at = int(self.starts[i])
            begins[i] = not (text[at - 1 : at].isalnum() and text[at : at + 1].isalnum())
        return np.cumsum(begins)

    def span_of(self, start: int, end: int) -> tuple[int, int] | None:
        """Find the first and last token that touch the characters [start, end)."""
        touched = np.flatnonzero((self.ends > start) & (self.starts < end))
        return (int(touched[0]), int(touched[-1])) if len(touched) else None


def tokenize(tokenizer: "Tokenizer", texts: Sequence[str]) -> list[Tokens]:
    """Tokenise texts without special tokens; offsets are characters (code points)."""
    result: list[Tokens] = []
    for begin in range(0, len(texts), 1024):
        encoded = tokenizer.encode_batch(
            list(texts[begin : begin + 1024]), add_special_tokens=False
        )
        for encoding in encoded:
            offsets = np.array(encoding.offsets, dtype=np.int32).reshape(-1, 2)
            ids = np.array(encoding.ids, dtype=np.int32)
            result.append(Tokens(ids, offsets[:, 0].copy(), offsets[:, 1].copy()))
    return result


def framed(parts: Sequence[Int32], cls: int = CLS, sep: int = SEP) -> Int32:
    """Join what there is for each token of some parts, `cls` first and `sep` after each part.

    >>> framed([np.array([7592], dtype=np.int32)]).tolist()
    [101, 7592, 102]
    """
    pieces = [piece for part in parts for piece in (part, [sep])]
    return np.concatenate(([cls], *pieces)).astype(np.int32)


def segments(first: int, length: int) -> Int32:
    """Number the segments of an input of `length` tokens whose first part has `first`.

    >>> segments(1, 5).tolist()
    [0, 0, 0, 1, 1]
    """
    numbers = np.zeros(length, dtype=np.int32)
    numbers[first + 2 :] = 1  # past [CLS] and the first [SEP]
    return numbers
