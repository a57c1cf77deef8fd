"""One process at a time does a thing to an index: lock files in its folder.

This module knows nothing of what is done.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import filelock

from rag.errors import IndexBusy, StorageError

PATIENCE = 10.0  # seconds a second writer waits
FOREVER = -1.0

# To change the truth, to embed what a quick start left, to bring the mirrors in line.
Deed = Literal["write", "refine", "mirrors"]


@contextmanager
def locked(folder: Path, deed: Deed = "write", *, patience: float | None = None) -> Iterator[None]:
    """Hold the lock of a deed; another's turn is waited for, for `PATIENCE` seconds or as given.

    Raises IndexBusy when it lasts longer, StorageError when the folder cannot be written to.
    """
    patience = PATIENCE if patience is None else patience
    lock = filelock.FileLock(folder / f"{deed}.lock", timeout=patience)
    try:
        lock.acquire()
    except filelock.Timeout as error:
        raise busy(folder, patience) from error
    except OSError as error:
        raise StorageError(
            f"cannot write to {folder}: {error.strerror}; check its permissions, or choose "
            "another with --index"
        ) from error
    try:
        yield
    finally:
        lock.release()


def busy(folder: Path, patience: float) -> IndexBusy:
    """Word that another process's turn has lasted longer than `patience` seconds."""
    return IndexBusy(
        f"another process has been writing to {folder} for over {patience:.0f} s; "
        "run the command again when it has ended"
    )
