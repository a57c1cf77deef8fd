"""What a confidence is worth: refusals, risk and coverage, reliability, separation.

Arrays of numbers in, numbers out; knows nothing of questions or answers. Confidences are in
0..1, higher is surer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Predictions of like probability: their mean, and the share that was right."""

    count: int
    predicted: float
    observed: float


@dataclass(frozen=True, slots=True)
class PrecisionRecall:
    """How a yes-or-no decision compares with the truth; None where nothing is to be divided."""

    precision: float | None
    recall: float | None
    f1: float | None


@dataclass(frozen=True, slots=True)
class RiskCoverage:
    """The risk among the surest answers: `risk[i]` when `coverage[i]` of all are answered."""

    coverage: Floats  # (questions,), ascending, in (0, 1]
    risk: Floats  # (questions,), 0..1

    @property
    def area(self) -> float:
        """Average the risk over every coverage (AURC; Geifman et al. 2019); lower is better."""
        return float(self.risk.mean())


def precision_recall(decided: Bools, truth: Bools) -> PrecisionRecall:
    """Compare decisions with the truth, each (n,)."""
    hits, said, wanted = int((decided & truth).sum()), int(decided.sum()), int(truth.sum())
    return PrecisionRecall(
        precision=hits / said if said else None,
        recall=hits / wanted if wanted else None,
        f1=2 * hits / (said + wanted) if said + wanted else None,
    )


def risk_coverage(confidence: Floats, worth: Floats) -> RiskCoverage:
    """Give the mean of 1 - worth over the surest 1, 2, ..., n answers; both inputs (n,).

    Answers of equal confidence each count as their group's mean, so their order is of no
    consequence.
    """
    _, group, counts = np.unique(-confidence, return_inverse=True, return_counts=True)
    means = np.bincount(group, weights=worth) / counts  # groups stand surest first
    numbers = np.arange(1, len(worth) + 1)
    return RiskCoverage(numbers / len(worth), 1 - np.cumsum(np.repeat(means, counts)) / numbers)


def reliability(
    probabilities: Sequence[float] | Floats, labels: Sequence[float] | Floats, *, bins: int = 10
) -> list[ReliabilityBin]:
    """Group predictions into equal stretches of probability; empty ones are left out."""
    given, right = np.asarray(probabilities), np.asarray(labels)
    at = np.minimum((given * bins).astype(int), bins - 1)
    return [
        ReliabilityBin(
            int((at == b).sum()), float(given[at == b].mean()), float(right[at == b].mean())
        )
        for b in range(bins)
        if (at == b).any()
    ]


def calibration_error(curve: Sequence[ReliabilityBin]) -> float:
    """Give the expected calibration error (Guo et al. 2017): the bins' mean distance."""
    total = sum(one.count for one in curve)
    return sum(one.count * abs(one.predicted - one.observed) for one in curve) / total


def area_under_roc(positive: Floats, negative: Floats) -> float:
    """Give the chance that a positive's score is above a negative's; ties count a half."""
    ordered = np.sort(negative)
    below = np.searchsorted(ordered, positive, side="left")
    upto = np.searchsorted(ordered, positive, side="right")
    return float((below + upto).mean() / 2 / len(negative))
