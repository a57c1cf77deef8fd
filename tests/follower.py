"""Follow a folder in a thread, as a test does that waits for what its syncs report."""

import queue
import threading
from collections.abc import Callable
from pathlib import Path

from rag.errors import DocumentError
from rag.sync.report import SyncReport
from rag.sync.watching import follow

PATIENCE = 30  # seconds, of a test that would fail


def names(folder: Path) -> tuple[str, ...]:
    """List the names of the files in a folder; it may be away."""
    if not folder.is_dir():
        raise DocumentError("away")
    return tuple(sorted(path.name for path in folder.iterdir()))


class Follower:
    """Follows a folder; each sync reports what `look` finds in it."""

    def __init__(self, folder: Path, look: Callable[[Path], tuple[str, ...]] = names) -> None:
        self.folder, self.look = folder, look
        self.seen: queue.Queue[tuple[str, ...] | str] = queue.Queue()
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self) -> None:
        follow(
            self.folder,
            self.sync,
            on_report=lambda report: self.seen.put(report.added),
            on_error=lambda error: self.seen.put(str(error)),
            stop=self.stop,
            retry_seconds=0.1,
        )

    def sync(self) -> SyncReport:
        return SyncReport(added=self.look(self.folder))

    def until(self, wanted: tuple[str, ...] | str) -> None:
        """Wait for a report or an error."""
        while self.seen.get(timeout=PATIENCE) != wanted:
            pass

    def end(self) -> None:
        """Stop following."""
        self.stop.set()
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()
