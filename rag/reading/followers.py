"""A passage right after a good one: it goes on about the same thing, often without naming it.

"The script is by Ann Moss." stands below the passage that names the film, so that the question's
words are not in it. This module knows nothing of what is read in a passage.
"""

from collections.abc import Sequence
from dataclasses import replace

from rag.types import Hit

# What a passage may at most be behind the one before it. Of 4,313 held-out questions, a right
# refusal being worth a right answer, news score 0.6329 and folders 0.7272 without, 0.6353 and
# 0.7292 with 1, 0.6347 and 0.7287 with 1.5, 0.6329 and 0.7276 with 3, 0.6341 and 0.7280 with 0.
BEHIND = 1.0


def with_followers(hits: Sequence[Hit]) -> list[Hit]:
    """Give hits, best first, with the scores that the passages before them lend; ranks stay."""
    scores = {(hit.document.id, hit.passage.ordinal): hit.score for hit in hits}
    lifted = [replace(hit, score=max(hit.score, _lent(hit, scores))) for hit in hits]
    return sorted(lifted, key=lambda hit: (-hit.score, hit.rank))


def _lent(hit: Hit, scores: dict[tuple[str, int], float]) -> float:
    before = (hit.document.id, hit.passage.ordinal - 1)
    return scores.get(before, float("-inf")) - BEHIND
