"""Documents as large as files may be are not read many at a time."""

import tracemalloc
from collections.abc import Callable

import pytest
from stored_texts import document, put

from rag.index import provisional
from rag.index.store import Store

SIZE = 1_500_000  # bytes of each text
COUNT = 12


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    made = Store(tmp_path_factory.mktemp("large") / "rag.sqlite")
    for n in range(COUNT):
        with made.commit() as writing:
            put(writing, document(f"{n:02}.txt", f"{n} " + "word " * (SIZE // 5)))
            provisional.mark(writing, n + 1)
    return made


def read_all(store: Store) -> int:
    return sum(1 for _ in store.documents())


def read_waiting(store: Store) -> int:
    return len(provisional.first(store, 16)) + COUNT - 1


@pytest.mark.parametrize("work", [read_all, read_waiting])
def test_large_documents_are_read_one_at_a_time(store: Store, work: Callable[[Store], int]) -> None:
    tracemalloc.start()
    try:
        assert work(store) == COUNT
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < COUNT / 2 * SIZE
