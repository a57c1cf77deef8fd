"""Sign documents, so that near-copies are known: the syndicated story, the reposted page.

A signature is made of a document's runs of three words; a document without a word is like no
other. This module knows nothing of how signatures are compared (`rag.index.minhash`), or of how
copies are counted in an answer.
"""

import re

import numpy as np

from rag.index import Index, signatures
from rag.index.minhash import BANDS, ROWS, Signature
from rag.types import Document

_RUN = 3  # words
_SEED = 7
_WORD = re.compile(r"\w+")


def update(index: Index, *, after: int = 0) -> int:
    """Sign the documents that have no signature yet.

    Only documents with keys above `after` are looked at; gives the last key of them.
    """
    if index.store.settings().get(signatures.METHOD) != method():
        with index.commit() as writing:
            signatures.forget(writing, method())
    last = after
    while some := signatures.unsigned(index.store, after=last):
        last = some[-1]
        found = ((key, index.store.document_of(key)) for key in some)  # one at a time in memory
        signed = [(key, signature(document)) for key, document in found if document]
        with index.commit() as writing:
            for key, values in signed:
                signatures.put(writing, key, values)
    return last


def signature(document: Document) -> Signature | None:
    """Compute the MinHash of a document's content; None where that has no word."""
    from rensa import RMinHash

    content = " ".join(document.text[span.start : span.end] for span in document.content)
    words = _WORD.findall(content.casefold())
    if not words:
        return None
    later = (words[i:] for i in range(1, _RUN))
    runs = [" ".join(run) for run in zip(words, *later, strict=False)] or [" ".join(words)]
    minhash = RMinHash(num_perm=BANDS * ROWS, seed=_SEED)
    minhash.update(runs)
    return np.array(minhash.digest(), dtype=np.uint32)


def method() -> str:
    """Name the way of signing, with its parameters."""
    from rensa import RMinHash

    return f"minhash-{_RUN}x{BANDS}x{ROWS}-{_SEED}:rensa-{RMinHash.ALGORITHM_VERSION}:words-alone"
