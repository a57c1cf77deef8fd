"""The approximate part: recall against numpy, removals that are gone, folding, and its file."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import faiss
import numpy as np
import pytest
from numpy.typing import NDArray
from stored_texts import document, put

from rag.index.dense import DenseIndex
from rag.index.segments import Segments, cells_for
from rag.index.store import Store

DIMENSION = 32
EXACT = 400  # passages in these tests, so that few make a large part
Floats = NDArray[np.float32]


def clustered(rows: int, seed: int) -> Floats:
    """Draw unit vectors around forty centres, as texts on forty subjects are."""
    draw = np.random.default_rng(seed)
    centres = np.random.default_rng(0).normal(size=(40, DIMENSION))
    drawn = centres[draw.integers(0, 40, rows)] + 0.7 * draw.normal(size=(rows, DIMENSION))
    unit: Floats = (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)
    return unit


def fill(store: Store, name: str, vectors: Floats) -> None:
    """Store documents of ten passages: "a0", "a1", and so on."""
    with store.commit() as writing:
        for n in range(0, len(vectors), 10):
            text = "\n".join(f"line {i}" for i in range(10))
            put(writing, document(f"{name}{n // 10}", text), vectors[n : n + 10])


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "rag.sqlite")
    fill(made, "a", clustered(4000, seed=1))
    return made


def opened(tmp_path: Path) -> DenseIndex:
    return DenseIndex(tmp_path / "dense", DIMENSION, exact_up_to=EXACT)


def followed(index: DenseIndex, store: Store) -> DenseIndex:
    index.catch_up(store)
    index.save()
    return index


@pytest.fixture
def index(tmp_path: Path, store: Store) -> DenseIndex:
    return followed(opened(tmp_path), store)


def exact(store: Store, query: Floats, only: NDArray[np.int64] | None = None) -> list[int]:
    """Find the ten nearest by brute force over the truth."""
    wanted = store.keys() if only is None else only
    scores = {
        int(key): float(vector @ query)
        for keys, vectors in store.vectors(wanted)
        for key, vector in zip(keys, vectors, strict=True)
    }
    return sorted(scores, key=lambda key: (-scores[key], key))[:10]


def recall(index: DenseIndex, store: Store, only: NDArray[np.int64] | None = None) -> float:
    """Give the share of the ten nearest that the index finds, over forty queries."""
    shares = [
        len({key for key, _ in index.search(query, 10, only=only)} & set(expected)) / len(expected)
        for query in clustered(40, seed=9)
        if (expected := exact(store, query, only))
    ]
    return float(np.mean(shares))


def test_cells_grow_with_the_square_root() -> None:
    assert [cells_for(n) for n in (0, 1, 4000, 20_000, 300_000)] == [4, 4, 256, 512, 2048]


def test_many_passages_are_found_approximately_with_exact_scores(
    index: DenseIndex, store: Store
) -> None:
    assert index._now.segments.large is not None
    assert len(index) == store.count_passages() == 4000
    assert recall(index, store) >= 0.95
    query = clustered(1, seed=3)[0]
    (_, vectors), *_ = store.vectors(np.array([index.search(query, 1)[0][0]]))
    assert index.search(query, 1)[0][1] == pytest.approx(float(vectors[0] @ query), abs=1e-5)


def test_a_search_runs_in_its_own_thread_and_leaves_the_others_of_faiss_be() -> None:
    seen: list[int] = []

    class Watched:
        ntotal = 1

        def search(self, *_: object, **__: object) -> tuple[list[list[float]], list[list[int]]]:
            seen.append(faiss.omp_get_max_threads())
            return [[1.0]], [[7]]

    faiss.omp_set_num_threads(3)
    try:
        assert Segments(Watched()).search(np.ones(2, dtype=np.float32), 1) == [(7, 1.0)]
        assert (seen, faiss.omp_get_max_threads()) == ([1], 3)
    finally:
        faiss.omp_set_num_threads(os.cpu_count() or 1)


def test_removed_passages_are_never_found_and_take_no_one_s_place(
    index: DenseIndex, store: Store
) -> None:
    queries = clustered(20, seed=4)
    nearest = {key for query in queries for key, _ in index.search(query, 10)}
    owners = {store.passages([key])[key][0].id for key in nearest}
    with store.commit() as writing:
        writing.remove(sorted(owners))
    followed(index, store)
    for query in queries:
        found = [key for key, _ in index.search(query, 10)]
        assert len(found) == 10
        assert nearest.isdisjoint(found)
    assert len(index) == store.count_passages()
    assert recall(index, store) >= 0.95


def test_a_small_addition_is_searched_exactly_and_leaves_the_large_file(
    index: DenseIndex, store: Store, tmp_path: Path
) -> None:
    (large,) = (tmp_path / "dense").glob("large-*")
    before = large.stat()
    fill(store, "b", clustered(50, seed=5))
    followed(index, store)
    assert large.stat() == before
    for key in range(4001, 4051):
        ((_, (vector,)),) = store.vectors(np.array([key]))
        assert index.search(vector, 1)[0] == (key, pytest.approx(1, abs=1e-3))


def test_what_another_process_saved_is_taken_over(
    index: DenseIndex, store: Store, tmp_path: Path
) -> None:
    other = opened(tmp_path)
    fill(store, "b", clustered(50, seed=5))
    with store.commit() as writing:
        writing.remove(["a1", "a2"])
    followed(index, store)
    other.catch_up(store)
    assert other.state == index.state
    for query in clustered(10, seed=6):
        assert other.search(query, 10) == index.search(query, 10)


@pytest.mark.parametrize("grown_to", [4600, 24_000])
def test_additions_are_folded_into_a_new_large_part(
    index: DenseIndex, store: Store, tmp_path: Path, grown_to: int
) -> None:
    """With the cells of the old one while these are enough, with more of them later."""
    with store.commit() as writing:
        writing.remove(["a3"])
    fill(store, "b", clustered(grown_to - 4000, seed=7))
    followed(index, store)
    segments = index._now.segments
    assert (segments.fresh.ntotal, len(segments.gone)) == (0, 0)
    assert segments.large.ntotal == len(index) == store.count_passages() == grown_to - 10
    assert segments.large.nlist == (256 if grown_to < 10_000 else 512)
    assert recall(index, store) >= 0.95
    assert len(list((tmp_path / "dense").glob("large-*"))) == 1


def test_after_many_removals_the_vectors_are_gone_from_the_file(
    index: DenseIndex, store: Store, tmp_path: Path
) -> None:
    with store.commit() as writing:
        writing.remove([f"a{n}" for n in range(0, 400, 4)])
    followed(index, store)
    assert index._now.segments.large.ntotal == 3000
    assert recall(opened(tmp_path), store) >= 0.95


def test_an_index_that_shrinks_is_searched_exactly_again(index: DenseIndex, store: Store) -> None:
    with store.commit() as writing:
        writing.remove([f"a{n}" for n in range(370)])
    followed(index, store)
    assert index._now.segments.large is None
    assert recall(index, store) == 1


@pytest.mark.parametrize("step", [1, 7, 100, 399])
def test_a_filter_keeps_to_its_keys_and_finds_them(
    index: DenseIndex, store: Store, step: int
) -> None:
    fill(store, "b", clustered(60, seed=5))
    with store.commit() as writing:
        writing.remove(["a0", "a7"])
    followed(index, store)
    only = store.keys()[::step]
    for query in clustered(10, seed=8):
        assert {key for key, _ in index.search(query, 10, only=only)} <= set(only.tolist())
    assert recall(index, store, only) >= (1 if step > 16 else 0.95)


def test_a_reopened_large_part_finds_the_same(
    index: DenseIndex, store: Store, tmp_path: Path
) -> None:
    reopened = opened(tmp_path)
    assert reopened.revision == store.revision
    for query in clustered(20, seed=2):
        assert reopened.search(query, 10) == index.search(query, 10)


@pytest.mark.parametrize("pattern", ["large-*", "fresh-*", "gone-*", "mirror.json"])
@pytest.mark.parametrize("place", [0.01, 0.5, 0.99])
def test_a_flipped_bit_in_any_file_means_a_rebuild(
    index: DenseIndex, store: Store, tmp_path: Path, pattern: str, place: float
) -> None:
    (file,) = (tmp_path / "dense").glob(pattern)
    data = bytearray(file.read_bytes())
    data[int(len(data) * place)] ^= 4
    file.write_bytes(data)
    reopened = opened(tmp_path)
    assert reopened.revision == 0
    followed(reopened, store)
    assert len(reopened) == 4000
    assert recall(reopened, store) >= 0.95


FORKED = """
import os, sys
from pathlib import Path
from rag.index.dense import DenseIndex
from rag.index.store import Store

store = Store(Path(sys.argv[1]))
for name in ("one", "two"):  # the second in a process that is forked from the first
    index = DenseIndex(Path(sys.argv[1]).parent / name, 32)
    index.catch_up(store)
    print(len(index), flush=True)
    if name == "one" and os.fork():
        sys.exit(os.waitstatus_to_exitcode(os.wait()[1]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked there")
def test_a_forked_process_adds_passages_too(store: Store, tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", FORKED, str(tmp_path / "rag.sqlite")],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        said, _ = child.communicate(timeout=30)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)  # what hangs as well
    assert said == "4000\n4000\n"
