"""Leave candidates out without believing a mere remainder: what no rule was against may be nothing.

This module knows nothing of the rules that leave out.
"""

from collections.abc import Sequence
from dataclasses import replace

from rag.reading.reader import Candidate, Reading

BELIEVED = 0.1  # of a candidate, from which it is one in its own right


def without_raising(reading: Reading, kept: Sequence[Candidate]) -> Reading:
    """Keep some candidates, believed the more only where one is so in its own right."""
    if max((one.score for one in kept), default=0.0) >= BELIEVED:
        return reading.without_others(kept)
    same = len(kept) == len(reading.candidates)
    return reading if same else replace(reading, candidates=tuple(kept))
