"""What has become of each file since it was stored: one decision, for a sync and for its dry run.

Files are looked at, then read where their size or time is another; nothing is written. Of the
index this module knows only what is stored of each file (`FileState`), and nothing of chunking or
of embedding.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from rag.documents import READING, read_document
from rag.documents.dates import name_date
from rag.documents.formats.shared.source import title_of_file
from rag.errors import DocumentError
from rag.index.writing import FileState
from rag.sync.names import absent, printable
from rag.sync.report import SyncReport
from rag.types import Document

_Basis = tuple[str, str, date | None, str]  # bytes, format, the date in the name, rules


@dataclass(frozen=True, slots=True)
class Change:
    """A file looked at, and what must be stored of it: its text, or its state alone, or nothing."""

    document_id: str
    state: FileState | None = None  # None where it is as it was, or cannot be used
    document: Document | None = None  # where its text is not stored yet
    was: str = ""  # the id that its text is stored under


@dataclass
class Comparison:
    """One pass over files: what is stored, and what has been found of the files so far."""

    stored: Mapping[str, FileState]
    root: Path
    synced: bool = True  # the files are all that a synced folder has
    sources: Mapping[str, str] = field(default_factory=dict)  # of files added by themselves
    lost: dict[str, FileState] = field(default_factory=dict)  # to be removed
    done: dict[str, list[str]] = field(default_factory=dict)  # kind -> document ids
    skipped: dict[str, str] = field(default_factory=dict)
    stale: dict[str, str] = field(default_factory=dict)  # as skipped; what is stored stays

    def changes(self, files: Mapping[str, Path]) -> Iterator[Change]:
        """Look at one file after another; what is lost is known after the last."""
        self.lost = absent(self.stored, files, self.root) if self.synced else {}
        gone: dict[_Basis, list[str]] = {}
        for name in reversed(self.lost):
            gone.setdefault(_basis(self.lost[name]), []).append(name)
        for document_id, path in files.items():
            try:
                change = self._change(document_id, path, gone)
            except DocumentError as error:
                change = self._skip(document_id, str(error))
            yield change

    def report(self) -> SyncReport:
        """Say what has been found, once the last file has been looked at."""
        done: dict[str, Any] = {kind: tuple(ids) for kind, ids in self.done.items()}
        removed = tuple(self.lost)
        return SyncReport(**done, removed=removed, skipped=self.skipped, stale=self.stale)

    def _change(self, document_id: str, path: Path, gone: Mapping[_Basis, list[str]]) -> Change:
        """Decide by stat, then by content, whether a file is new, changed, moved or as it was.

        One read by other rules has changed, as what was made of its text may have; one renamed
        to another date is new, as it is of another day, and so is one whose title is its name.
        """
        source = self.sources.get(document_id)
        called = path.relative_to(self.root).as_posix()
        state = _stat(document_id, path, called, synced=source is None, source=source or "")
        old = self.stored.get(document_id)
        if old is not None and same_stat(state, old):
            self._note("unchanged", document_id)
            return Change(document_id)
        document = replace(read_document(path, root=self.root, called=called), id=document_id)
        state = replace(state, content_hash=document.content_hash)
        if old is None and (was := _moved(document, gone.get(_basis(state), []))):
            self._note("renamed", document_id)
            del self.lost[was]
            return Change(document_id, state, was=was)
        if old is not None and _basis(old) == _basis(state):
            self._note("unchanged", document_id)
            return Change(document_id, state, was=document_id)
        self._note("added" if old is None else "updated", document_id)
        return Change(document_id, state, document)

    def _skip(self, document_id: str, reason: str) -> Change:
        """Leave out a file that cannot be used; what is stored of it stays until it is gone.

        It may be half written, or out of reach for a moment.
        """
        unusable = self.stale if document_id in self.stored else self.skipped
        unusable[printable(document_id)] = reason
        return Change(document_id)

    def _note(self, kind: str, document_id: str) -> None:
        self.done.setdefault(kind, []).append(document_id)


def same_stat(state: FileState, old: FileState) -> bool:
    """Say whether a file is, by all but its content, as it was."""
    return replace(state, content_hash=old.content_hash) == old


def synced_state(document_id: str, path: Path) -> FileState:
    """Describe a file of a synced folder without reading it; the content hash is left empty.

    Raises DocumentError when it may not be looked at.
    """
    return _stat(document_id, path, document_id, synced=True, source="")


def _basis(state: FileState) -> _Basis:
    """Give all that a document is made from: of one basis, two files are the same document."""
    name = PurePosixPath(state.document_id)
    return state.content_hash, name.suffix, name_date(name.stem), state.reading


def _moved(document: Document, gone: list[str]) -> str | None:
    """Take the last id out of those gone under which the document was the same; None of none."""
    titled = document.title == title_of_file(document.id)
    alike = (one for one in reversed(gone) if not titled or title_of_file(one) == document.title)
    if was := next(alike, None):
        gone.remove(was)
    return was


def _stat(document_id: str, path: Path, called: str, *, synced: bool, source: str) -> FileState:
    try:
        found = path.stat()
    except OSError as error:
        raise DocumentError(
            f"cannot read {called} ({error.strerror}); check that it exists and may be read"
        ) from error
    return FileState(
        document_id, "", found.st_size, found.st_mtime_ns, synced, source, reading=READING
    )
