"""Follow-ups -> padded tensors with their labels, and the loss."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from rag.conversation.marking.inputs import TermInput, assemble
from rag.conversation.word_keys import find_words
from rag.training.schedule import ROUND
from rag.training.terms.examples import FollowUp, labels, said_before, word_starts

if TYPE_CHECKING:
    from tokenizers import Tokenizer

IGNORED = -1.0  # the label of tokens that teach nothing: function words of the history
_JOINING = 0.2  # the joining word's weight in the loss


@dataclass(frozen=True, slots=True)
class Row:
    """An input with a label a token (1 changes, 0 stays, IGNORED) and its joining word."""

    given: TermInput
    changes: npt.NDArray[np.float32]
    connective: int  # -100 where there is none, as torch's cross entropy wants it


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded rows: (rows, length) tensors, and the joining word of each row."""

    ids: Tensor
    segments: Tensor
    mask: Tensor
    changes: Tensor
    connectives: Tensor


def build_row(tokenizer: "Tokenizer", row: FollowUp) -> Row:
    """Lay out a follow-up and label its tokens."""
    said = said_before(row)
    given = assemble(tokenizer, row.question, said)
    wanted = labels(row.question, row.rewrite)
    places = word_starts(row.question)
    contents = [
        {at: w.key for w in find_words(text) if w.is_content for at in range(w.start, w.end)}
        for text in said
    ]
    changes = np.full(len(given.ids), IGNORED, dtype=np.float32)
    for i, (part, start) in enumerate(zip(given.parts, given.starts, strict=True)):
        if part == 0 and int(start) in places:
            changes[i] = places[int(start)] in wanted.gone
        elif part > 0 and int(start) in contents[part - 1]:
            changes[i] = contents[part - 1][int(start)] in wanted.terms
    joined = wanted.connective if wanted.connective is not None else -100
    return Row(given, changes, joined)


def collate(rows: Sequence[Row]) -> Batch:
    """Pad rows to their longest, rounded up so that few shapes occur."""
    length = -(-max(len(row.given.ids) for row in rows) // ROUND) * ROUND
    ids, segments, mask = np.zeros((3, len(rows), length), dtype=np.int64)
    changes = np.full((len(rows), length), IGNORED, dtype=np.float32)
    for i, row in enumerate(rows):
        size = len(row.given.ids)
        ids[i, :size], segments[i, :size], mask[i, :size] = row.given.ids, row.given.segments, 1
        changes[i, :size] = row.changes
    connectives = np.array([row.connective for row in rows], dtype=np.int64)
    tensors = (ids, segments, mask, changes, connectives)
    return Batch(*(torch.from_numpy(array) for array in tensors))


def terms_loss(logits: Tensor, batch: Batch) -> Tensor:
    """Sum over the rows: mean binary cross entropy of the tokens, plus that of the joining word."""
    known = (batch.changes != IGNORED).float()
    each = functional.binary_cross_entropy_with_logits(
        logits[..., 0], batch.changes.clamp(min=0.0), reduction="none"
    )
    tokens = (each * known).sum(1) / known.sum(1).clamp(min=1.0)
    joining = functional.cross_entropy(
        logits[:, 0, 1:], batch.connectives, reduction="none", ignore_index=-100
    )
    return (tokens + _JOINING * joining).sum()
