"""Turn the reader's margins into probabilities, and choose where to refuse.

Platt scaling (Platt 1999): probability = sigmoid(weight * margin + bias), fitted by Newton's
method to held-out examples. Numbers only; knows nothing of models or text.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_STEPS = 50
_RIDGE = 1e-3  # keeps the weight finite when the labels separate


@dataclass(frozen=True, slots=True)
class Calibration:
    """Probability of being answerable from a margin."""

    weight: float
    bias: float

    def probability(self, margin: float) -> float:
        """Give the probability, 0..1, that the best span of this margin answers."""
        return float(1.0 / (1.0 + np.exp(-(self.weight * margin + self.bias))))


def fit(margins: Floats, labels: Floats) -> tuple[float, float]:
    """Fit weight and bias of the logistic curve; labels are 0 or 1."""
    inputs = np.stack([margins, np.ones_like(margins)], axis=1)  # (examples, 2)
    found = np.array([0.1, 0.0])
    for _ in range(_STEPS):
        given = 1.0 / (1.0 + np.exp(-np.clip(inputs @ found, -30, 30)))
        slope = inputs.T @ (given - labels) + _RIDGE * found
        curvature = (inputs * (given * (1 - given))[:, None]).T @ inputs + _RIDGE * np.eye(2)
        move = np.linalg.solve(curvature, slope)
        found = found - np.clip(move, -1.0, 1.0)
        if np.abs(move).max() < 1e-9:
            break
    return float(found[0]), float(found[1])


def best_threshold(margins: Floats, if_answered: Floats, if_refused: Floats) -> float:
    """Find the margin to refuse below that gives the highest summed score.

    The scores are what each example earns when it is answered and when it is refused. The
    threshold is halfway between the two neighbouring margins.
    """
    order = np.argsort(margins, kind="stable")
    gain = (if_refused - if_answered)[order]
    refused = int(np.argmax(np.concatenate(([0.0], np.cumsum(gain)))))  # how many to refuse
    ordered = margins[order]
    if refused == 0:
        return float(ordered[0] - 1.0)
    if refused == len(ordered):
        return float(ordered[-1] + 1.0)
    return float((ordered[refused - 1] + ordered[refused]) / 2)
