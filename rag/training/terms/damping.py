"""Damp a torch encoder's outlier neurons before it is traced (why: `rag.models.outliers`)."""

from collections.abc import Sequence
from typing import Any

import torch

from rag.models.outliers import LARGEST


def damp_outliers(encoder: Any, ids: Sequence[int]) -> int:
    """Rewrite the feed-forward outputs in place; return how many neurons were damped.

    `ids` are those of any text, [CLS] and [SEP] included: which neurons stand out does not
    depend on it.
    """
    largest: list[torch.Tensor] = []  # (inner width,) a layer
    hooks = [
        layer.output.dense.register_forward_pre_hook(
            lambda _, inputs: largest.append(inputs[0].abs().amax(dim=(0, 1)))
        )
        for layer in encoder.encoder.layer
    ]
    with torch.no_grad():
        encoder(input_ids=torch.tensor([ids]))
    for hook in hooks:
        hook.remove()
    damped = 0
    for layer, peaks in zip(encoder.encoder.layer, largest, strict=True):
        factors = (peaks / LARGEST).clamp(min=1.0)
        if int((factors > 1).sum()):
            damped += int((factors > 1).sum())
            layer.output.dense = _damped(layer.output.dense, factors)
    return damped


def _damped(dense: Any, factors: torch.Tensor) -> Any:
    """Put the division before a linear layer whose weights make up for it."""

    class Damped(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.shrink = torch.nn.Parameter(1 / factors, requires_grad=False)
            self.dense = dense

        def forward(self, x: Any) -> Any:
            return self.dense(x * self.shrink)

    with torch.no_grad():
        dense.weight.mul_(factors)
    return Damped()
