"""What a sync would change, found without writing anything.

This module knows nothing of chunking, of embedding or of the index.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from rag.documents import find_files, look_through, read_document
from rag.errors import DocumentError
from rag.index.writing import FileState
from rag.sync_names import absent, displaced, printable
from rag.sync_report import SyncReport


def plan(stored: Iterable[FileState], folder: Path, mirrored: str | None = None) -> SyncReport:
    """Say what a sync of `folder` would do to what is stored; changed files are read.

    `mirrored` is the folder of the last sync. Raises DocumentError when the folder is missing or
    holds no document.
    """
    found = look_through(folder)
    files = by_name(found.files, folder)
    before = {state.document_id: state for state in stored}
    moved = displaced(before, files, folder)
    before = {moved.get(name, name): state for name, state in before.items()}
    lost = absent(before, files, folder)
    gone = {_likeness(state): name for name, state in lost.items()}
    done: dict[str, list[str]] = {}
    skipped: dict[str, str] = {}
    for document_id, path in files.items():
        old = before.get(document_id)
        try:
            if old is not None and _same_stat(old, path):
                kind = "unchanged"
            else:
                content_hash = read_document(path, root=folder).content_hash
                was = gone.pop((content_hash, path.suffix), None) if old is None else None
                kind = _kind(old, content_hash, was)
                lost.pop(was or "", None)
        except DocumentError as error:
            skipped[printable(document_id)] = str(error)
            kind = "removed" if old is not None else ""
        done.setdefault(kind, []).append(document_id)
    done.pop("", None)
    done.setdefault("removed", []).extend(lost)
    done.setdefault("renamed", []).extend(moved.values())
    kinds: dict[str, Any] = {kind: tuple(ids) for kind, ids in done.items()}
    taken = {new: name for name, new in moved.items()}
    report = SyncReport(**kinds, skipped=skipped, taken=taken, left_out=found.left_out)
    return with_former(report, mirrored, folder)


def with_former(report: SyncReport, mirrored: str | None, folder: Path) -> SyncReport:
    """Name the folder `mirrored` until now where its documents give way to those of another."""
    other = mirrored != str(folder.resolve())
    return replace(report, mirrored=mirrored) if other and report.removed else report


def stale(stored: Iterable[FileState], folder: Path, skipped: Iterable[str] = ()) -> dict[str, str]:
    """Say of each file how it differs from what is stored, by its size and time alone.

    Those `skipped` by the last sync are known not to be stored.
    """
    try:
        files = by_name(find_files(folder), folder)
    except DocumentError as error:
        return {str(folder): str(error)}
    before = {state.document_id: state for state in stored}
    for name in displaced(before, files, folder):
        del before[name]
    found = {
        shown: "not indexed yet"
        for name in files
        if name not in before and (shown := printable(name)) not in skipped
    }
    for name, state in before.items():
        if name in files and not _same_stat(state, files[name]):
            found[name] = "changed since the last sync"
        elif name not in files and state.synced:
            found[name] = "no longer in the folder"
    return dict(sorted(found.items()))


def by_name(files: Iterable[Path], folder: Path) -> dict[str, Path]:
    """Give the files of a folder by their paths in it."""
    return {path.relative_to(folder).as_posix(): path for path in files}


def _kind(old: FileState | None, content_hash: str, was: str | None) -> str:
    """Name what has become of a file that is new, or whose size or time has changed."""
    if old is not None:
        return "unchanged" if old.content_hash == content_hash else "updated"
    return "added" if was is None else "renamed"


def _likeness(state: FileState) -> tuple[str, str]:
    return state.content_hash, Path(state.document_id).suffix


def _same_stat(state: FileState, path: Path) -> bool:
    try:
        found = path.stat()
    except OSError:
        return False
    seen = replace(state, size=found.st_size, modified=found.st_mtime_ns, synced=True)
    return seen == state
