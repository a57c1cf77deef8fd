"""Turn text into the reader's input, and character spans into token spans.

Input: `[CLS] question [SEP] title (date), heading: passage [SEP]`, segment 0 up to the first [SEP],
1 from there on. Only [CLS] (position 0, "no answer") and the passage's tokens may be the
start or end of a span. Knows the tokenizer; knows nothing of the model or of training.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from rag.text.months import MONTH_NAMES

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = npt.NDArray[np.int32]

MAX_LENGTH = 256  # tokens of one input, all parts together
MAX_QUESTION = 48
MAX_PREFIX = 40
CLS, SEP = 101, 102  # of the published BERT vocabulary


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's token ids with each token's character offsets, three arrays of one length."""

    ids: Ints
    starts: Ints
    ends: Ints

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


@dataclass(frozen=True, slots=True)
class Features:
    """One input row: ids and segments, and where in it the passage's tokens begin and end."""

    ids: Ints
    segments: Ints
    passage: int
    passage_end: int


def prefix_text(title: str, published: date | None, heading: str = "") -> str:
    """Write what stands before a passage: its document's title and day, and what it stands under.

    >>> prefix_text("Some Title", date(2024, 1, 24), "The tour")
    'Some Title (January 24, 2024), The tour: '
    """
    day = ""
    if published is not None:
        day = f"({MONTH_NAMES[published.month - 1]} {published.day}, {published.year})"
    named = " ".join(filter(None, (title, day)))
    written = ", ".join(filter(None, (named, heading)))
    return f"{written}: " if written else ""


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


def assemble(question: Ints, prefix: Ints, passage: Ints) -> Features:
    """Join the parts' ids; question and prefix are cut to their limits, then the passage."""
    question, prefix = question[:MAX_QUESTION], prefix[:MAX_PREFIX]
    first = len(question) + 2 + len(prefix)
    passage = passage[: MAX_LENGTH - first - 1]
    ids = np.concatenate(([CLS], question, [SEP], prefix, passage, [SEP])).astype(np.int32)
    segments = np.zeros(len(ids), dtype=np.int32)
    segments[len(question) + 2 :] = 1
    return Features(ids, segments, passage=first, passage_end=first + len(passage))


def room(question: int, prefix: int) -> int:
    """Count the passage tokens that fit beside a question and a prefix of so many tokens."""
    return MAX_LENGTH - 3 - min(question, MAX_QUESTION) - min(prefix, MAX_PREFIX)
