"""Find the best spans in the reader's logits.

A span's score is its start logit plus its end logit; the null score is [CLS]'s. The margin,
span minus null, is what compares spans of different passages. Arrays only.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

MAX_ANSWER = 30  # tokens


@dataclass(frozen=True, slots=True)
class TokenSpan:
    """Tokens first..last (inclusive) of an input row, with its margin over "no answer"."""

    first: int
    last: int
    margin: float


def best_spans(
    start: Floats, end: Floats, passage: int, words: Ints, sentences: Ints, *, count: int
) -> list[TokenSpan]:
    """Find up to `count` spans within the passage's tokens, best first, none overlapping.

    `start` and `end` are one row's logits, `passage` is its first passage token, and `words` and
    `sentences` number the word and the sentence of each of the passage's tokens: a span is whole
    words of one sentence; a token of sentence -1 is in none. Of equal scores the first span wins.
    """
    size = len(sentences)
    if size == 0:
        return []
    passage_end = passage + size
    null = float(start[0] + end[0])
    scores = start[passage:passage_end, None] + end[None, passage:passage_end]
    offsets = np.arange(size)
    length = offsets[None, :] - offsets[:, None]
    allowed = (length >= 0) & (length < MAX_ANSWER) & (sentences[:, None] == sentences[None, :])
    allowed &= sentences >= 0
    joined = words[1:] == words[:-1]  # with the token before
    allowed[1:][joined] = False
    allowed[:, :-1][:, joined] = False
    scores = np.where(allowed, scores, -np.inf)
    spans: list[TokenSpan] = []
    while len(spans) < count:
        first, last = divmod(int(scores.argmax()), size)
        if scores[first, last] == -np.inf:
            break
        margin = float(scores[first, last]) - null
        spans.append(TokenSpan(passage + first, passage + last, margin))
        # A span overlaps this one when it begins no later than `last` and ends no earlier
        # than `first`.
        scores[: last + 1, first:] = -np.inf
    return spans
