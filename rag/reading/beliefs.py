"""Share out belief among the spans of all passages and "nothing here answers".

A softmax over what speaks for each span, with one more term for no answer: spans compete over
all passages, as in shared normalisation (Clark and Gardner, 2018), and places where the same
value stands add up. Numbers only; knows nothing of text.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Beliefs:
    """Fitted weights of what speaks for a span (`rag.reading.evidence`)."""

    margin: float  # a unit of the reader's margin over no answer
    lead: float  # a unit of the ranking's score, from the best passage's down
    coverage: float  # of the question's words, those in the sentence, from the fullest one's down
    alone: float  # a unit of the margin that the sentence has when it is read by itself
    bias: float  # for any answer at all

    def shares(self, evidence: Floats) -> Floats:
        """Give each span's share, (spans,); with that of no answer they sum to 1.

        `evidence` is (spans, 4).
        """
        weights = np.array([self.margin, self.lead, self.coverage, self.alone])
        strengths = np.append(evidence @ weights + self.bias, 0.0)
        chances = np.exp(strengths - strengths.max())
        shares: Floats = chances[:-1] / chances.sum()
        return shares
