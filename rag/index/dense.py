"""Dense search: FAISS over the passages' vectors, exact, by inner product.

Vectors are of unit length, so a score is a cosine similarity: -1 to 1, higher is better.
This module knows nothing of texts.
"""

from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rag.index.mirror import Record, State, read_record, state_of, write_record
from rag.index.store import Keys, Store

Vector = NDArray[np.float32]  # (dimension,)

_FILE = "vectors.faiss"
_VERSION = 1


class DenseIndex:
    """A FAISS mirror kept in `folder`; passage keys are its ids."""

    def __init__(self, folder: Path, dimension: int) -> None:
        self._folder = folder
        self._dimension = dimension
        self._lock = Lock()
        self.state = State()
        self._faiss = self._load()

    @property
    def revision(self) -> int:
        """Give the revision that is reflected."""
        return self.state.revision

    def __len__(self) -> int:
        return int(self._faiss.ntotal)

    def search(
        self, query: Vector, limit: int, *, only: Keys | None = None
    ) -> list[tuple[int, float]]:
        """Find the `limit` nearest passages as (key, cosine), best first, ties by key.

        `only` restricts the search to these keys.
        """
        import faiss

        parameters: Any = None
        if only is not None:
            parameters = faiss.SearchParameters()
            parameters.sel = faiss.IDSelectorBatch(only)
        limit = min(limit, len(self))
        if limit == 0:
            return []
        scores, keys = self._faiss.search(query[np.newaxis], limit, params=parameters)
        found = [(int(k), float(s)) for k, s in zip(keys[0], scores[0], strict=True) if k >= 0]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def catch_up(self, store: Store) -> None:
        """Drop and add what has changed in the truth since `revision`.

        The new state is built on a copy, because searches of other threads go on meanwhile.
        """
        with self._lock:
            now = state_of(store)
            if not self.state.precedes(now):
                self._faiss, self.state = self._empty(), State(now.truth)
            changes = store.changes_since(self.revision)
            gone = np.concatenate([changes.removed, changes.added])
            following = self._without(gone)
            for keys, vectors in store.vectors(changes.added):
                following.add_with_ids(vectors, keys)
            self._faiss, self.state = following, State(now.truth, changes.revision)

    def save(self) -> None:
        """Write the vectors, then the revision they reflect."""
        import faiss

        with self._lock:
            self._folder.mkdir(parents=True, exist_ok=True)
            scratch = self._folder / f"{_FILE}.new"
            faiss.write_index(self._faiss, str(scratch))
            scratch.replace(self._folder / _FILE)
            write_record(self._folder, Record(self.state, len(self), _VERSION))

    def _without(self, keys: Keys) -> Any:
        """Copy the index and drop these keys from the copy."""
        import faiss

        copy = faiss.clone_index(self._faiss)
        copy.remove_ids(faiss.IDSelectorBatch(keys))
        return copy

    def _load(self) -> Any:
        """Read what was saved; an unreadable or unfinished file counts as none."""
        import faiss

        record = read_record(self._folder)
        try:
            loaded = faiss.read_index(str(self._folder / _FILE))
        except RuntimeError:
            loaded = None
        if record and loaded and (loaded.d, loaded.ntotal) == (self._dimension, record.size):
            self.state = record.state
            return loaded
        return self._empty()

    def _empty(self) -> Any:
        import faiss

        return faiss.IndexIDMap2(faiss.IndexFlatIP(self._dimension))
