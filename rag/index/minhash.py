"""Which documents are alike, by their signatures: pure arithmetic, nothing stored.

A signature is a MinHash (Broder, 1997): the share of values that two have in common estimates
the share of runs of words that their documents have. Pairs are looked up by locality-sensitive
hashing: 20 bands of 6 values find a pair that shares 0.7 with probability 0.92, one that shares
0.8 with 0.998. This module knows nothing of documents or of how a signature is computed.
"""

from collections import deque
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Signature = NDArray[np.uint32]  # (BANDS * ROWS,)
Signatures = NDArray[np.uint32]  # (n, BANDS * ROWS)
Places = NDArray[np.int64]  # (n,) rows of the signatures, ascending

ALIKE = 0.7  # share of the runs in common from which documents are near-copies
BANDS, ROWS = 20, 6
_COMPARED = 200  # signatures that one is compared with in a band, at most


def links(signatures: Signatures) -> Iterator[tuple[int, int]]:
    """Link signatures that are alike, by their rows: enough pairs to join all that belong together.

    Two belong together that share a band and `ALIKE` of their values, or that others so join. Of
    the thousands that share one band, each is compared with the next 200 not joined to it yet:
    pairs further apart, with none between to join them, are missed there.
    """
    for first in range(0, BANDS * ROWS, ROWS):
        for bucket in _buckets(signatures[:, first : first + ROWS]):
            yield from _joined(bucket, signatures)


def likeness(one: Signature, others: Signatures) -> NDArray[np.float64]:
    """Estimate the share of runs that one document has in common with each of others, 0..1: (n,)"""
    same = (others == one).view(np.uint8)
    # Small integers: 120 values are no more than fit, and NumPy adds them five times as fast.
    shares: NDArray[np.float64] = np.einsum("ij->i", same) / len(one)
    return shares


def _buckets(band: Signatures) -> Iterator[Places]:
    """Group the rows that are equal in one band, (n, ROWS), as far as there are several."""
    order = np.lexsort(band.T)  # stable: rows of a group ascend
    ordered = band[order]
    begins = np.flatnonzero(np.r_[True, (ordered[1:] != ordered[:-1]).any(axis=1), True])
    for at in np.flatnonzero(np.diff(begins) > 1):
        yield order[begins[at] : begins[at + 1]]


def _joined(bucket: Places, signatures: Signatures) -> Iterator[tuple[int, int]]:
    """Link what is alike in one bucket: one row after another takes those not yet met."""
    waiting, unmet = deque[np.int64](), bucket
    while len(unmet):
        if not waiting:
            waiting.append(unmet[0])
            unmet = unmet[1:]
        one = waiting.popleft()
        near, far = unmet[:_COMPARED], unmet[_COMPARED:]
        alike = likeness(signatures[one], signatures[near]) >= ALIKE
        for other in near[alike]:
            yield int(one), int(other)
        waiting.extend(near[alike])
        unmet = np.concatenate([near[~alike], far])
