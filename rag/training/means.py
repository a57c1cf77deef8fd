"""The mean of the weights at the ends of stages (Wortsman et al. 2022), from a work folder."""

import functools
import operator
from collections.abc import Mapping
from pathlib import Path

from safetensors import safe_open
from torch import Tensor

from rag.errors import InputError


def mean_of(work: Path, shares: Mapping[str, float]) -> Tensor:
    """Average the weights at the ends of stages, those of them that have been reached."""
    ends = {work / f"{name}.safetensors": share for name, share in shares.items()}
    reached = {path: share for path, share in ends.items() if path.exists()}
    if not reached:
        raise InputError(f"no {next(iter(ends))}; run: python -m rag.training train")
    total = sum(reached.values())
    return functools.reduce(operator.add, (average_of(p) * (s / total) for p, s in reached.items()))


def average_of(path: Path) -> Tensor:
    """Read the averaged weights at the end of a stage, of a whole state or alone."""
    with safe_open(path, framework="pt") as stored:
        average: Tensor = stored.get_tensor("average")
    return average.float()
