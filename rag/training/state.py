"""The weights in training, as flat vectors that several processes share, and checkpoints.

Weights are stored as float32. The word embeddings are not among them: they stay as they are.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor

from rag.atomic import replacing
from rag.training.model import ReaderNetwork

_VECTORS = ("weights", "mean", "square", "average")


@dataclass(slots=True)
class State:
    """Flat float32 vectors of all trained parameters, in shared memory."""

    weights: Tensor
    mean: Tensor  # of gradients
    square: Tensor
    average: Tensor  # running mean of the weights
    step: int = 0  # of all stages
    stage: str = ""
    done: int = 0  # steps of the stage

    @classmethod
    def fresh(cls, network: ReaderNetwork) -> "State":
        """Start from a network's present weights."""
        flat = torch.cat([p.detach().float().reshape(-1) for _, p in trained(network)])
        zeros = torch.zeros_like(flat)
        return cls(share(flat), share(zeros), share(zeros.clone()), share(flat.clone()))

    def begin(self, stage: str) -> None:
        """Enter another stage, at its first step."""
        self.stage, self.done = stage, 0

    def advance(self, steps: int = 1) -> None:
        """Count steps of the stage as done."""
        self.step, self.done = self.step + steps, self.done + steps

    def to(self, device: str) -> "State":
        """Copy the state to a device."""
        vectors = (getattr(self, name).to(device, copy=True) for name in _VECTORS)
        weights, mean, square, average = vectors
        return State(weights, mean, square, average, self.step, self.stage, self.done)

    def take(self, other: "State") -> None:
        """Take over another state's values in place."""
        for name in _VECTORS:
            getattr(self, name).copy_(getattr(other, name))
        self.step, self.stage, self.done = other.step, other.stage, other.done

    def save(self, path: Path) -> None:
        """Write a checkpoint by atomic replace."""
        tensors = {name: getattr(self, name) for name in _VECTORS}
        progress = {"step": self.step, "stage": self.stage, "done": self.done}
        with replacing(path) as part:
            save_file(tensors, part, metadata={"progress": json.dumps(progress)})

    @classmethod
    def load(cls, path: Path) -> "State":
        """Read a checkpoint."""
        with safe_open(path, framework="pt") as stored:
            weights, mean, square, average = (share(stored.get_tensor(name)) for name in _VECTORS)
            progress = json.loads(stored.metadata()["progress"])
            return cls(weights, mean, square, average, **progress)

    def fill(self, network: ReaderNetwork, *, averaged: bool) -> None:
        """Copy the weights, or their running mean, into a network."""
        vector, at = (self.average if averaged else self.weights), 0
        for _, parameter in trained(network):
            part = vector[at : at + parameter.numel()]
            parameter.data.copy_(part.view_as(parameter))
            at += parameter.numel()


def bind(network: ReaderNetwork, vector: Tensor) -> None:
    """Make a network's trained parameters views of a flat vector, which updates then move."""
    at = 0
    for _, parameter in trained(network):
        parameter.data = vector[at : at + parameter.numel()].view_as(parameter)
        at += parameter.numel()


def share(tensor: Tensor) -> Tensor:
    """Move a tensor into memory that worker processes share."""
    tensor.share_memory_()  # type: ignore[no-untyped-call]  # torch leaves it untyped
    return tensor


def trained(network: ReaderNetwork) -> list[tuple[str, torch.nn.Parameter]]:
    """Name the parameters that are trained, in the order of the flat vectors."""
    return [(name, p) for name, p in network.named_parameters() if name != "words.weight"]
