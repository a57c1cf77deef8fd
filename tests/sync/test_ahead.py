"""Items prepared ahead: order, bounds, errors in their place, and no thread left behind."""

import threading
from collections.abc import Iterator

import pytest

from rag.sync.ahead import ahead


def one(item: object) -> int:
    return 1


def test_items_come_in_order_and_all_of_them() -> None:
    assert list(ahead(range(1000), room=3, weight=one)) == list(range(1000))
    assert list(ahead([], room=3, weight=one)) == []


def test_items_are_prepared_in_another_thread_before_they_are_asked_for() -> None:
    second = threading.Event()

    def items() -> Iterator[str]:
        yield threading.current_thread().name
        second.set()
        yield "second"

    prepared = ahead(items(), room=2, weight=one)
    assert next(prepared) == "ahead"
    assert second.wait(120)
    assert list(prepared) == ["second"]


def test_what_waits_weighs_no_more_than_the_room_and_one_item() -> None:
    taken: list[int] = []
    most = 0

    def items() -> Iterator[int]:
        nonlocal most
        for n in range(200):
            most = max(most, n - len(taken))
            yield n

    for n in ahead(items(), room=10, weight=lambda n: 5):
        taken.append(n)
    # Two on the shelf, one in the hands of the caller, and one being prepared.
    assert most <= 4
    assert taken == list(range(200))


def test_an_error_is_raised_after_the_items_before_it() -> None:
    def items() -> Iterator[int]:
        yield 1
        yield 2
        raise ValueError("the third is bad")

    taken = []
    with pytest.raises(ValueError, match="the third is bad"):
        for n in ahead(items(), room=9, weight=one):
            taken.append(n)
    assert taken == [1, 2]


def test_leaving_early_ends_the_thread() -> None:
    def endless() -> Iterator[int]:
        n = 0
        while True:
            yield (n := n + 1)

    before = threading.active_count()
    prepared = ahead(endless(), room=5, weight=one)
    assert next(prepared) == 1
    assert threading.active_count() == before + 1
    prepared.close()
    assert threading.active_count() == before
