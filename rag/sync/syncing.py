"""Folder -> index: find what is new, changed, renamed and gone, and store just that.

A file whose size and time are as stored is not read; one that was only moved is not
embedded again; of an edited one only the passages that changed are embedded. Every few
hundred passages are one transaction, so that what a broken-off sync has done is kept.
This module knows nothing of searching.
"""

import contextlib
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from rag.chunking import Chunker
from rag.documents import is_folder, look_through
from rag.errors import DocumentError, InputError
from rag.index import Index, known, provisional
from rag.index.locks import locked
from rag.index.writing import FileState
from rag.models.embedding import Embedder, PassageEmbedder, quick_embedder
from rag.sync import signing
from rag.sync.names import Named, displaced, name_added, require_utf8
from rag.sync.plan import by_name, plan, with_former
from rag.sync.refining import refine
from rag.sync.report import OnProgress, SyncReport
from rag.sync.run import FileRun
from rag.text.writable import writable

FOLDER = "folder"  # the setting that names the folder of the last sync
# A first sync of more passages begins with a quick start: over news the answers lose 0.8 points
# of F1 until all is embedded, and the ranking 1.7 of nDCG@10 (`python -m benchmarks.quick`).
QUICK_FROM = 20_000
_BYTES_A_PASSAGE = 600  # of a news article's file, about


class Synchroniser:
    """Brings the index in line with files, using one chunker and one embedder."""

    def __init__(self, index: Index, chunker: Chunker, embedder: Embedder) -> None:
        self._index = index
        self._chunker = chunker
        self._embedder = embedder

    def sync(
        self,
        folder: Path,
        *,
        quick: bool | None = None,
        later: bool = False,
        on_progress: OnProgress | None = None,
    ) -> SyncReport:
        """Make the synced documents those of `folder`; documents added by themselves stay.

        A `quick` start makes all of them searchable by provisional vectors before any is
        embedded; None has one where a new index gets a large folder. With `later` the model's
        vectors are left to `rag.sync.refining`.
        Raises DocumentError when the folder is missing or holds no document: nothing is
        removed then. Raises IndexBusy when another process is writing.
        """
        begun = time.perf_counter()
        # Listed under the lock, lest a file that another sync has stored meanwhile seems gone.
        with locked(self._index.folder):
            found = look_through(folder, uncounted=self._index.folder)
            require_utf8(folder)
            files = by_name(found.files, folder)
            mirrored = self._index.store.settings().get(FOLDER)
            stand_in = self._stand_in(files, quick)
            report = self._run(files, folder, synced=True, quick=stand_in, on_progress=on_progress)
        report = with_former(replace(report, left_out=found.left_out), mirrored, folder)
        if stand_in:
            report = replace(report, embedded=0, searchable=time.perf_counter() - begun)
        if not later:
            embedded = report.embedded + refine(
                self._index, self._embedder, on_progress=on_progress
            )
            report = replace(report, embedded=embedded, revision=self._index.store.revision)
        left = provisional.count_passages(self._index.store)
        return replace(report, provisional=left, seconds=time.perf_counter() - begun)

    def plan(self, folder: Path) -> SyncReport:
        """Say what a sync would change, and write nothing."""
        store = self._index.store
        mirrored = store.settings().get(FOLDER)
        return plan(store.files(), folder, mirrored=mirrored, index=self._index.folder)

    def _stand_in(self, files: Mapping[str, Path], quick: bool | None) -> PassageEmbedder | None:
        """Give what embeds provisionally, if this sync is to begin so."""
        found = quick_embedder(self._embedder)
        if quick is None:
            first = not self._index.store.count_documents()
            large = count_bytes(files.values()) > QUICK_FROM * _BYTES_A_PASSAGE
            return found if first and large else None
        if quick and found is None:
            raise InputError(
                f"the embedding model {self._embedder.name!r} has no quick stand-in; "
                "sync without a quick start"
            )
        return found if quick else None

    def _remember(self, folder: Path) -> None:
        """Store which folder is mirrored, for `rag status`."""
        place = str(folder.resolve())
        if self._index.store.settings().get(FOLDER) != place:
            with self._index.commit() as writing:
                writing.set({FOLDER: place})

    def add(
        self, path: Path, *, origin: str = "", on_progress: OnProgress | None = None
    ) -> SyncReport:
        """Add a file, named by its file name, or the files of a folder, to what is there.

        Where another document has the name, it gets more of its path, or its `origin`, as well.
        Raises DocumentError when the one file cannot be used (nothing is stored of it, and what
        was stays); of a folder's files, those are listed as skipped.
        """
        begun = time.perf_counter()
        origin = _checked_origin(origin)
        whole = is_folder(path)
        root, left_out = (path if whole else path.parent), dict[str, int]()
        with locked(self._index.folder):
            files = {path.name: path}
            if whole:
                found = look_through(path, uncounted=self._index.folder)
                files, left_out = by_name(found.files, path), found.left_out
            report = self._run(files, root, synced=False, origin=origin, on_progress=on_progress)
        if not whole:
            for reason in (*report.skipped.values(), *report.stale.values()):
                raise DocumentError(reason)
        return replace(report, left_out=left_out, seconds=time.perf_counter() - begun)

    def remove(self, document_ids: Sequence[str]) -> SyncReport:
        """Remove documents by id; raises InputError when one of them is not there."""
        begun = time.perf_counter()
        with locked(self._index.folder):
            known.require(self._index.store, document_ids)
            removed = tuple(dict.fromkeys(document_ids))
            if removed:
                with self._index.commit() as writing:
                    writing.remove(removed)
            revision = self._index.refresh()
        seconds = time.perf_counter() - begun
        return SyncReport(removed=removed, seconds=seconds, revision=revision)

    def _run(
        self,
        files: dict[str, Path],
        root: Path,
        *,
        synced: bool,
        origin: str = "",
        quick: PassageEmbedder | None = None,
        on_progress: OnProgress | None = None,
    ) -> SyncReport:
        """Look at these files and store what must be; the write lock is held."""
        named = self._make_way(files, root) if synced else self._named(files, root, origin)
        run = FileRun(
            self._index,
            self._chunker,
            self._embedder,
            root=root,
            synced=synced,
            sources=named.sources,
            quick=quick,
            on_progress=on_progress,
        )
        report = run.through(named.files)
        signing.update(self._index)
        if synced:
            self._remember(root)
        revision = self._index.refresh()
        moved = tuple(named.taken) if synced else ()
        here = {*report.added, *moved}
        taken = {new: name for new, name in named.taken.items() if new in here}
        renamed = (*report.renamed, *moved)
        return replace(report, renamed=renamed, taken=taken, revision=revision)

    def _named(self, files: Mapping[str, Path], root: Path, origin: str) -> Named:
        """Find the ids of files to be added."""
        folder = self._index.store.settings().get(FOLDER)
        mirrored = Path(folder) if folder else None
        return name_added(self._stored(), files, root, mirrored=mirrored, origin=origin)

    def _make_way(self, files: dict[str, Path], root: Path) -> Named:
        """Rename the added documents whose ids the files of a synced folder need."""
        stored = self._stored()
        moved = displaced(stored, files, root)
        if moved:
            with self._index.commit() as writing:
                for was, new in moved.items():
                    writing.touch(replace(stored[was], document_id=new), was=was)
        return Named(files, taken={new: was for was, new in moved.items()})

    def _stored(self) -> dict[str, FileState]:
        return {state.document_id: state for state in self._index.store.files()}


def _checked_origin(origin: object) -> str:
    """Give a text that can be part of an id; raises InputError for one with a zero byte."""
    text = writable("origin", origin)
    if "\0" in text:
        raise InputError(f"origin is {text!r}, which no path can be; leave out the zero byte")
    return text


def count_bytes(files: Iterable[Path]) -> int:
    """Add up the sizes of files; one that cannot be looked at counts as empty."""
    total = 0
    for path in files:
        with contextlib.suppress(OSError):
            total += path.stat().st_size
    return total
