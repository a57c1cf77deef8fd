"""Follow a folder: sync when files in it change, until told to stop.

Changes that come in quick succession are one sync; a sync that fails is reported and tried
again, so that a full disk or a folder that is away for a while ends nothing. This module
knows nothing of what a sync does.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from rag.documents import SUFFIXES
from rag.errors import RagError
from rag.sync_report import SyncReport

QUIET_MS = 500  # without a further change, before a sync begins
LONGEST_MS = 5_000  # that changes are collected for
LOOK_MS = 1_000  # between two looks at whether to stop or to try again
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
    """Yield whether a document has changed, at least every `LOOK_MS`.

    The first comes when the folder is already watched, so that no change is missed.
    """
    from watchfiles import watch

    while not stop.is_set():
        watched = folder.resolve()  # changes are told by absolute paths
        try:
            for changes in watch(
                watched,
                watch_filter=_MayMatter(watched),
                debounce=LONGEST_MS,
                step=QUIET_MS,
                rust_timeout=LOOK_MS,
                yield_on_timeout=True,
                stop_event=stop,
            ):
                yield bool(changes)
                if not folder.is_dir():  # what is watched is gone, whatever comes in its place
                    yield True
                    break
        except OSError:
            yield False  # the folder is missing: the sync says so, each time it is tried
        stop.wait(LOOK_MS / 1000)


class _MayMatter:
    """Keeps documents, and what may be a folder of them; hidden ones are never indexed.

    What is gone shows no longer whether it was a folder, so those with a suffix are remembered.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._suffixed = _suffixed_folders(folder)

    def __call__(self, _: object, name: str) -> bool:
        """Say whether the change of this path may change what is indexed."""
        path = Path(name)
        inside = path.relative_to(self._folder) if path.is_relative_to(self._folder) else path
        if any(part.startswith(".") for part in inside.parts):
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
