"""One pass over some files: decide for each whether it must be embedded, store, drop the rest.

Three things go on at once: a thread reads and cuts the files ahead, the caller's embeds, a third
commits what has been embedded and compares it with what is there (`near_copies`). Order, and so
the result, is that of doing one after another.
This module knows nothing of locks or of mirrors.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from rag import near_copies
from rag.ahead import ahead
from rag.chunking import Chunker
from rag.documents import read_document
from rag.embedding import Embedder, PassageEmbedder, Vectors, titled
from rag.errors import DocumentError
from rag.index import Index, provisional
from rag.index.writing import FileState
from rag.sync_names import absent, printable
from rag.sync_report import OnProgress, Progress, SyncReport
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


@dataclass
class FileRun:
    """One pass over the files: what was stored before, and what has been done so far."""

    index: Index
    chunker: Chunker
    embedder: Embedder
    root: Path
    synced: bool
    sources: Mapping[str, str] = field(default_factory=dict)  # of files added by themselves
    on_progress: OnProgress | None = None
    quick: PassageEmbedder | None = None  # gives provisional vectors instead
    provisional: frozenset[str] = frozenset()  # document ids whose stored vectors are such
    stored: dict[str, FileState] = field(default_factory=dict)
    gone: dict[tuple[str, str], FileState] = field(default_factory=dict)  # by hash and suffix
    touched: dict[str, FileState] = field(default_factory=dict)  # by former id
    waiting: list[_Pending] = field(default_factory=list)  # to be embedded
    batch: list[_Pending] = field(default_factory=list)  # embedded, to be committed together
    vectors: dict[str, Vectors] = field(default_factory=dict)  # of the batch, by embedded text
    committing: list[_Pending] = field(default_factory=list)
    committed: "Future[None] | None" = None  # of what is committing
    done: dict[str, list[str]] = field(default_factory=dict)  # kind -> document ids
    skipped: dict[str, str] = field(default_factory=dict)
    total: int = 0  # files
    looked_at: int = 0
    embedded: int = 0  # passages
    compared: int = 0  # the last document's key that near-copies were looked for

    def through(self, files: Mapping[str, Path]) -> SyncReport:
        """Look at every file, store what must be stored, then drop what is gone."""
        self.stored = {state.document_id: state for state in self.index.store.files()}
        self.provisional = provisional.names(self.index.store)
        lost = absent(self.stored, files, self.root) if self.synced else {}
        self.gone = {_likeness(state): state for state in lost.values()}
        self.total = len(files)
        prepared = ahead(self._look_at(files), room=BATCH_PASSAGES, weight=_Seen.weight)
        with ThreadPoolExecutor(1) as writer, closing(prepared):
            for seen in prepared:
                self.looked_at += 1
                if seen.pending:
                    self.waiting.append(seen.pending)
                if _passages(self.waiting) >= EMBED_AT_ONCE:
                    self._embed_waiting()
                if max(len(self.vectors), len(self.batch)) >= BATCH_PASSAGES:
                    self._store_batch(writer)
                self._tell(seen.document_id)
            self._embed_waiting()
            self._store_batch(writer)
            self._settle()
        if files:
            self._tell(seen.document_id)
        self._finish(lost)
        return self._report()

    def _tell(self, document_id: str) -> None:
        """Report progress; documents that wait to be stored are not done."""
        if self.on_progress:
            unsaved = len(self.waiting) + len(self.batch) + len(self.committing)
            done = self.looked_at - unsaved
            self.on_progress(Progress(done, self.total, self.embedded, document_id))

    def _look_at(self, files: Mapping[str, Path]) -> Iterator[_Seen]:
        """Look at one file after another, in the thread that is ahead."""
        for document_id, path in files.items():
            pending = None
            try:
                pending = self._look(document_id, path)
            except DocumentError as error:
                self.skipped[printable(document_id)] = str(error)
            yield _Seen(document_id, pending)

    def _look(self, document_id: str, path: Path) -> _Pending | None:
        """Decide by stat, then by content, whether a file is new, changed, moved or as it was."""
        source = self.sources.get(document_id)
        state = _stat(document_id, path, synced=source is None, source=source or "")
        old = self.stored.get(document_id)
        if old is not None and replace(state, content_hash=old.content_hash) == old:
            self._note("unchanged", document_id)
            return None
        document = replace(read_document(path, root=self.root), id=document_id)
        state = replace(state, content_hash=document.content_hash)
        moved = self.gone.pop(_likeness(state), None) if old is None else None
        if moved is not None:
            self.touched[moved.document_id] = state
            self._note("renamed", document_id)
        elif old is not None and old.content_hash == document.content_hash:
            self.touched[document_id] = state
            self._note("unchanged", document_id)
        else:
            self._note("added" if old is None else "updated", document_id)
            passages = self.chunker.split(document)
            texts = tuple(embedding_text(document, p, self.embedder) for p in passages)
            return _Pending(document, state, passages, texts)
        return None

    def _embed_waiting(self) -> None:
        """Embed the documents read; passages that were there keep their vectors."""
        if not self.waiting:
            return
        known = self._known_vectors()
        texts = dict.fromkeys(text for pending in self.waiting for text in pending.texts)
        self.vectors.update({text: known[text] for text in texts if text in known})
        missing = [text for text in texts if text not in self.vectors]
        rounds = max(1, round(len(missing) / EMBED_AT_ONCE))  # a short last one idles the cores
        for i in range(rounds):
            some = missing[len(missing) * i // rounds : len(missing) * (i + 1) // rounds]
            if some:
                vectors = (self.quick or self.embedder).embed_passages(some)
                self.vectors.update(zip(some, vectors, strict=True))
                self.embedded += len(some)
                self._tell(self.waiting[-1].document.id)
        self.batch += self.waiting
        self.waiting = []

    def _store_batch(self, writer: ThreadPoolExecutor) -> None:
        """Let `writer` commit what has been embedded, while more is."""
        if not self.batch:
            return
        self._settle()
        self.committing, vectors = self.batch, self.vectors
        self.batch, self.vectors = [], {}
        self.committed = writer.submit(self._commit, self.committing, vectors)

    def _commit(self, documents: Sequence[_Pending], vectors: Mapping[str, Vectors]) -> None:
        with self.index.commit() as writing:
            for pending in documents:
                rows = np.stack([vectors[text] for text in pending.texts])
                key = writing.put(pending.document, pending.state, pending.passages, rows)
                if self.quick:
                    provisional.mark(writing, key)
        self.compared = near_copies.update(self.index, after=self.compared)

    def _settle(self) -> None:
        """Wait for the commit under way; raise what went wrong with it."""
        if self.committed is not None:
            self.committed.result()
        self.committing, self.committed = [], None

    def _known_vectors(self) -> dict[str, Vectors]:
        """Read the stored vectors of former versions and of equal documents, by embedded text."""
        known, equal = {}, {_likeness(state): name for name, state in self.stored.items()}
        for pending in self.waiting:
            for name in {pending.state.document_id, equal.get(_likeness(pending.state))}:
                if name not in self.stored or name in self.provisional:
                    continue
                self._settle()  # the commit under way may replace it
                for old in self.index.store.embedded(name):
                    known[embedding_text(old.document, old.passage, self.embedder)] = old.vector
        return known

    def _finish(self, gone: Iterable[str]) -> None:
        """Record moves, and remove what is no longer in the folder or can no longer be read."""
        lost = [document_id for document_id in gone if document_id not in self.touched]
        if self.synced:
            lost += [document_id for document_id in self.skipped if document_id in self.stored]
        for document_id in lost:
            self._note("removed", document_id)
        skips_changed = self.synced and self.skipped != self.index.store.skipped()
        if lost or self.touched or skips_changed:
            with self.index.commit() as writing:
                writing.remove(lost)
                for was, state in self.touched.items():
                    writing.touch(state, was=was)
                if self.synced:
                    writing.set_skipped(self.skipped)

    def _note(self, kind: str, document_id: str) -> None:
        self.done.setdefault(kind, []).append(document_id)

    def _report(self) -> SyncReport:
        done: dict[str, Any] = {kind: tuple(ids) for kind, ids in self.done.items()}
        return SyncReport(**done, skipped=self.skipped, embedded=self.embedded)


def _passages(documents: Sequence[_Pending]) -> int:
    return sum(len(pending.passages) for pending in documents)


def _likeness(state: FileState) -> tuple[str, str]:
    """Two files alike in this are read as the same document: equal bytes, equal format."""
    return state.content_hash, Path(state.document_id).suffix


def _stat(document_id: str, path: Path, *, synced: bool, source: str) -> FileState:
    """Describe a file without reading it; the content hash is left empty."""
    try:
        found = path.stat()
    except OSError as error:
        raise DocumentError(f"cannot read {path}: {error.strerror}") from error
    return FileState(document_id, "", found.st_size, found.st_mtime_ns, synced, source)
