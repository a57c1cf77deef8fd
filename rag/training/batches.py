"""Pad drawn rows into tensors, and score the network's logits against the gold spans."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from rag.training.pool import Row
from rag.training.schedule import ROUND

Longs = npt.NDArray[np.int64]
Scoring = Callable[[Tensor, Tensor, Tensor], Tensor]  # of ids, segments and mask: logits
Loss = Callable[[Tensor, "Batch"], Tensor]  # of logits, summed over a batch's questions

GOLD_SHARE = 0.2  # of the loss of a reader with a teacher
_SOFTNESS = 2.0  # what logits are divided by before they are compared with the teacher's


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded rows: (rows, length) arrays, and the gold start and end of each row."""

    ids: Tensor
    segments: Tensor
    mask: Tensor
    allowed: Tensor  # where a span may start or end
    gold: Tensor  # (rows, 2)
    question: Tensor  # (rows,) numbers from 0: rows of one question are one list
    certain: Tensor  # (questions,) 1 where people said what the answer is

    @classmethod
    def of(cls, arrays: tuple[Longs, ...]) -> "Batch":
        """Wrap what `arrays` gave."""
        return cls(*(torch.from_numpy(array) for array in arrays))

    def arrays(self) -> tuple[Longs, ...]:
        """Give the tensors as arrays, which pass between processes without open files."""
        return tuple(tensor.numpy() for tensor in self._tensors())

    def to(self, device: str) -> "Batch":
        """Copy the batch to a device."""
        tensors = self._tensors()
        if device != "cpu":  # only from pinned memory does copying go on beside computing
            tensors = tuple(tensor.pin_memory() for tensor in tensors)
        return Batch(*(tensor.to(device, non_blocking=True) for tensor in tensors))

    def _tensors(self) -> tuple[Tensor, ...]:
        return (
            self.ids,
            self.segments,
            self.mask,
            self.allowed,
            self.gold,
            self.question,
            self.certain,
        )


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
    certain = np.array([all(row.certain for row in listed) for listed in questions], dtype=np.int64)
    return Batch.of((ids, segments, mask, allowed, gold, numbers, certain))


def span_loss(logits: Tensor, batch: Batch) -> Tensor:
    """Sum over the questions the mean cross-entropy of start and end.

    The tokens of all rows of a question compete, by their margins over their own row's [CLS], with
    each other and with one "no answer" (shared normalisation; Clark and Gardner 2018). With one
    row a question this is the cross-entropy over its tokens and [CLS].
    """
    return question_losses(logits, batch).sum()


def question_losses(logits: Tensor, batch: Batch) -> Tensor:
    """Give what `span_loss` adds up, (questions,)."""
    return _gold_loss(_margins(logits, batch), batch).sum(1)


def taught_loss(logits: Tensor, taught: Tensor, batch: Batch) -> Tensor:
    """Sum over the questions how far the reader is from its teacher's logits, and from the gold.

    Both softened, cross-entropies of start and end (Hinton et al. 2015): half over the tokens of
    a question's rows together, half over those of each row alone. The gold spans count for the
    questions that are `certain`; what near misses and changed questions say is the teacher's word.
    """
    soft, wanted = _margins(logits, batch) / _SOFTNESS, _margins(taught, batch) / _SOFTNESS
    count = len(batch.certain)
    alone = torch.arange(len(soft), device=soft.device)
    rows_of = _added(torch.ones_like(soft[:, 0]), batch.question, count)[batch.question]
    together = _cross_entropy(soft, wanted, batch.question, count).sum()
    by_row = (_cross_entropy(soft, wanted, alone, len(soft)) / rows_of).sum()
    gold = (_gold_loss(soft * _SOFTNESS, batch) * batch.certain.unsqueeze(1)).sum()
    return (1 - GOLD_SHARE) * _SOFTNESS**2 * (together + by_row) / 4 + GOLD_SHARE * gold


def taught_by(teacher: Scoring) -> Loss:
    """Make `taught_loss` of a teacher, which reads each batch too."""

    def loss_of(logits: Tensor, batch: Batch) -> Tensor:
        with torch.no_grad():
            taught = teacher(batch.ids, batch.segments, batch.mask)
        return taught_loss(logits, taught, batch)

    return loss_of


def _margins(logits: Tensor, batch: Batch) -> Tensor:
    """Give the tokens' margins over their row's [CLS], (rows, length, 2); [CLS] has none."""
    scores = logits.float().masked_fill(batch.allowed.unsqueeze(-1) == 0, -1e4)
    return scores[:, 1:] - scores[:, :1]


def _gold_loss(margins: Tensor, batch: Batch) -> Tensor:
    """Give half of the cross-entropy of each question's gold start and end, (questions, 2)."""
    count = len(batch.certain)
    padded = functional.pad(margins, (0, 0, 1, 0))  # [CLS], the gold of rows without an answer
    gold = padded.gather(1, batch.gold.unsqueeze(1)).squeeze(1)
    total = _log_total(margins, batch.question, count)
    return (total - _added(gold, batch.question, count)) / 2


def _cross_entropy(margins: Tensor, wanted: Tensor, question: Tensor, count: int) -> Tensor:
    """Compare two softmaxes over each question's tokens and "no answer"; (questions, 2)."""
    shares = torch.exp(wanted - _log_total(wanted, question, count)[question].unsqueeze(1))
    near = _added((shares * margins).sum(1), question, count)
    return _log_total(margins, question, count) - near


def _log_total(margins: Tensor, question: Tensor, count: int) -> Tensor:
    """Give log of the sum of exp over each question's tokens and "no answer"; (questions, 2)."""
    rows = torch.logsumexp(margins, dim=1)
    of = question.unsqueeze(1).expand_as(rows)
    none = rows.new_zeros(count, 2)  # the margin of "no answer"
    largest = none.scatter_reduce(0, of, rows.detach(), "amax")
    total = torch.exp(-largest).scatter_add(0, of, torch.exp(rows - largest.gather(0, of)))
    return largest + torch.log(total)


def _added(values: Tensor, question: Tensor, count: int) -> Tensor:
    """Add up the rows' values, (rows, 2), by question."""
    of = question.unsqueeze(1).expand_as(values)
    return values.new_zeros(count, 2).scatter_add(0, of, values)
