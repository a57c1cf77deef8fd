"""Processes forked from one that has an index open: each has connections and locks of its own."""

import json
import multiprocessing
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from stored_texts import document, put

from rag.index.forking import FreshLock
from rag.index.store import Store


def in_child(ask: Callable[[], object]) -> object:
    """Fork, and give what `ask` gives in the child; None where it raises."""
    ours, theirs = os.pipe()
    if child := os.fork():
        os.close(theirs)
        with os.fdopen(ours, "rb") as found:
            raw = found.read()
        os.waitpid(child, 0)
        return json.loads(raw or "null")
    try:
        os.write(theirs, json.dumps(ask()).encode())
    finally:
        os._exit(0)


def add(store: Store, name: str) -> list[str]:
    """Commit a document; list the ids of all."""
    with store.commit() as writing:
        put(writing, document(name, f"a line of {name}"))
    return ids(store)


def ids(store: Store) -> list[str]:
    return [found.id for found in store.documents()]


def inside_a_commit(path: Path) -> None:
    store = Store(path)
    add(store, "a.txt")
    with store.commit() as writing:
        put(writing, document("b.txt", "not committed yet"))
        assert in_child(lambda: ids(store)) == ["a.txt"]
        assert ids(store) == ["a.txt", "b.txt"]
    assert ids(Store(path)) == ["a.txt", "b.txt"]


def left_inside_a_commit(path: Path) -> None:
    store = Store(path)
    ours, theirs = os.pipe()
    with store.commit() as writing:
        put(writing, document("a.txt", "left to the parent"))
        child = os.fork()
        if not child:
            os.read(ours, 1)  # until the parent has committed
    if not child:
        os._exit(0)
    add(store, "b.txt")
    os.write(theirs, b"!")
    assert os.waitpid(child, 0)[1] == 0
    assert (ids(Store(path)), Store(path).revision) == (["a.txt", "b.txt"], 2)


def closed_by_the_parent(path: Path) -> None:
    """What the child commits stays, though the parent closes its connections meanwhile."""
    store = Store(path)
    add(store, "a.txt")
    (ours, theirs), (opened, opening) = os.pipe(), os.pipe()
    child = os.fork()
    if not child:
        store.count_documents()
        os.write(opening, b"!")
        os.read(ours, 1)
        add(store, "b.txt")
        os._exit(0)
    os.read(opened, 1)
    store.close()
    os.write(theirs, b"!")
    assert os.waitpid(child, 0)[1] == 0
    assert ids(Store(path)) == ["a.txt", "b.txt"]


def beside_other_threads(path: Path) -> None:
    """A child neither waits for threads that it has not, nor uses what they have open."""
    store = Store(path)
    add(store, "a.txt")
    begun, go_on = threading.Event(), threading.Event()

    def read() -> None:
        with store.snapshot():
            begun.set()
            go_on.wait(10)

    reader = threading.Thread(target=read)
    reader.start()
    assert begun.wait(10)
    assert in_child(lambda: (add(store, "b.txt"), store.close())) == [["a.txt", "b.txt"], None]
    go_on.set()
    reader.join(10)
    assert ids(store) == ["a.txt", "b.txt"]


def under_a_lock(_: Path) -> None:
    lock, held, go_on = FreshLock(), threading.Event(), threading.Event()

    def hold() -> None:
        with lock:
            held.set()
            go_on.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    assert held.wait(10)
    assert not lock.acquire(timeout=0)
    assert in_child(lambda: lock.acquire(timeout=1)) is True
    go_on.set()
    holder.join(10)
    assert lock.acquire(timeout=1)


@pytest.mark.parametrize(
    "program",
    [
        inside_a_commit,
        left_inside_a_commit,
        closed_by_the_parent,
        beside_other_threads,
        under_a_lock,
    ],
)
def test_a_forked_process_shares_no_connection_and_no_lock(
    program: Callable[[Path], None], tmp_path: Path
) -> None:
    process = multiprocessing.get_context("forkserver").Process(
        target=program, args=(tmp_path / "rag.sqlite",)
    )
    process.start()
    process.join(60)
    assert process.exitcode == 0
