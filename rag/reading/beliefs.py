"""Share out belief among the spans of all passages and "nothing here answers".

A softmax over what speaks for each span, with one more term for no answer: spans compete over
all passages, as in shared normalisation (Clark and Gardner, 2018), and places where the same
value stands add up. Numbers only; knows nothing of text.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Beliefs:
    """Fitted weights: of a span's margin and of how well its passage was found."""

    margin: float  # a unit of the reader's margin over no answer
    lead: float  # a unit of the ranking's score, from the best passage's down
    bias: float  # for any answer at all

    def shares(self, margins: Sequence[float], scores: Sequence[float]) -> Floats:
        """Give each span's share; together with that of no answer they sum to 1.

        `margins` and `scores` have one entry a span: the reader's margin, and the score by
        which its passage was ranked.
        """
        if not len(margins):
            return np.zeros(0)
        leads = np.asarray(scores, dtype=np.float64) - max(scores)
        evidence = self.margin * np.asarray(margins, dtype=np.float64) + self.lead * leads
        evidence = np.append(evidence + self.bias, 0.0)
        chances = np.exp(evidence - evidence.max())
        shares: Floats = chances[:-1] / chances.sum()
        return shares
