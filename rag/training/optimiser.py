"""AdamW (Loshchilov & Hutter 2019) on flat vectors, with a running mean of the weights.

Pure arithmetic on slices of the training state; knows nothing of networks or processes.
"""

import torch
from torch import Tensor

from rag.training.state import State

_BETAS, _EPSILON, _DECAY = (0.9, 0.98), 1e-6, 0.01
CLIP = 1.0  # the gradient's norm is cut to this
_PIECE = 1 << 17  # weights that a core updates at once: its cache holds what belongs to them


def update(
    state: State, part: slice, gradient: Tensor, decayed: Tensor, *, rate: float, average: float
) -> None:
    """Move the `part` of all weights by its gradient, after `state.step` earlier updates.

    `decayed` is 1 where weight decay applies and 0 elsewhere; `average` is the decay of the
    running mean of the weights.
    """
    count = state.step + 1
    size = _PIECE if state.weights.device.type == "cpu" else part.stop - part.start
    for begin in range(part.start, part.stop, size):
        piece = slice(begin, min(begin + size, part.stop))
        within = slice(piece.start - part.start, piece.stop - part.start)
        slope = gradient[within]
        weights, mean, square = state.weights[piece], state.mean[piece], state.square[piece]
        mean.lerp_(slope, 1 - _BETAS[0])
        square.mul_(_BETAS[1]).addcmul_(slope, slope, value=1 - _BETAS[1])
        scale = (square / (1 - _BETAS[1] ** count)).sqrt_().add_(_EPSILON)
        weights.addcmul_(weights, decayed[within], value=-rate * _DECAY)
        weights.addcdiv_(mean, scale, value=-rate / (1 - _BETAS[0] ** count))
        state.average[piece].lerp_(weights, 1 - min(average, count / (count + 10)))


def clipped(gradient: Tensor, norm: Tensor) -> Tensor:
    """Scale a gradient, or a part of it, in place so that the whole's norm is at most CLIP."""
    return gradient.mul_((CLIP / (norm + 1e-6)).clamp(max=1.0))


def decays(parameters: list[torch.nn.Parameter]) -> Tensor:
    """Mark the weights that decay: those of matrices that are trained, not biases or norms."""
    return torch.cat(
        [torch.full((p.numel(),), float(p.ndim > 1 and p.requires_grad)) for p in parameters]
    )
