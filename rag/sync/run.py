"""One pass over some files: embed and store what has changed, drop the rest.

Three things go on at once: a thread reads and cuts the files ahead, the caller's embeds, a third
commits what has been embedded and signs it (`signing`). Order, and so
the result, is that of doing one after another.
This module knows nothing of locks or of mirrors.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from rag.chunking import Chunker
from rag.index import Index, provisional
from rag.index.writing import FileState
from rag.models.embedding import Embedder, PassageEmbedder, Vectors, titled
from rag.sync import signing
from rag.sync.ahead import ahead
from rag.sync.changes import Change, Comparison
from rag.sync.report import OnProgress, Progress, SyncReport
from rag.types import Document, Passage

BATCH_PASSAGES = 256  # committed together
EMBED_AT_ONCE = 64  # passages between two calls of `on_progress`


def embedding_text(document: Document, passage: Passage, embedder: Embedder) -> str:
    """Give what is embedded for a passage: its document's title before it, where both fit.

    A passage that begins with its title (one taken from the first sentence) needs no other.
    An edit of that sentence changes the title, and so has all of the document embedded anew.
    """
    if passage.text.startswith(document.title.rstrip("…")):
        return passage.text
    with_title = titled(document.title, passage.text)
    return with_title if embedder.fits(with_title) else passage.text


@dataclass(frozen=True, slots=True)
class _Pending:
    """A document read and cut, waiting to be stored."""

    document: Document
    state: FileState
    passages: tuple[Passage, ...]
    texts: tuple[str, ...]  # what is embedded for each passage


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file looked at, and what must be stored of it, if anything."""

    document_id: str
    pending: _Pending | None

    def weight(self) -> int:
        """Count what it keeps in memory, in passages; a file counts as one."""
        return 1 + (len(self.pending.passages) if self.pending else 0)


class FileRun:
    """One pass over the files: what was stored before, and what has been done so far.

    `root` holds the files, which are all that a `synced` folder has, or were added by themselves,
    from `sources` by id. With `quick` their vectors are provisional, and made by that.
    """

    def __init__(
        self,
        index: Index,
        chunker: Chunker,
        embedder: Embedder,
        *,
        root: Path,
        synced: bool,
        sources: Mapping[str, str],
        quick: PassageEmbedder | None = None,
        on_progress: OnProgress | None = None,
    ) -> None:
        self._index, self._chunker, self._embedder = index, chunker, embedder
        self._synced, self._quick, self._on_progress = synced, quick, on_progress
        self._stored = {state.document_id: state for state in index.store.files()}
        self._alike = {state.content_hash: name for name, state in self._stored.items()}
        self._provisional = provisional.names(index.store)  # ids whose stored vectors are such
        self._comparison = Comparison(self._stored, root, synced, sources)
        self._touched = dict[str, FileState]()  # by former id
        self._waiting = list[_Pending]()  # to be embedded
        self._batch = list[_Pending]()  # embedded, to be committed together
        self._vectors = dict[str, Vectors]()  # of the batch, by embedded text
        self._committing = list[_Pending]()
        self._committed: Future[None] | None = None  # of what is committing
        self._total = self._looked_at = 0  # files
        self._embedded = 0  # passages
        self._signed = 0  # the last document's key that was looked at for signing

    def through(self, files: Mapping[str, Path]) -> SyncReport:
        """Look at every file, store what must be stored, then drop what is gone."""
        self._total = len(files)
        looks = map(self._seen, self._comparison.changes(files))
        prepared = ahead(looks, room=BATCH_PASSAGES, weight=_Seen.weight)
        with ThreadPoolExecutor(1) as writer, closing(prepared):
            for seen in prepared:
                self._looked_at += 1
                if seen.pending:
                    self._waiting.append(seen.pending)
                if _passages(self._waiting) >= EMBED_AT_ONCE:
                    self._embed_waiting()
                if max(len(self._vectors), len(self._batch)) >= BATCH_PASSAGES:
                    self._store_batch(writer)
                self._tell(seen.document_id)
            self._embed_waiting()
            self._store_batch(writer)
            self._settle()
        if files:
            self._tell(seen.document_id)
        report = replace(self._comparison.report(), embedded=self._embedded)
        self._finish(report)
        return report

    def _tell(self, document_id: str) -> None:
        """Report progress; documents that wait to be stored are not done."""
        if self._on_progress:
            unsaved = len(self._waiting) + len(self._batch) + len(self._committing)
            done = self._looked_at - unsaved
            self._on_progress(Progress(done, self._total, self._embedded, document_id))

    def _seen(self, change: Change) -> _Seen:
        """Cut what must be stored, in the thread that is ahead."""
        document, state = change.document, change.state
        if document is None or state is None:
            if state is not None:
                self._touched[change.was] = state
            return _Seen(change.document_id, None)
        passages = self._chunker.split(document)
        texts = tuple(embedding_text(document, p, self._embedder) for p in passages)
        return _Seen(change.document_id, _Pending(document, state, passages, texts))

    def _embed_waiting(self) -> None:
        """Embed the documents read; passages that were there keep their vectors."""
        if not self._waiting:
            return
        known = self._known_vectors()
        texts = dict.fromkeys(text for pending in self._waiting for text in pending.texts)
        self._vectors.update({text: known[text] for text in texts if text in known})
        missing = [text for text in texts if text not in self._vectors]
        rounds = max(1, round(len(missing) / EMBED_AT_ONCE))  # a short last one idles the cores
        for i in range(rounds):
            some = missing[len(missing) * i // rounds : len(missing) * (i + 1) // rounds]
            if some:
                vectors = (self._quick or self._embedder).embed_passages(some)
                self._vectors.update(zip(some, vectors, strict=True))
                self._embedded += len(some)
                self._tell(self._waiting[-1].document.id)
        self._batch += self._waiting
        self._waiting = []

    def _store_batch(self, writer: ThreadPoolExecutor) -> None:
        """Let `writer` commit what has been embedded, while more is."""
        if not self._batch:
            return
        self._settle()
        self._committing, vectors = self._batch, self._vectors
        self._batch, self._vectors = [], {}
        self._committed = writer.submit(self._commit, self._committing, vectors)

    def _commit(self, documents: Sequence[_Pending], vectors: Mapping[str, Vectors]) -> None:
        with self._index.commit() as writing:
            for pending in documents:
                rows = np.stack([vectors[text] for text in pending.texts])
                key = writing.put(pending.document, pending.state, pending.passages, rows)
                if self._quick:
                    provisional.mark(writing, key)
        self._signed = signing.update(self._index, after=self._signed)

    def _settle(self) -> None:
        """Wait for the commit under way; raise what went wrong with it."""
        if self._committed is not None:
            self._committed.result()
        self._committing, self._committed = [], None

    def _known_vectors(self) -> dict[str, Vectors]:
        """Read the stored vectors of former versions and of equal documents, by embedded text."""
        known = dict[str, Vectors]()
        for pending in self._waiting:
            for name in {pending.state.document_id, self._alike.get(pending.state.content_hash)}:
                if name not in self._stored or name in self._provisional:
                    continue
                self._settle()  # the commit under way may replace it
                for old in self._index.store.embedded(name):
                    known[embedding_text(old.document, old.passage, self._embedder)] = old.vector
        return known

    def _finish(self, report: SyncReport) -> None:
        """Record moves and what could not be read, and remove what is no longer in the folder."""
        unusable = {**report.skipped, **report.stale}
        skips_changed = self._synced and unusable != self._index.store.skipped()
        if report.removed or self._touched or skips_changed:
            with self._index.commit() as writing:
                writing.remove(report.removed)
                for was, state in self._touched.items():
                    writing.touch(state, was=was)
                if self._synced:
                    writing.set_skipped(unusable)


def _passages(documents: Sequence[_Pending]) -> int:
    return sum(len(pending.passages) for pending in documents)
