"""Large documents are read from the truth once, and are never taken for what is there no longer."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from stored_texts import document, put

from rag.errors import IndexDamaged
from rag.index import reading, schema
from rag.index.store import Store
from rag.index.writing import FileState
from rag.types import Document

FIRST, SECOND = ("word " * (reading.LARGE // 5), "text " * (reading.LARGE // 5))
A = document("a.txt", FIRST, title="A")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "rag.sqlite"


@pytest.fixture
def store(path: Path) -> Store:
    made = Store(path)
    with made.commit() as writing:
        put(writing, A)
    return made


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the documents that are read whole and compared."""
    done, compare = list[str](), schema.document_from

    def noted(row: sqlite3.Row) -> Document:
        done.append(row["id"])
        return compare(row)

    monkeypatch.setattr(schema, "document_from", noted)
    return done


def of_passages(store: Store, key: int = 1) -> str:
    ((found, passage),) = store.passages([key]).values()
    assert found.text == passage.text
    return found.text


def of_texts(store: Store, key: int = 1) -> str:
    ((_, _, _, text),) = store.texts([key])
    return text


ASKED = pytest.mark.parametrize("ask", [of_passages, of_texts])


@ASKED
def test_a_large_document_is_read_once(
    store: Store, reads: list[str], ask: Callable[[Store], str]
) -> None:
    for _ in range(3):
        assert (ask(store), of_passages(store), of_texts(store)) == (FIRST, FIRST, FIRST)
    assert reads == ["a.txt"]


def test_small_documents_are_not_kept(path: Path, reads: list[str]) -> None:
    store = Store(path)
    with store.commit() as writing:
        put(writing, document("small.txt", "a line"))
    assert [of_passages(store) for _ in range(2)] == ["a line"] * 2
    assert reads == ["small.txt"] * 2


@ASKED
def test_a_renamed_or_edited_document_is_another(
    store: Store, path: Path, ask: Callable[..., str]
) -> None:
    assert ask(store) == FIRST
    with Store(path).commit() as writing:
        writing.touch(FileState("b.txt", "", 7, 8, False), was="a.txt")
    assert store.passages([1])[1][0] == replace(A, id="b.txt")
    with Store(path).commit() as writing:
        put(writing, document("b.txt", SECOND))
    assert ask(store, 2) == SECOND
    assert store.passages([1]) == {}


@ASKED
def test_a_truth_made_anew_uses_keys_again(
    store: Store, path: Path, ask: Callable[..., str]
) -> None:
    assert ask(store) == FIRST
    for log in ("", "-wal", "-shm"):
        path.with_name(path.name + log).unlink(missing_ok=True)
    with Store(path).commit() as writing:
        put(writing, replace(A, text=SECOND))
    assert ask(store) == SECOND


@ASKED
def test_a_change_given_up_has_its_keys_used_again(store: Store, ask: Callable[..., str]) -> None:
    with pytest.raises(RuntimeError), store.commit() as writing:
        put(writing, document("b.txt", "given up " + FIRST))
        assert ask(store, 2).startswith("given up")
        raise RuntimeError
    with store.commit() as writing:
        put(writing, document("b.txt", SECOND))
    assert ask(store, 2) == SECOND


def test_what_is_altered_beside_a_kept_text_is_refused(store: Store, path: Path) -> None:
    assert of_passages(store) == FIRST
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE document SET title = 'B'")
    connection.close()
    with pytest.raises(IndexDamaged, match="checksum of document 'a"):
        of_passages(store)


def test_those_used_last_are_kept_while_there_is_room(
    path: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_ROOM", 2 * reading.LARGE + 2000)
    store = Store(path)
    for name in "abc":
        with store.commit() as writing:
            put(writing, document(name, FIRST))
    for key in (1, 2, 1, 3, 1, 2):  # 2 makes room for 3, which makes room for 2
        of_passages(store, key)
    assert reads == ["a", "b", "c", "b"]
    with store.commit() as writing:
        put(writing, document("huge", FIRST * 3))
    assert (of_passages(store, 4), of_passages(store, 1)) == (FIRST * 3, FIRST)
    assert reads == ["a", "b", "c", "b", "huge"]
