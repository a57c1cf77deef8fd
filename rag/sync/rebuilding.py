"""Empty an index to build it anew, whatever is wrong with it, while other processes have it open.

The file stays and is emptied in one transaction, so that they see the new truth at their next
question; one too damaged for that is deleted. This module knows nothing of documents or of models.
"""

from collections.abc import Mapping
from pathlib import Path

from rag.errors import IndexDamaged, StorageError
from rag.index.connections import Connections
from rag.index.index import TRUTH, delete_index
from rag.index.locks import locked
from rag.index.preparing import empty


def rebuild(folder: Path, settings: Mapping[str, str]) -> None:
    """Leave in `folder` an empty index that is made with these settings, if it is there at all.

    Raises IndexBusy when another process is writing, StorageError when a file cannot be deleted.
    """
    if not folder.is_dir():
        return
    with locked(folder):
        try:
            _empty(folder, settings)
        except (IndexDamaged, StorageError):
            with locked(folder, "mirrors"):
                delete_index(folder)
            _empty(folder, settings)


def _empty(folder: Path, settings: Mapping[str, str]) -> None:
    connections = Connections(folder / TRUTH)
    try:
        with connections.errors():
            empty(connections, settings)
    finally:
        connections.close()
