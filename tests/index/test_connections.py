"""Connections to the truth: closing them beside others' queries, and what SQLite's errors mean."""

import os
import shutil
import sqlite3
import threading
from pathlib import Path

import pytest
from fake_embedder import FakeEmbedder
from stored_texts import document, put

from rag import KnowledgeBase
from rag.errors import IndexBusy, IndexClosed, IndexDamaged, RagError
from rag.index.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "rag.sqlite")
    with made.commit() as writing:
        put(writing, document("a.txt", "a line of a"))
    return made


def test_closing_waits_for_what_other_threads_are_at(store: Store) -> None:
    begun, go_on, counted = threading.Event(), threading.Event(), list[int]()

    def read() -> None:
        with store.snapshot():
            begun.set()
            go_on.wait(10)
            counted.append(store.count_documents())

    reader, closer = threading.Thread(target=read), threading.Thread(target=store.close)
    reader.start()
    assert begun.wait(10)
    closer.start()
    closer.join(0.1)
    assert closer.is_alive()
    go_on.set()
    closer.join(10)
    reader.join(10)
    assert not closer.is_alive()
    assert counted == [1]


def test_nobody_closes_in_the_middle_of_writing(store: Store) -> None:
    with store.connections.transaction("IMMEDIATE"), pytest.raises(IndexBusy, match="written"):
        store.close()
    assert store.count_documents() == 1


def test_a_closed_store_is_not_opened_again_and_says_so(store: Store) -> None:
    store.close()
    store.close()
    for ask in (store.count_documents, store.snapshot().__enter__, store.commit().__enter__):
        with pytest.raises(IndexClosed, match=r"is closed; open it again with KnowledgeBase\.open"):
            ask()


def test_threads_that_search_while_it_is_closed_are_told_so(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for n in range(20):
        (tmp_path / "docs" / f"{n}.txt").write_text(f"We grow {n} apples.", encoding="utf-8")
    kb = KnowledgeBase.open(tmp_path / "index", embedder=FakeEmbedder())
    kb.sync(tmp_path / "docs")
    searched, told = threading.Barrier(3), list[RagError]()

    def search() -> None:
        kb.search("apples")
        searched.wait(10)
        with pytest.raises(RagError) as raised:
            while True:
                kb.search("apples")
        told.append(raised.value)

    threads = [threading.Thread(target=search) for _ in range(2)]
    for thread in threads:
        thread.start()
    searched.wait(10)
    kb.close()
    for thread in threads:
        thread.join(10)
    assert [type(error) for error in told] == [IndexClosed, IndexClosed]


def test_a_closed_knowledge_base_answers_nothing_any_more(fake_kb: KnowledgeBase) -> None:
    documents = fake_kb.documents
    fake_kb.close()
    for ask in (fake_kb.contents, fake_kb.list_documents, lambda: list(documents)):
        with pytest.raises(IndexClosed):
            ask()


def test_a_file_that_cannot_be_opened_again_is_tried_anew(store: Store, tmp_path: Path) -> None:
    path, kept = store.connections.path, tmp_path / "kept.sqlite"
    store.connections.query("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copyfile(path, kept)
    (tmp_path / "bad").write_bytes(b"no database at all " * 500)
    replace_with_its_log(path, tmp_path / "bad")
    opened = open_files()
    for _ in range(3):
        with pytest.raises(IndexDamaged, match="not a database"):
            store.count_documents()
    assert open_files() < opened
    replace_with_its_log(path, kept)
    assert [found.id for found in store.documents()] == ["a.txt"]


def replace_with_its_log(path: Path, other: Path) -> None:
    """Put another file in the place of a truth whose log has gone."""
    for log in ("-wal", "-shm"):
        path.with_name(path.name + log).unlink(missing_ok=True)
    other.replace(path)


def open_files() -> int:
    """Count the files that this process has open."""
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - a count


def test_a_wrong_call_is_not_taken_for_damage(store: Store) -> None:
    with pytest.raises(sqlite3.ProgrammingError):
        store.connections.query("SELECT ?")


def test_a_row_that_breaks_a_constraint_is_damage(store: Store) -> None:
    with (
        pytest.raises(IndexDamaged, match=r"UNIQUE constraint failed.*--rebuild"),
        store.commit() as writing,
    ):
        writing.connection.execute("INSERT INTO setting VALUES ('truth', 'another')")


def test_who_writes_beside_another_for_too_long_is_told_that_it_is_busy(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.index.connections._BUSY_SECONDS", 0.1)
    other = Store(store.connections.path)
    with (
        store.connections.transaction("IMMEDIATE"),
        pytest.raises(IndexBusy, match="run the command again when it has ended"),
        other.commit(),
    ):
        pytest.fail("two write at once")
    assert other.revision == 1


def test_an_index_is_opened_and_searched_while_another_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.index.connections._BUSY_SECONDS", 0.1)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("We grow apples.", encoding="utf-8")
    with KnowledgeBase.open(tmp_path / "index", embedder=FakeEmbedder()) as kb:
        kb.sync(tmp_path / "docs")
    writer = sqlite3.connect(tmp_path / "index" / "rag.sqlite", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM document")
    with KnowledgeBase.open(tmp_path / "index", create=False, embedder=FakeEmbedder()) as kb:
        assert [hit.document.id for hit in kb.search("apples")] == ["a.txt"]
    writer.execute("ROLLBACK")
    writer.close()
