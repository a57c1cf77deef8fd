"""Folder -> index: find what is new, changed, renamed and gone, and store just that.

A file whose size and time are as stored is not read; one that was only moved is not
embedded again; of an edited one only the passages that changed are embedded. Every few
hundred passages are one transaction, so that what a broken-off sync has done is kept.
This module knows nothing of searching.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import filelock

from rag import near_copies
from rag.chunking import Chunker
from rag.documents import find_files, read_document
from rag.embedding import Embedder
from rag.errors import IndexBusy, InputError, StorageError
from rag.index import Index
from rag.sync_report import OnProgress, SyncReport
from rag.sync_run import FileRun

FOLDER = "folder"  # the setting that names the folder of the last sync
LOCK_SECONDS = 10.0  # how long a second writer waits


class Synchroniser:
    """Brings the index in line with files, using one chunker and one embedder."""

    def __init__(self, index: Index, chunker: Chunker, embedder: Embedder) -> None:
        self._index = index
        self._chunker = chunker
        self._embedder = embedder

    def sync(self, folder: Path, *, on_progress: OnProgress | None = None) -> SyncReport:
        """Make the synced documents those of `folder`; documents added by themselves stay.

        Raises DocumentError when the folder is missing or holds no document: nothing is
        removed then. Raises IndexBusy when another process is writing.
        """
        files = {path.relative_to(folder).as_posix(): path for path in find_files(folder)}
        return self._run(files, folder, synced=True, on_progress=on_progress)

    def _remember(self, folder: Path) -> None:
        """Store which folder is mirrored, for `rag status`."""
        place = str(folder.resolve())
        if self._index.store.settings().get(FOLDER) != place:
            with self._index.commit() as writing:
                writing.set({FOLDER: place})

    def add(self, path: Path, *, on_progress: OnProgress | None = None) -> SyncReport:
        """Add a file, named by its file name, or the files of a folder, to what is there.

        Raises DocumentError when the one file cannot be used; of a folder's files, those
        are listed as skipped.
        """
        if path.is_dir():
            files = {found.relative_to(path).as_posix(): found for found in find_files(path)}
            return self._run(files, path, synced=False, on_progress=on_progress)
        read_document(path, root=path.parent)  # raises what is wrong with it, if anything is
        return self._run({path.name: path}, path.parent, synced=False, on_progress=on_progress)

    def remove(self, document_ids: Sequence[str]) -> SyncReport:
        """Remove documents by id; raises InputError when one of them is not there."""
        begun = time.perf_counter()
        with _writing_lock(self._index.folder):
            known = {state.document_id for state in self._index.store.files()}
            for document_id in document_ids:
                if document_id not in known:
                    raise InputError(f"no document {document_id!r} in the index; see: rag status")
            with self._index.commit() as writing:
                writing.remove(document_ids)
            revision = self._index.refresh()
        seconds = time.perf_counter() - begun
        return SyncReport(removed=tuple(document_ids), seconds=seconds, revision=revision)

    def _run(
        self, files: dict[str, Path], root: Path, *, synced: bool, on_progress: OnProgress | None
    ) -> SyncReport:
        begun = time.perf_counter()
        with _writing_lock(self._index.folder):
            run = FileRun(self._index, self._chunker, self._embedder, root, synced, on_progress)
            report = run.through(files)
            near_copies.update(self._index)
            if synced:
                self._remember(root)
            revision = self._index.refresh()
        return replace(report, seconds=time.perf_counter() - begun, revision=revision)


@contextmanager
def _writing_lock(folder: Path) -> Iterator[None]:
    """Let one process write at a time; a second one waits a little, then says so."""
    lock = filelock.FileLock(folder / "write.lock", timeout=LOCK_SECONDS)
    try:
        lock.acquire()
    except filelock.Timeout as error:
        raise IndexBusy(
            f"another process has been writing to {folder} for over {LOCK_SECONDS:.0f} s; "
            "run the command again when it has ended"
        ) from error
    except OSError as error:
        raise StorageError(
            f"cannot write to {folder}: {error.strerror}; check its permissions, or choose "
            "another with --index"
        ) from error
    try:
        yield
    finally:
        lock.release()
