"""FAISS against numpy, and the mirror against the truth whatever happened to its files."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from stored_texts import document, put

from rag.index.dense import DenseIndex
from rag.index.preparing import empty
from rag.index.store import Store

DIMENSION = 32
FEW = 50  # passages beyond which some tests have a large part
Floats = NDArray[np.float32]


def unit(rows: int, seed: int) -> Floats:
    """Draw unit vectors that float16 holds exactly enough to be compared as stored."""
    drawn = np.random.default_rng(seed).normal(size=(rows, DIMENSION)).astype(np.float32)
    vectors: Floats = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    return vectors


def fill(store: Store, first: int, vectors: Floats) -> None:
    """Store one document for each ten vectors, named by number."""
    with store.commit() as writing:
        for n in range(0, len(vectors), 10):
            text = "\n".join(f"line {i}" for i in range(10))
            put(writing, document(f"{first + n // 10}", text), vectors[n : n + 10])


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """300 passages in documents 0 to 29."""
    made = Store(tmp_path / "rag.sqlite")
    fill(made, 0, unit(300, seed=1))
    return made


@pytest.fixture
def index(tmp_path: Path, store: Store) -> DenseIndex:
    made = DenseIndex(tmp_path / "dense", DIMENSION)
    made.catch_up(store)
    made.save()
    return made


def by_numpy(
    store: Store, query: Floats, limit: int, only: NDArray[np.int64] | None = None
) -> list[tuple[int, float]]:
    """Search the truth by brute force: (key, inner product), best first, ties by key."""
    wanted = store.keys() if only is None else only
    pairs = [
        (int(key), float(vector.astype(np.float64) @ query.astype(np.float64)))
        for keys, vectors in store.vectors(wanted)
        for key, vector in zip(keys, vectors, strict=True)
    ]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:limit]


def assert_mirrors(index: DenseIndex, store: Store, only: NDArray[np.int64] | None = None) -> None:
    """Compare values and order with numpy's for twenty queries."""
    for query in unit(20, seed=2):
        found, expected = index.search(query, 10, only=only), by_numpy(store, query, 10, only)
        assert [key for key, _ in found] == [key for key, _ in expected]
        np.testing.assert_allclose(
            [score for _, score in found], [score for _, score in expected], atol=1e-5
        )
    assert len(index) == store.count_passages()


def test_values_and_order_are_those_of_numpy(index: DenseIndex, store: Store) -> None:
    assert_mirrors(index, store)


@pytest.mark.parametrize("allowed", [[], [7], list(range(1, 300, 3)), [5, 100_000]])
def test_a_filter_keeps_to_its_keys(index: DenseIndex, store: Store, allowed: list[int]) -> None:
    assert_mirrors(index, store, np.array(allowed, dtype=np.int64))


def test_a_limit_over_the_number_of_passages_gives_them_all(
    index: DenseIndex, store: Store
) -> None:
    query = unit(1, seed=3)[0]
    found = index.search(query, 10**9)
    assert [key for key, _ in found] == [key for key, _ in by_numpy(store, query, 300)]
    assert index.search(query, 0) == []


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    assert DenseIndex(tmp_path, DIMENSION).search(unit(1, seed=3)[0], 5) == []


def test_a_vector_finds_itself_first_with_cosine_one(index: DenseIndex, store: Store) -> None:
    ((_, vectors),) = store.vectors(np.array([123]))
    (key, score), *_ = index.search(vectors[0], 3)
    assert (key, score) == (123, pytest.approx(1, abs=1e-3))


def test_equal_vectors_rank_by_key_also_at_the_limit(tmp_path: Path) -> None:
    store = Store(tmp_path / "rag.sqlite")
    same = np.repeat(unit(1, seed=4), 40, axis=0)
    fill(store, 0, same)
    index = DenseIndex(tmp_path / "dense", DIMENSION)
    index.catch_up(store)
    assert [key for key, _ in index.search(same[0], 5)] == [1, 2, 3, 4, 5]


def test_removed_and_added_passages_are_followed(index: DenseIndex, store: Store) -> None:
    with store.commit() as writing:
        writing.remove(["3", "17", "29"])
    fill(store, 40, unit(50, seed=5))
    fill(store, 5, unit(10, seed=6))  # in place of what document 5 held
    index.catch_up(store)
    assert (index.revision, len(index)) == (4, 320)
    assert_mirrors(index, store)


def test_a_reopened_index_is_the_same_and_needs_no_rebuild(
    index: DenseIndex, store: Store, tmp_path: Path
) -> None:
    reopened = DenseIndex(tmp_path / "dense", DIMENSION)
    assert reopened.revision == store.revision == 1
    assert_mirrors(reopened, store)


@pytest.mark.parametrize("share", [0, 0.5, 0.999])
def test_a_truncated_file_is_built_anew(
    index: DenseIndex, store: Store, tmp_path: Path, share: float
) -> None:
    (file,) = (tmp_path / "dense").glob("*.faiss")
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * share)])
    reopened = DenseIndex(tmp_path / "dense", DIMENSION)
    assert reopened.revision == 0
    reopened.catch_up(store)
    assert_mirrors(reopened, store)


@pytest.mark.parametrize(
    "record", ["", "[]", "{}", '{"size": 300}', '{"revision": "x", "size": 300}']
)
def test_a_record_that_says_nothing_usable_means_a_rebuild(
    index: DenseIndex, store: Store, tmp_path: Path, record: str
) -> None:
    (tmp_path / "dense" / "mirror.json").write_text(record, encoding="utf-8")
    reopened = DenseIndex(tmp_path / "dense", DIMENSION)
    reopened.catch_up(store)
    assert_mirrors(reopened, store)


def test_a_record_whose_files_have_been_replaced_means_a_rebuild(
    index: DenseIndex, store: Store, tmp_path: Path
) -> None:
    record = tmp_path / "dense" / "mirror.json"
    before = record.read_text(encoding="utf-8")
    fill(store, 5, unit(10, seed=6))
    index.catch_up(store)
    index.save()
    record.write_text(before, encoding="utf-8")
    reopened = DenseIndex(tmp_path / "dense", DIMENSION)
    assert reopened.revision == 0
    reopened.catch_up(store)
    assert_mirrors(reopened, store)


def test_a_mirror_of_an_older_revision_catches_up(
    index: DenseIndex, store: Store, tmp_path: Path
) -> None:
    fill(store, 30, unit(20, seed=7))
    with store.commit() as writing:
        writing.remove(["0"])
    reopened = DenseIndex(tmp_path / "dense", DIMENSION)
    assert reopened.revision == 1
    reopened.catch_up(store)
    assert_mirrors(reopened, store)


def test_a_mirror_ahead_of_the_truth_is_built_anew(
    index: DenseIndex, store: Store, tmp_path: Path
) -> None:
    """The truth was made anew (or restored from a copy); the mirror is of the former one."""
    for n in range(3):
        fill(store, 50 + n, unit(10, seed=8 + n))
    index.catch_up(store)
    index.save()
    other = Store(tmp_path / "other.sqlite")
    fill(other, 0, unit(40, seed=20))
    reopened = DenseIndex(tmp_path / "dense", DIMENSION)
    reopened.catch_up(other)
    assert reopened.revision == 1
    assert_mirrors(reopened, other)


def test_vectors_of_another_dimension_are_built_anew(index: DenseIndex, tmp_path: Path) -> None:
    reopened = DenseIndex(tmp_path / "dense", 64)
    assert (reopened.revision, len(reopened)) == (0, 0)


def test_the_record_says_revision_and_size(index: DenseIndex, tmp_path: Path) -> None:
    record = json.loads((tmp_path / "dense" / "mirror.json").read_text(encoding="utf-8"))
    assert (record["revision"], record["size"]) == (1, 300)


@pytest.fixture
def small(tmp_path: Path) -> Store:
    """100 passages, enough for a large part of an index that is exact up to `FEW`."""
    made = Store(tmp_path / "small.sqlite")
    fill(made, 0, unit(100, seed=9))
    return made


def with_large_part(tmp_path: Path) -> DenseIndex:
    return DenseIndex(tmp_path / "large", DIMENSION, exact_up_to=FEW)


def keys_found(index: DenseIndex) -> set[int]:
    return {key for query in unit(20, seed=2) for key, _ in index.search(query, 100)}


@pytest.fixture
def rebuilt(tmp_path: Path, small: Store) -> DenseIndex:
    """An open index whose truth another process has built anew, up to the revision it had."""
    opened = with_large_part(tmp_path)
    opened.catch_up(small)
    opened.save()
    empty(small.connections, {})
    fill(small, 0, unit(100, seed=9))
    other = with_large_part(tmp_path)
    other.catch_up(small)
    other.save()
    assert (opened.revision, len(opened)) == (other.revision, len(other)) == (1, 100)
    opened.catch_up(small)
    return opened


def test_a_large_part_of_a_former_truth_is_not_taken_for_one_of_the_same_name(
    rebuilt: DenseIndex, small: Store
) -> None:
    found = keys_found(rebuilt)
    assert found
    assert found <= set(small.keys().tolist())


def test_the_checksum_of_a_former_truth_s_file_is_not_kept_for_one_of_the_same_name(
    rebuilt: DenseIndex, small: Store, tmp_path: Path
) -> None:
    fill(small, 10, unit(10, seed=10))
    rebuilt.catch_up(small)
    rebuilt.save()
    assert with_large_part(tmp_path).revision == small.revision == 2


@pytest.mark.parametrize("part", ["large", "fresh"])
def test_an_index_that_could_not_be_written_is_once_there_is_room(
    small: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    def full(self: DenseIndex, name: str, index: Any) -> None:
        if name.startswith(part):
            raise OSError("no space left on device")
        write(self, name, index)

    write = DenseIndex._write
    index = with_large_part(tmp_path)
    index.catch_up(small)
    with monkeypatch.context() as patched:
        patched.setattr(DenseIndex, "_write", full)
        with pytest.raises(OSError, match="no space left"):
            index.save()
    fill(small, 10, unit(10, seed=10))
    index.catch_up(small)
    index.save()
    reopened = with_large_part(tmp_path)
    assert (reopened.revision, len(reopened)) == (small.revision, 110)
    assert keys_found(reopened) == keys_found(index)
