"""Pad drawn rows into tensors, and score the network's logits against the gold spans."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from rag.training.pool import Row
from rag.training.schedule import ROUND

Longs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded rows: (rows, length) arrays, and the gold start and end of each row."""

    ids: Tensor
    segments: Tensor
    mask: Tensor
    allowed: Tensor  # where a span may start or end
    gold: Tensor  # (rows, 2)
    question: Tensor  # (rows,) numbers from 0: rows of one question are one list

    @classmethod
    def of(cls, arrays: tuple[Longs, ...]) -> "Batch":
        """Wrap what `arrays` gave."""
        return cls(*(torch.from_numpy(array) for array in arrays))

    def arrays(self) -> tuple[Longs, ...]:
        """Give the tensors as arrays, which pass between processes without open files."""
        return tuple(tensor.numpy() for tensor in self._tensors())

    def to(self, device: str) -> "Batch":
        """Copy the batch to a device."""
        return Batch(*(tensor.to(device, non_blocking=True) for tensor in self._tensors()))

    def _tensors(self) -> tuple[Tensor, ...]:
        return (self.ids, self.segments, self.mask, self.allowed, self.gold, self.question)


def collate(questions: Sequence[Sequence[Row]]) -> Batch:
    """Pad the questions' rows to their longest, rounded up so that few shapes occur."""
    rows = [row for listed in questions for row in listed]
    length = -(-max(len(row.features.ids) for row in rows) // ROUND) * ROUND
    ids, segments, mask, allowed = np.zeros((4, len(rows), length), dtype=np.int64)
    for i, row in enumerate(rows):
        size = len(row.features.ids)
        ids[i, :size], segments[i, :size], mask[i, :size] = (
            row.features.ids,
            row.features.segments,
            1,
        )
        allowed[i, 0] = 1
        allowed[i, row.features.passage : row.features.passage_end] = 1
    gold = np.array([(row.start, row.end) for row in rows], dtype=np.int64)
    numbers = np.repeat(np.arange(len(questions)), [len(listed) for listed in questions])
    return Batch.of((ids, segments, mask, allowed, gold, numbers))


def span_loss(logits: Tensor, batch: Batch) -> Tensor:
    """Sum over the questions the mean cross-entropy of start and end.

    The tokens of all rows of a question compete, by their margins over their own row's [CLS], with
    each other and with one "no answer" (shared normalisation; Clark and Gardner 2018). With one
    row a question this is the cross-entropy over its tokens and [CLS].
    """
    scores = logits.masked_fill(batch.allowed.unsqueeze(-1) == 0, -1e4)  # (rows, length, 2)
    margins = scores - scores[:, :1]
    rows = torch.logsumexp(margins[:, 1:], dim=1)  # (rows, 2)
    count = int(batch.question[-1]) + 1
    of = batch.question.unsqueeze(1).expand_as(rows)
    none = rows.new_zeros(count, 2)  # the margin of "no answer"
    largest = none.scatter_reduce(0, of, rows.detach(), "amax")
    total = torch.exp(-largest).scatter_add(0, of, torch.exp(rows - largest.gather(0, of)))
    gold = margins.gather(1, batch.gold.unsqueeze(1)).sum()  # 0 in rows without an answer
    return ((largest + torch.log(total)).sum() - gold) / 2
