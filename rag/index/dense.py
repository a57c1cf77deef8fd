"""Dense search: FAISS over the passages' vectors, by inner product, kept in files.

Vectors are of unit length, so a score is a cosine similarity: -1 to 1, higher is better.
The files are read whole rather than mapped: a query touches a ninth of the cells, and
where the page cache is slow (virtual machines) a mapped one takes ten times as long, measured
by `python -m benchmarks.dense`. This module knows nothing of texts.
"""

import contextlib
import io
import zlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rag.atomic import replacing
from rag.index.forking import FreshLock
from rag.index.mirror import (
    Checksums,
    Record,
    can_follow,
    read_record,
    write_record,
)
from rag.index.segments import EXACT_UP_TO, Segments, Vector
from rag.index.state import State
from rag.index.store import Keys, Store

_VERSION = 2


@dataclass(frozen=True, slots=True)
class _Reflected:
    """The vectors, the state of the truth that they reflect, and the file of the large part."""

    state: State
    segments: Segments
    large_file: str = ""  # "" while it is in memory alone


class DenseIndex:
    """A FAISS mirror kept in `folder`; passage keys are its ids.

    Beyond `exact_up_to` passages the search is approximate.
    """

    def __init__(self, folder: Path, dimension: int, *, exact_up_to: int = EXACT_UP_TO) -> None:
        self._folder = folder
        self._dimension = dimension
        self._exact_up_to = exact_up_to
        self._lock = FreshLock()
        self._checksums = Checksums(folder)
        self._now = _Reflected(State(), Segments.empty(dimension, exact_up_to))
        self._load()

    @property
    def state(self) -> State:
        """Say which truth is reflected, and at what revision; ("", 0) when empty."""
        return self._now.state

    @property
    def revision(self) -> int:
        """Give the revision that is reflected."""
        return self.state.revision

    def __len__(self) -> int:
        return len(self._now.segments)

    def search(
        self, query: Vector, limit: int, *, only: Keys | None = None
    ) -> list[tuple[int, float]]:
        """Find the `limit` nearest passages as (key, cosine), best first, ties by key.

        `only` restricts the search to these keys.
        """
        return self._now.segments.search(query, limit, only)

    def catch_up(self, store: Store) -> None:
        """Drop and add what has changed in the truth since `revision`.

        Searches of other threads go on meanwhile in the segments they have taken.
        """
        with self._lock:
            self._load()  # what another process has written meanwhile
            with store.snapshot():
                now = store.state
                reflected = self._now
                if not can_follow(reflected.state, store):
                    empty = Segments.empty(self._dimension, self._exact_up_to)
                    reflected = _Reflected(State(now.truth), empty)
                changes = store.changes_since(reflected.state.revision)
                segments = reflected.segments.following(changes.removed, changes.added, store)
            same = segments.large is reflected.segments.large
            file = reflected.large_file if same else ""
            self._now = _Reflected(State(now.truth, changes.revision), segments, file)

    def save(self) -> None:
        """Write what has changed, then the record that names it."""
        with self._lock:
            self._folder.mkdir(parents=True, exist_ok=True)
            revision, segments = self.revision, self._now.segments
            fresh, gone = f"fresh-{revision}.faiss", f"gone-{revision}.npz"
            written = [fresh, gone]
            large = self._now.large_file
            if segments.large and not large:
                large = f"large-{revision}.faiss"
                self._write(large, segments.large)
                written.append(large)
            self._write(fresh, segments.fresh)
            self._write_gone(gone, segments)
            names = sorted({*written, *filter(None, [large])})
            sums = self._checksums.of(names, rewritten=written)
            write_record(self._folder, Record(self.state, len(self), _VERSION, sums))
            self._now = replace(self._now, large_file=large)  # now that a record names it
            self._tidy(names)

    def _write(self, name: str, index: Any) -> None:
        import faiss

        with replacing(self._folder / name) as scratch:
            faiss.write_index(index, str(scratch))

    def _write_gone(self, name: str, segments: Segments) -> None:
        with replacing(self._folder / name) as scratch, scratch.open("wb") as file:
            np.savez(file, gone=segments.gone, until=segments.until)

    def _tidy(self, names: list[str]) -> None:
        """Delete files that the record no longer names; one that is in use may stay."""
        for pattern in ("*.faiss", "*.npz", "*.new"):
            for file in self._folder.glob(pattern):
                if file.name not in names:
                    with contextlib.suppress(OSError):
                        file.unlink()

    def _load(self) -> None:
        """Open what is saved, if it differs from what is open; a damaged file counts as none."""
        record = read_record(self._folder)
        if record is None or record.version != _VERSION or record.state == self.state:
            return
        opened = self._opened(record)
        if opened and (opened.segments.fresh.d, len(opened.segments)) == (
            self._dimension,
            record.size,
        ):
            if opened.state.truth != self.state.truth:
                self._checksums = Checksums(self._folder)  # its files may have the names of ours
            self._now = opened

    def _opened(self, record: Record) -> _Reflected | None:
        """Read the files of a record; None when one is missing or not what its checksum says."""
        files = {name.partition("-")[0]: name for name in record.files}
        if not {"fresh", "gone"} <= files.keys():
            return None
        large_file = files.get("large", "")
        now, truth = self._now, record.state.truth
        same = (truth, large_file) == (now.state.truth, now.large_file)  # names are used again
        large = now.segments.large if large_file and same else None
        try:
            fresh = self._read(files["fresh"], record)
            gone = np.load(io.BytesIO(self._bytes(files["gone"], record).data))
            if large_file and large is None:
                large = self._read(large_file, record)
        except (OSError, _Damaged):
            return None
        kept = Segments(fresh, large, int(gone["until"]), gone["gone"], self._exact_up_to)
        return _Reflected(record.state, kept, large_file)

    def _read(self, name: str, record: Record) -> Any:
        import faiss

        return faiss.deserialize_index(self._bytes(name, record))

    def _bytes(self, name: str, record: Record) -> NDArray[np.uint8]:
        """Read a file once, for its checksum and for what is in it."""
        data = np.fromfile(self._folder / name, dtype=np.uint8)
        if zlib.crc32(data.data) != record.files[name]:
            raise _Damaged
        return data


class _Damaged(Exception):
    """A file's checksum is not the one in the record."""
