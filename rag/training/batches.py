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

    @classmethod
    def of(cls, arrays: tuple[Longs, ...]) -> "Batch":
        """Wrap what `arrays` gave."""
        return cls(*(torch.from_numpy(array) for array in arrays))

    def arrays(self) -> tuple[Longs, ...]:
        """Give the tensors as arrays, which pass between processes without open files."""
        tensors = (self.ids, self.segments, self.mask, self.allowed, self.gold)
        return tuple(tensor.numpy() for tensor in tensors)

    def to(self, device: str) -> "Batch":
        """Copy the batch to a device."""
        tensors = (self.ids, self.segments, self.mask, self.allowed, self.gold)
        return Batch(*(tensor.to(device, non_blocking=True) for tensor in tensors))


def collate(rows: Sequence[Row]) -> Batch:
    """Pad rows to their longest, rounded up so that few shapes occur."""
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
    return Batch.of((ids, segments, mask, allowed, gold))


def span_loss(logits: Tensor, batch: Batch) -> Tensor:
    """Sum over the rows the mean cross-entropy of start and end."""
    scores = logits.masked_fill(batch.allowed.unsqueeze(-1) == 0, -1e4)  # (rows, length, 2)
    chosen = torch.log_softmax(scores, dim=1).gather(1, batch.gold.unsqueeze(1))
    return -chosen.sum() / 2
