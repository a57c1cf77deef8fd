"""What the teacher says of rows: its logits, computed once and kept, as it is far the slower.

It is exported as the reader is and read on ONNX Runtime, twice as fast as in training.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch import Tensor

from rag.training.pool import Row
from rag.training.predict import Predictor

Halves = npt.NDArray[np.float16]


class Labels:
    """The teacher's logits of rows, which are known by their word pieces."""

    def __init__(self, rows: Iterable[Row], logits: Iterable[Halves]) -> None:
        self._of = {
            row.features.ids.tobytes(): logit for row, logit in zip(rows, logits, strict=True)
        }

    def __call__(self, ids: Tensor, segments: Tensor, mask: Tensor) -> Tensor:
        """Look a batch up: (rows, length, 2)."""
        logits = torch.zeros(*ids.shape, 2)
        for at, (row, length) in enumerate(zip(ids.numpy(), mask.sum(1).tolist(), strict=True)):
            known = self._of[row[:length].astype(np.int32).tobytes()]
            logits[at, :length] = torch.from_numpy(known.astype(np.float32))
        return logits


def label(
    rows: Sequence[Row], teacher: Path, tokenizer: Tokenizer, *, threads: int
) -> list[Halves]:
    """Read rows by an exported teacher; give the logits of each, (length, 2)."""
    predictor = Predictor(teacher, tokenizer, threads=threads)
    read = predictor.logits([row.features for row in rows])
    return [np.stack(logits, axis=1).astype(np.float16) for logits in read]


def save(logits: Sequence[Halves], path: Path) -> None:
    """Write the logits of rows, in their order."""
    with path.open("wb") as file:
        np.savez(
            file,
            lengths=np.array([len(one) for one in logits]),
            logits=np.concatenate(logits),
        )


def load(path: Path) -> list[Halves]:
    """Read what `save` wrote."""
    with np.load(path) as stored:
        return np.split(stored["logits"], np.cumsum(stored["lengths"])[:-1])
