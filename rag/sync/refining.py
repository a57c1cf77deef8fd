"""Replace the provisional vectors of a quick start by the model's own, while others ask and write.

What is embedded is committed every few documents, and the write lock is held for that moment
alone: an addition from elsewhere waits for no more. Interrupted or killed, it goes on where the
last commit was. This module knows nothing of files.
"""

import threading
from collections.abc import Sequence
from contextlib import ExitStack

import numpy as np

from rag.errors import IndexBusy
from rag.index import Index, provisional
from rag.index.locks import FOREVER, locked
from rag.index.provisional import Provisional
from rag.models.embedding import Embedder, Vectors
from rag.sync.report import OnProgress, Progress
from rag.sync.run import EMBED_AT_ONCE, embedding_text

_DOCUMENTS = 16  # committed together
_REFRESHED = 4096  # passages between two times that the mirrors are brought in line


def refine(
    index: Index,
    embedder: Embedder,
    *,
    on_progress: OnProgress | None = None,
    stop: threading.Event | None = None,
) -> int:
    """Embed what waits, until none does or `stop` is set; give the number of passages embedded.

    That is 0 when another process is at it.
    """
    total = provisional.count_passages(index.store)
    if not total:
        return 0
    work = _Refining(index, embedder, on_progress, stop or threading.Event(), total)
    with ExitStack() as alone:
        try:
            alone.enter_context(locked(index.folder, "refine", patience=0))
        except IndexBusy:
            return 0
        return work.run()


class _Refining:
    """One pass over what waits, and how far it is."""

    def __init__(
        self,
        index: Index,
        embedder: Embedder,
        on_progress: OnProgress | None,
        stop: threading.Event,
        total: int,
    ) -> None:
        self._index, self._embedder = index, embedder
        self._on_progress, self._stop = on_progress, stop
        self._total, self._done = total, 0

    def run(self) -> int:
        """Embed and commit a few documents at a time."""
        refreshed = 0
        while not self._stop.is_set() and (
            waiting := provisional.first(self._index.store, _DOCUMENTS)
        ):
            vectors = self._embedded(waiting)
            if vectors is None:
                break
            self._commit(waiting, vectors)
            if self._done - refreshed >= _REFRESHED:
                self._index.refresh()
                refreshed = self._done
        self._index.refresh()
        return self._done

    def _embedded(self, waiting: Sequence[Provisional]) -> Vectors | None:
        """Embed the passages of some documents in their order; None when told to stop."""
        texts = [
            embedding_text(each.document, passage, self._embedder)
            for each in waiting
            for passage in each.passages
        ]
        parts = list[Vectors]()
        for at in range(0, len(texts), EMBED_AT_ONCE):
            if self._stop.is_set():
                return None
            parts.append(self._embedder.embed_passages(texts[at : at + EMBED_AT_ONCE]))
            self._tell(sum(map(len, parts)), waiting[-1].document.id)
        return np.concatenate(parts)

    def _commit(self, waiting: Sequence[Provisional], vectors: Vectors) -> None:
        at = 0
        with locked(self._index.folder, patience=FOREVER), self._index.commit() as writing:
            for each in waiting:
                provisional.settle(writing, each, vectors[at : at + len(each.passages)])
                at += len(each.passages)
        self._done += at

    def _tell(self, uncommitted: int, document_id: str) -> None:
        if self._on_progress:
            done = self._done + uncommitted
            total = max(self._total, done)  # more may have come meanwhile
            self._on_progress(Progress(done, total, done, document_id, stage="refining"))
