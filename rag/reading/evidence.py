"""What speaks for each marked span: the reader's margins, its passage, and its sentence.

The reader sees one passage at a time. How many of the question's words a sentence has compares
over all of them, so it counts from the fullest sentence down; its absolute value added nothing.
How near a sentence is to the question in meaning told something as long as none was read alone
(MODEL_CARD.md, "A second look").
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rag.reading.found import FoundSpan
from rag.text.shared_words import shared_words

Floats = npt.NDArray[np.float64]

COLUMNS = 4
# How far a quote that was not read alone is behind the last of those that were, at the least: it
# was left out because its span and its passage are (MODEL_CARD.md, "A second look").
_BEHIND = 2.0


def evidence(question: str, found: Sequence[FoundSpan]) -> Floats:
    """Give (spans, 4): margin, lead, coverage, margin alone; lead and coverage are at most 0."""
    if not found:
        return np.zeros((0, COLUMNS))
    margins = np.array([one.margin for one in found], dtype=np.float64)
    scores = np.array([one.hit.score for one in found], dtype=np.float64)
    quotes = {one.place: one.quote_text for one in found}
    covered = dict(zip(quotes, shared_words(question, list(quotes.values())), strict=True))
    coverage = np.array([covered[one.place] for one in found])
    columns = [margins, scores - scores.max(), coverage - coverage.max(), margins_alone(found)]
    return np.stack(columns, axis=1)


def margins_alone(found: Sequence[FoundSpan]) -> Floats:
    """Give each span's margin alone.

    One that was not read so has its other margin, but less than the least of those that were.
    """
    most = min((one.alone for one in found if one.alone is not None), default=np.inf) - _BEHIND
    return np.array(
        [min(one.margin, most) if one.alone is None else one.alone for one in found],
        dtype=np.float64,
    )
