"""Near-copies of a document: the syndicated story, the reposted page.

Two documents are alike by the share of runs of three words that they have in common,
estimated by MinHash (Broder, 1997) and looked up by locality-sensitive hashing: 20 bands of
6 values find a pair that shares 0.7 with probability 0.92, one that shares 0.8 with 0.998.
This module knows nothing of how copies are counted in an answer.
"""

import re
import zlib

import numpy as np

from rag.index import Index, copies
from rag.index.copies import Signature, Signed
from rag.types import Document

ALIKE = 0.7  # share of the runs in common from which documents are near-copies
_RUN = 3  # words
_BANDS, _ROWS = 20, 6
_SEED = 7
_WORD = re.compile(r"\w+")


def update(index: Index, *, after: int = 0) -> int:
    """Sign the documents that have no signature yet, and find what each is a near-copy of.

    Only documents with keys above `after` are looked at; gives the last key of them.
    """
    method = _method()
    if index.store.settings().get(copies.METHOD) != method:
        with index.commit() as writing:
            copies.forget(writing, method)
    last = after
    while some := copies.unsigned(index.store, after=last):
        last = some[-1][0]
        signed = [_signed(key, document) for key, document in some]
        with index.commit() as writing:
            for each in signed:
                found = copies.sharing_a_band(writing, each)
                likenesses = {other: likeness(each.signature, theirs) for other, theirs in found}
                alike = {other: share for other, share in likenesses.items() if share >= ALIKE}
                copies.put(writing, each, alike)
    return last


def signature(document: Document) -> Signature:
    """Compute the MinHash of a document's content: (120,)."""
    from rensa import RMinHash

    content = " ".join(document.text[span.start : span.end] for span in document.content)
    words = _WORD.findall(content.casefold())
    later = (words[i:] for i in range(1, _RUN))
    runs = [" ".join(run) for run in zip(words, *later, strict=False)] or [" ".join(words)]
    minhash = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
    minhash.update(runs)
    return np.array(minhash.digest(), dtype=np.uint32)


def likeness(one: Signature, other: Signature) -> float:
    """Estimate the share of runs that two documents have in common, 0..1."""
    return float(np.mean(one == other))


def _signed(key: int, document: Document) -> Signed:
    values = signature(document)
    bands = values.astype("<u4").reshape(_BANDS, _ROWS)
    # The number of the band goes in: equal values in different bands mean nothing.
    hashes = tuple((number << 32) | zlib.crc32(band.tobytes()) for number, band in enumerate(bands))
    return Signed(key, values, hashes)


def _method() -> str:
    from rensa import RMinHash

    return f"minhash-{_RUN}x{_BANDS}x{_ROWS}-{_SEED}:rensa-{RMinHash.ALGORITHM_VERSION}"
