"""Is a difference real? Paired tests over the questions that two runs share.

The p-value is the paired randomisation test's (Fisher 1935; recommended for retrieval by
Smucker, Allan and Carterette 2007): how often random signs give the per-question differences
a mean at least as far from zero. The interval is the paired percentile bootstrap's (Efron
1979). Both are drawn from a seed: the same inputs give the same figures. Numbers only; knows
nothing of questions.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
RESAMPLES = 10_000
_MOST_DRAWS = 200_000_000  # of a test; above 20,000 questions fewer resamples are drawn
_FEWEST = 1_000
_CHUNK = 4_000_000  # draws held in memory at once


@dataclass(frozen=True, slots=True)
class Difference:
    """How a measure differs between two runs, as the second minus the first."""

    count: int  # questions that both runs score
    mean: float
    low: float  # 95 % confidence interval of the mean
    high: float
    p: float  # two-sided


def paired_difference(
    first: Floats, second: Floats, *, resamples: int = RESAMPLES, seed: int = 0
) -> Difference:
    """Compare two runs by their scores of the same questions, each (n,), n at least 1."""
    differences = second - first
    mean = float(differences.mean())
    if not differences.any():
        return Difference(len(differences), 0.0, 0.0, 0.0, 1.0)
    rounds = min(resamples, max(_FEWEST, _MOST_DRAWS // len(differences)))
    means = np.concatenate(list(_bootstrapped(differences, rounds, seed)))
    low, high = np.quantile(means, (0.025, 0.975))
    p = _randomisation_p(differences, rounds, seed)
    return Difference(len(differences), mean, float(low), float(high), p)


def holm(p_values: Sequence[float]) -> list[float]:
    """Adjust p-values for their number, in the order given (Holm 1979).

    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    adjusted = [0.0] * len(p_values)
    worst = 0.0
    for rank, i in enumerate(sorted(range(len(p_values)), key=lambda i: p_values[i])):
        worst = max(worst, min(1.0, (len(p_values) - rank) * p_values[i]))
        adjusted[i] = worst
    return adjusted


def _bootstrapped(differences: Floats, rounds: int, seed: int) -> Iterator[Floats]:
    """Draw the means of resampled questions, some thousands of rounds at a time."""
    rng = np.random.default_rng((seed, 1))
    for some in _chunks(rounds, len(differences)):
        drawn = rng.integers(0, len(differences), (some, len(differences)), dtype=np.int32)
        yield differences[drawn].mean(axis=1)


def _randomisation_p(differences: Floats, rounds: int, seed: int) -> float:
    """Count sign flips at least as extreme as what was seen, that itself among them.

    Questions without a difference do not change a sum of flipped signs and are left out.
    """
    rng = np.random.default_rng((seed, 2))
    moved = differences[differences != 0]
    seen = abs(moved.sum()) * (1 - 1e-12)  # a sum that rounds differently is as extreme
    extreme = 0
    for some in _chunks(rounds, len(moved)):
        signs = rng.integers(0, 2, (some, len(moved)), dtype=np.int8) * 2 - 1
        extreme += int((np.abs(signs @ moved) >= seen).sum())
    return (extreme + 1) / (rounds + 1)


def _chunks(rounds: int, size: int) -> Iterator[int]:
    each = max(1, _CHUNK // size)
    for done in range(0, rounds, each):
        yield min(each, rounds - done)
