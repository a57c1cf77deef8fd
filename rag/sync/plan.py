"""What a sync would change, found without writing anything.

Of the index it knows only what is stored of each file (`FileState`), and nothing of chunking or of
embedding.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from rag.documents import look_through
from rag.errors import DocumentError
from rag.index.writing import FileState
from rag.sync.changes import Comparison, same_stat, synced_state
from rag.sync.names import displaced, printable, require_utf8
from rag.sync.report import SyncReport


@dataclass(frozen=True, slots=True)
class Difference:
    """How a folder differs from what is stored."""

    stale: dict[str, str] = field(default_factory=dict)  # file that has changed -> how
    left_out: dict[str, int] = field(default_factory=dict)  # suffix of other files -> how many


def plan(
    stored: Iterable[FileState],
    folder: Path,
    *,
    mirrored: str | None = None,
    index: Path | None = None,
) -> SyncReport:
    """Say what a sync of `folder` would do to what is stored; changed files are read.

    `mirrored` is the folder of the last sync, `index` that of the index. Raises DocumentError
    when the folder is missing or holds no document.
    """
    found = look_through(folder, uncounted=index)
    require_utf8(folder)
    files = by_name(found.files, folder)
    before = {state.document_id: state for state in stored}
    moved = displaced(before, files, folder)
    named = {moved.get(name, name): state for name, state in before.items()}
    comparison = Comparison(
        {name: replace(named[name], document_id=name) for name in sorted(named)}, folder
    )
    for _ in comparison.changes(files):
        pass
    report = comparison.report()
    report = replace(
        report,
        renamed=(*report.renamed, *moved.values()),
        taken={new: name for name, new in moved.items()},
        left_out=found.left_out,
    )
    return with_former(report, mirrored, folder)


def with_former(report: SyncReport, mirrored: str | None, folder: Path) -> SyncReport:
    """Name the folder `mirrored` until now where its documents give way to those of another."""
    other = mirrored != str(folder.resolve())
    return replace(report, mirrored=mirrored) if other and report.removed else report


def compare(
    stored: Iterable[FileState], folder: Path, *, skipped: Mapping[str, str], index: Path
) -> Difference:
    """Say of each file how it differs from what is stored, by its size and time alone.

    Those that the last sync could not use, `skipped` with the reasons, are known not to be
    stored, or stored as they were read before.
    """
    try:
        found = look_through(folder, uncounted=index)
    except DocumentError as error:
        return Difference({str(folder): str(error)})
    files = by_name(found.files, folder)
    before = {state.document_id: state for state in stored}
    for name in displaced(before, files, folder):
        del before[name]
    stale = {
        shown: "not indexed yet"
        for name in files
        if name not in before and (shown := printable(name)) not in skipped
    }
    for name, state in before.items():
        if name in files and (how := _changed(state, files[name])):
            stale[name] = f"kept as it was before: {skipped[name]}" if name in skipped else how
        elif name not in files and state.synced:
            stale[name] = "no longer in the folder"
    return Difference(dict(sorted(stale.items())), found.left_out)


def by_name(files: Iterable[Path], folder: Path) -> dict[str, Path]:
    """Give the files of a folder by their paths in it."""
    return {path.relative_to(folder).as_posix(): path for path in files}


def _changed(old: FileState, path: Path) -> str:
    """Say how a file has changed, "" where it has not."""
    try:
        now = synced_state(old.document_id, path)
    except DocumentError:
        return "changed since the last sync"
    if same_stat(now, replace(old, reading=now.reading)):
        return "" if same_stat(now, old) else "read by an earlier version of rag"
    return "changed since the last sync"
