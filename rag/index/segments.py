"""Vectors in two parts: a large one searched approximately, and a fresh one searched exactly.

Up to `EXACT_UP_TO` passages there is the fresh part alone. Beyond it the large part is an
inverted file (Sivic and Zisserman, 2003): k-means cells of which the nearest to a query are
searched. The large part never changes: removed passages are masked out of every search, new
ones are added to the fresh part, and when either has grown too much both are folded into a
new large part, from which the removed ones are really gone. Both hold float16, as the truth
does, so that a score is the exact inner product.

How the cells were chosen: `python -m benchmarks.dense`. This module knows nothing of files.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rag.index.store import Keys, Store

Vector = NDArray[np.float32]  # (dimension,)
Found = list[tuple[int, float]]  # (passage key, cosine)

EXACT_UP_TO = 20_000  # passages, some 2 ms on one core
_PROBED = 1 / 9  # of the cells
_GONE = 1 / 8  # of the large part, masked before it is folded
_SAMPLE = 48  # passages a cell that k-means sees
_ROUNDS = 10  # of k-means
_SEED = 1234


@dataclass(frozen=True, slots=True)
class Segments:
    """The vectors at one revision; never changed, so that searches need no lock."""

    fresh: Any  # faiss IndexIDMap over float16, the keys above `until`
    large: Any = None  # faiss IndexIVFScalarQuantizer; None while there are few passages
    until: int = 0  # the last key of the large part
    gone: Keys = field(default_factory=lambda: np.empty(0, dtype=np.int64))  # removed from it
    exact_up_to: int = EXACT_UP_TO

    @staticmethod
    def empty(dimension: int, exact_up_to: int = EXACT_UP_TO) -> "Segments":
        """Make segments that hold nothing."""
        return Segments(_exact(dimension), exact_up_to=exact_up_to)

    def __len__(self) -> int:
        large = self.large.ntotal - len(self.gone) if self.large else 0
        return int(large + self.fresh.ntotal)

    def search(self, query: Vector, limit: int, only: Keys | None = None) -> Found:
        """Find the `limit` nearest as (key, cosine), best first, ties by key.

        `only` restricts the search to these keys. More cells are searched for fewer of them.
        """
        limit = min(limit, len(self))
        if limit == 0 or (only is not None and len(only) == 0):
            return []
        found = _search(self.fresh, query, limit, _parameters(only))
        if self.large:
            found += _search(self.large, query, limit, self._large_parameters(only))
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]

    def following(self, removed: Keys, added: Keys, store: Store) -> "Segments":
        """Drop and add passages; called within a snapshot of the truth, whose vectors are read."""
        import faiss

        gone = np.concatenate([self.gone, removed[removed <= self.until]])
        too_many = self.fresh.ntotal + len(added) > self.exact_up_to
        if too_many or (self.large and len(gone) > _GONE * self.large.ntotal):
            return replace(self, gone=gone)._folded(store)
        fresh = faiss.clone_index(self.fresh)  # at most `exact_up_to` vectors
        fresh.remove_ids(_selector(removed))
        _fill(fresh, store, added)
        return replace(self, fresh=fresh, gone=gone)

    def _folded(self, store: Store) -> "Segments":
        """Make a new large part of everything; its cells are kept while they are enough."""
        keys, fresh = store.keys(), _exact(self.fresh.d)
        if len(keys) <= self.exact_up_to:
            _fill(fresh, store, keys)
            return Segments(fresh, exact_up_to=self.exact_up_to)
        wanted, have = cells_for(len(keys)), self.large.nlist if self.large else 0
        if have < 4 * wanted and wanted < 2 * have:
            large, until = _without(self.large, self.gone), self.until
        else:
            large, until = _trained(store, keys, self.fresh.d), 0
        for some, vectors in store.vectors(keys[keys > until]):
            large.add_with_ids(vectors, some)
        return Segments(fresh, large, max(until, int(keys[-1])), exact_up_to=self.exact_up_to)

    def _large_parameters(self, only: Keys | None) -> Any:
        import faiss

        share = _PROBED
        allowed: Any = None
        if only is not None:
            only = np.setdiff1d(only[only <= self.until], self.gone, assume_unique=True)
            share *= self.large.ntotal / max(len(only), 1)
            allowed = _bitmap(only, self.until)
        elif len(self.gone):
            allowed = ~_bitmap(self.gone, self.until)
        probed = min(self.large.nlist, math.ceil(share * self.large.nlist))
        # FAISS's stubs leave out the arguments that its Python layer adds.
        selector = None if allowed is None else faiss.IDSelectorBitmap(allowed)  # type: ignore[call-arg]
        return faiss.SearchParametersIVF(nprobe=probed, sel=selector)  # type: ignore[call-arg]


def cells_for(passages: int) -> int:
    """Give the number of k-means cells: the power of 2 nearest to 4 times the square root."""
    return int(2 ** round(math.log2(4 * math.sqrt(max(passages, 1)))))


def _exact(dimension: int) -> Any:
    import faiss

    halves = faiss.ScalarQuantizer.QT_fp16
    return faiss.IndexIDMap(
        faiss.IndexScalarQuantizer(dimension, halves, faiss.METRIC_INNER_PRODUCT)
    )


def _fill(fresh: Any, store: Store, keys: Keys) -> None:
    """Add passages to an exact part: `EXACT_UP_TO` of them take 20 to 40 ms, so or with a team.

    A process that was forked from one with a team would wait for its threads for ever (libgomp).
    """
    with _one_thread():
        for some, vectors in store.vectors(keys):
            fresh.add_with_ids(vectors, some)


def _trained(store: Store, keys: Keys, dimension: int) -> Any:
    """Make an inverted file without entries, its cells found by k-means over a sample."""
    import faiss

    cells = cells_for(len(keys))
    large = _inverted_file(faiss.IndexFlatIP(dimension), cells)
    large.cp.niter, large.cp.seed = _ROUNDS, _SEED
    large.cp.min_points_per_centroid = 1
    large.cp.max_points_per_centroid = _SAMPLE
    chosen = np.random.default_rng(_SEED).permutation(keys)[: cells * _SAMPLE]
    large.train(np.concatenate([vectors for _, vectors in store.vectors(np.sort(chosen))]))
    return large


def _inverted_file(centres: Any, cells: int) -> Any:
    import faiss

    return faiss.IndexIVFScalarQuantizer(
        centres,
        centres.d,
        cells,
        faiss.ScalarQuantizer.QT_fp16,
        faiss.METRIC_INNER_PRODUCT,
        False,  # the vector itself, not what it differs by from its cell's centre
    )


def _without(large: Any, gone: Keys) -> Any:
    """Copy a large part, the removed passages left out of the copy."""
    import faiss

    copy = faiss.clone_index(large)
    copy.remove_ids(_selector(gone))
    return copy


def _selector(keys: Keys) -> Any:
    import faiss

    return faiss.IDSelectorBatch(keys)


def _parameters(only: Keys | None) -> Any:
    import faiss

    return None if only is None else faiss.SearchParameters(sel=_selector(only))  # type: ignore[call-arg]


def _bitmap(keys: Keys, until: int) -> NDArray[np.uint8]:
    """Set the bits of these keys among 0..until, lowest bit first."""
    bits = np.zeros(until + 1, dtype=np.uint8)
    bits[keys] = 1
    return np.packbits(bits, bitorder="little")


def _search(index: Any, query: Vector, limit: int, parameters: Any) -> Found:
    if not index.ntotal:
        return []
    with _one_thread():
        scores, keys = index.search(query[np.newaxis], min(limit, index.ntotal), params=parameters)
    return [(int(k), float(s)) for k, s in zip(keys[0], scores[0], strict=True) if k >= 0]


@contextmanager
def _one_thread() -> Iterator[None]:
    """Keep FAISS from starting a team of threads, which one query gives nothing to share out.

    On two cores that others use too, a search of 14 passages takes 0.1 ms so and 30 ms with the
    team, whose threads wait for each other. The setting is this thread's own (OpenMP 5.2, 2.4).
    """
    import faiss

    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)
