"""Follow a folder: sync when files in it change, until told to stop.

Changes that come in quick succession are one sync; a sync that fails is reported and tried
again, so that a full disk or a folder that is away for a while ends nothing, nor does a folder
that the system cannot watch. What links lead to is followed as well. This module knows nothing
of what a sync does.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from rag.documents import SUFFIXES, find_files
from rag.errors import DocumentError, RagError
from rag.sync.linked import Look, find_linked, look, visible_within
from rag.sync.report import SyncReport

QUIET_MS = 500  # without a further change, before a sync begins
LONGEST_MS = 5_000  # that changes are collected for
LOOK_MS = 1_000  # between two looks at whether to stop or to try again
POLL_MS = 5_000  # between two looks through a folder that cannot be watched
RETRY_SECONDS = 5.0


def follow(
    folder: Path,
    sync: Callable[[], SyncReport],
    *,
    on_report: Callable[[SyncReport], None],
    on_error: Callable[[RagError], None],
    stop: threading.Event | None = None,
    retry_seconds: float = RETRY_SECONDS,
) -> None:
    """Sync once, then after every change of a document in `folder`, until `stop` is set.

    Without `stop` it ends with KeyboardInterrupt.
    """
    stop = stop or threading.Event()
    due: float | None = 0.0  # when to sync next, by the monotonic clock; None: at a change
    for changed in _changes(folder, stop):
        if changed:
            due = 0.0
        if due is None or time.monotonic() < due:
            continue
        try:
            on_report(sync())
            due = None
        except RagError as error:
            on_error(error)
            due = time.monotonic() + retry_seconds


def _changes(folder: Path, stop: threading.Event) -> Iterator[bool]:
    """Yield whether a document may have changed, at least every `POLL_MS`.

    Where not all of the folder can be watched (one in it is unreadable, or the system's limit is
    reached), it is looked through instead. Ignoring what cannot be watched would not do: what
    would have been watched after it is left out as well.
    """
    listed: dict[Path, Look | None] = {}  # when it was last looked through
    while not stop.is_set():
        watched = folder.resolve()  # changes are told by absolute paths
        try:
            yield from _watched(watched, stop)
            listed = {}
        except (OSError, RuntimeError):  # of watchfiles: RuntimeError when no more can watch
            before, listed = listed, _listing(watched)
            yield listed != before  # a missing folder: the sync says so, each time it is tried
        stop.wait((POLL_MS if listed else LOOK_MS) / 1000)


def _watched(folder: Path, stop: threading.Event) -> Iterator[bool]:
    """Yield whether a document has changed, at least every `LOOK_MS`, until the folder is gone.

    It ends as well when links lead to other folders than are watched. The first comes when the
    folder is already watched, and is true: what changed before is not told.
    """
    from watchfiles import Change, watch

    linked = find_linked(folder)
    begins, looks = True, linked.looks()
    for changes in watch(
        folder,
        *linked.folders,
        watch_filter=_MayMatter(folder, *linked.folders),
        debounce=LONGEST_MS,
        step=QUIET_MS,
        rust_timeout=LOOK_MS,
        yield_on_timeout=True,
        stop_event=stop,
    ):
        # Seen before it is told: whoever is told may put another folder in its place.
        gone = not folder.is_dir() or (Change.deleted, str(folder)) in changes
        # What a linked file leads to is looked at: only whole folders can be watched for renames.
        found, changed = linked, bool(changes) or linked.looks() != looks
        if changed:
            found = find_linked(folder)
            looks = found.looks()
        yield begins or changed
        begins = False
        # What is watched is gone, whatever comes in its place; or there is more to watch.
        if gone or not folder.is_dir() or found.folders != linked.folders:
            yield True
            break
        linked = found


def _listing(folder: Path) -> dict[Path, Look | None]:
    """Look at every document; nothing when the folder gives none."""
    try:
        return {path: look(path) for path in find_files(folder)}
    except DocumentError:
        return {}


class _MayMatter:
    """Keeps documents, and what may be a folder of them; hidden ones are never indexed.

    What is gone shows no longer whether it was a folder, so those with a suffix are remembered.
    """

    def __init__(self, *folders: Path) -> None:
        self._folders = folders
        self._suffixed = set[Path]().union(*map(_suffixed_folders, folders))

    def __call__(self, _: object, name: str) -> bool:
        """Say whether the change of this path may change what is indexed."""
        path = Path(name)
        if not any(visible_within(folder, path) for folder in self._folders):
            return False
        if _may_be_folder(path):
            self._suffixed |= _suffixed_folders(path)
            return True
        return not path.suffix or path.suffix.lower() in SUFFIXES or path in self._suffixed


def _may_be_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # it may not be looked at, and so may be anything
        return True


def _suffixed_folders(folder: Path) -> set[Path]:
    """List the folders from this one on whose names look like a file's, such as "v1.2"."""
    inside = (Path(found) for found, _, _ in os.walk(folder))
    return {path for path in inside if path.suffix}
