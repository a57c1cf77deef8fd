"""The truth: transactions, revisions, and what is said of a file that cannot be used."""

import multiprocessing
import os
import random
import resource
import signal
import sqlite3
import threading
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from stored_texts import document, put

from rag.errors import IndexDamaged, IndexMismatch, StorageError
from rag.index.listing import StoredDocuments, list_documents
from rag.index.store import Store
from rag.index.writing import FileState
from rag.types import ListedDocument

A = document("a.txt", "first line\nsecond line", title="A", published=date(2024, 1, 31))
B = document("b.txt", "a line of b", title="B")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "rag.sqlite"


@pytest.fixture
def store(path: Path) -> Store:
    """Two documents: passages 1 and 2 of a.txt at revision 1, passage 3 of b.txt at 2."""
    made = Store(path)
    for source in (A, B):
        with made.commit() as writing:
            put(writing, source)
    return made


def keys(store: Store) -> list[int]:
    return store.keys().tolist()


def test_documents_and_passages_come_back_as_they_were_stored(path: Path) -> None:
    vectors = np.linspace(-1, 1, 128, dtype=np.float32).reshape(2, 64)
    with Store(path).commit() as writing:
        passages = put(writing, A, vectors)
    reopened = Store(path)
    assert list(reopened.documents()) == [A]
    assert reopened.document("a.txt") == A
    assert [found.passage for found in reopened.embedded("a.txt")] == passages
    assert reopened.passages([2]) == {2: (A, passages[1])}
    halves = vectors.astype(np.float16).astype(np.float32)
    np.testing.assert_array_equal([e.vector for e in reopened.embedded("a.txt")], halves)
    (batch,) = reopened.vectors(np.array([1, 2]))
    np.testing.assert_array_equal(batch[1], halves)


def test_what_is_not_there_is_none_or_empty(store: Store) -> None:
    assert store.document("c.txt") is None
    assert store.embedded("c.txt") == []
    assert list(store.passages([2, 99])) == [2]
    assert [batch[0].tolist() for batch in store.vectors(np.array([2, 99]))] == [[2]]
    assert list(store.texts([99, 3, 1])) == [
        (1, "A", "", "first line"),
        (3, "B", "", "a line of b"),
    ]


def test_each_commit_raises_the_revision_by_one(path: Path) -> None:
    store = Store(path)
    assert store.revision == 0
    for expected in (1, 2, 3):
        with store.commit() as writing:
            assert writing.revision == expected
        assert store.revision == Store(path).revision == expected


def test_an_exception_inside_a_commit_leaves_nothing_of_it(store: Store) -> None:
    with pytest.raises(RuntimeError, match="stop"), store.commit() as writing:
        put(writing, document("c.txt", "never stored"))
        writing.remove(["a.txt"])
        writing.set({"embedder": "other"})
        raise RuntimeError("stop")
    assert store.revision == 2
    assert list(store.documents()) == [A, B]
    assert "embedder" not in store.settings()
    assert keys(store) == [1, 2, 3]
    with store.commit() as writing:
        put(writing, document("c.txt", "stored now"))
    assert keys(store) == [1, 2, 3, 4]


def test_a_removed_document_takes_its_passages_along_and_they_are_remembered(store: Store) -> None:
    with store.commit() as writing:
        writing.remove(["a.txt"])
    assert (store.count_documents(), store.count_passages()) == (1, 1)
    changes = store.changes_since(2)
    assert (changes.revision, changes.removed.tolist(), changes.added.tolist()) == (3, [1, 2], [])


def test_changes_since_a_revision_list_what_it_lacks(store: Store) -> None:
    with store.commit() as writing:
        put(writing, document("a.txt", "rewritten"))
    since = {revision: store.changes_since(revision) for revision in range(4)}
    assert {r: (c.removed.tolist(), c.added.tolist()) for r, c in since.items()} == {
        0: ([1, 2], [3, 4]),
        1: ([1, 2], [3, 4]),
        2: ([1, 2], [4]),
        3: ([], []),
    }


def test_passage_keys_are_never_used_again(store: Store, path: Path) -> None:
    with store.commit() as writing:
        writing.remove(["a.txt", "b.txt"])
    store.close()
    reopened = Store(path)
    with reopened.commit() as writing:
        put(writing, B)
    assert keys(reopened) == [4]


def test_a_renamed_document_keeps_its_passages_and_their_keys(store: Store) -> None:
    moved = FileState("z/a.txt", A.content_hash, 5, 7, True)
    with store.commit() as writing:
        writing.touch(moved, was="a.txt")
    assert [state.document_id for state in store.files()] == ["b.txt", "z/a.txt"]
    assert store.files()[1] == moved
    assert keys(store) == [1, 2, 3]
    assert store.passages([1])[1][1].document_id == "z/a.txt"
    assert store.changes_since(2).added.tolist() == []


def test_skipped_files_are_replaced_as_a_whole(store: Store) -> None:
    for reasons in ({"x.txt": "binary", "y.txt": "empty"}, {"y.txt": "unreadable"}):
        with store.commit() as writing:
            writing.set_skipped(reasons)
        assert store.skipped() == reasons


def test_filters_by_document_and_date_are_inclusive(store: Store) -> None:
    def found(documents: list[str] | None, after: str | None, before: str | None) -> list[int]:
        dates = (date.fromisoformat(day) if day else None for day in (after, before))
        return store.keys_where(documents, *dates).tolist()

    assert found(["b.txt"], None, None) == [3]
    assert found(["b.txt", "a.txt", "none.txt"], None, None) == [1, 2, 3]
    assert found([], None, None) == []
    assert found(None, "2024-01-31", "2024-01-31") == [1, 2]
    assert found(None, "2024-02-01", None) == found(None, None, "2024-01-30") == []
    assert found(["b.txt"], "2000-01-01", None) == []  # it has no date


def test_more_keys_than_sqlite_takes_values_are_read_all_the_same(store: Store) -> None:
    many = list(range(1, 300_000))
    assert sorted(store.passages(many)) == [1, 2, 3]
    names = [f"{n}.txt" for n in many]
    assert store.keys_where([*names, "b.txt"], None, None).tolist() == [3]


@pytest.mark.parametrize("found", ["6", "8"])
def test_another_format_is_refused_with_both_versions_and_the_remedy(
    path: Path, found: str
) -> None:
    with Store(path).commit() as writing:
        writing.set({"format": found})
    with pytest.raises(IndexMismatch) as caught:
        Store(path)
    assert f"index format {found}, this version of rag reads 7" in str(caught.value)
    assert f"rag sync FOLDER --index {path.parent} --rebuild" in str(caught.value)


def assert_says_damaged(path: Path) -> None:
    """Read all there is: the damage must be met, and said with folder and remedy."""
    with pytest.raises(IndexDamaged) as caught:
        store = Store(path)
        list(store.documents())
        list(store.vectors(store.keys()))
    assert f"rag sync FOLDER --index {path.parent} --rebuild" in str(caught.value)
    assert str(path) in str(caught.value)


def test_garbage_in_place_of_the_file_is_damage(path: Path) -> None:
    path.write_bytes(b"no database at all " * 500)
    assert_says_damaged(path)


@pytest.mark.parametrize("share", [0.01, 0.3, 0.9])
def test_a_truncated_file_is_damage(path: Path, share: float) -> None:
    store = Store(path)
    with store.commit() as writing:
        for n in range(50):
            put(writing, document(f"{n}.txt", f"text number {n} " * 40))
    store.close()
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert_says_damaged(path)


def read_all(path: Path) -> object:
    """Read every document and passage, and what the store says of itself."""
    store = Store(path)
    try:
        store.check()
        found = store.passages(store.keys().tolist())
        vectors = [(keys.tolist(), v.tobytes()) for keys, v in store.vectors(store.keys())]
        return list(store.documents()), found, vectors
    finally:
        store.close()


def test_no_flipped_bit_is_ever_read_as_a_document(path: Path) -> None:
    """Of 150 places all over the file, each is without effect or refused as damage."""
    store = Store(path)
    with store.commit() as writing:
        for n in range(50):
            put(writing, document(f"{n}.txt", f"text number {n}\n" * 3, title=f"Title {n}"))
    store.close()
    whole, expected = path.read_bytes(), read_all(path)
    draw, refused = random.Random(5), 0
    for _ in range(150):
        place = draw.randrange(100, len(whole))  # behind the header
        altered = bytearray(whole)
        altered[place] ^= 1 << draw.randrange(8)
        path.write_bytes(altered)
        for log in ("-wal", "-shm"):
            path.with_name(path.name + log).unlink(missing_ok=True)
        try:
            assert read_all(path) == expected, place
        except IndexDamaged:
            refused += 1
    assert refused > 30


def test_the_check_finds_an_altered_letter_and_names_the_document(store: Store, path: Path) -> None:
    store.check()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE document SET text = replace(text, 'b', 'd') WHERE id = 'b.txt'")
    connection.close()
    for read in (store.check, lambda: store.document("b.txt"), lambda: store.passages([3])):
        with pytest.raises(IndexDamaged, match=r"checksum of document 'b.txt' does not match"):
            read()
    assert store.document("a.txt") == A


def test_a_renamed_document_passes_the_check(store: Store) -> None:
    with store.commit() as writing:
        writing.touch(FileState("c.txt", "", 7, 8, False), was="b.txt")
    store.check()
    found = store.document("c.txt")
    assert found is not None
    assert found.text == B.text


def test_a_snapshot_is_of_one_revision_while_others_commit(store: Store, path: Path) -> None:
    with store.snapshot():
        before = store.state
        with Store(path).commit() as writing:
            writing.remove(["a.txt"])
        assert store.state == before
        assert keys(store) == [1, 2, 3]
    assert keys(store) == [3]


def test_a_database_of_another_program_is_damage_not_a_full_disk(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE something (else_)")
    connection.close()
    assert_says_damaged(path)


def test_a_file_that_cannot_be_opened_is_a_storage_error(path: Path) -> None:
    path.mkdir()
    with pytest.raises(StorageError, match="unable to open database file") as caught:
        Store(path)
    assert f"permissions of {path.parent}" in str(caught.value)


def fill_up(path: Path, room: int) -> None:
    """Write until the largest file allowed is full, in a process of its own."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    store = Store(path)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    try:
        for n in range(1000):
            with store.commit() as writing:
                put(writing, document(f"{n}.txt", "text " * 2000))
    except StorageError as error:
        assert "what was committed before stands" in str(error)
        assert store.revision == store.count_documents() == n  # it can still be read
        os._exit(0)
    os._exit(1)


def test_a_full_disk_is_a_storage_error_and_the_last_commit_stands(path: Path) -> None:
    process = multiprocessing.get_context("forkserver").Process(
        target=fill_up, args=(path, 500_000)
    )
    process.start()
    process.join()
    assert process.exitcode == 0
    store = Store(path)
    stored = store.revision
    assert stored >= 3
    assert [document.id for document in store.documents()] == sorted(
        f"{n}.txt" for n in range(stored)
    )
    with store.commit() as writing:
        put(writing, A)
    assert store.count_documents() == stored + 1


def test_threads_read_whole_commits_while_one_writes(store: Store) -> None:
    done, wrong = threading.Event(), list[object]()

    def read() -> None:
        while not done.is_set():
            texts = {passage.text for _, passage in store.passages(keys(store)).values()}
            numbers = {text.split()[-1] for text in texts if text.startswith("version")}
            if len(numbers) > 1 or store.count_documents() != 2:
                wrong.append(texts)

    with store.commit() as writing:
        put(writing, document("b.txt", "version 0\nversion 0"))
    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for n in range(60):
        with store.commit() as writing:
            put(writing, document("b.txt", f"version {n}\nversion {n}"))
    done.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert store.revision == 63


def test_threads_that_have_ended_leave_no_open_files(store: Store) -> None:
    def open_files() -> int:
        return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - a count

    before = open_files()
    for _ in range(30):
        thread = threading.Thread(target=store.count_documents)
        thread.start()
        thread.join()
    assert open_files() <= before + 4


def test_a_second_store_on_the_file_sees_each_commit_at_once(store: Store, path: Path) -> None:
    other = Store(path)
    with store.commit() as writing:
        writing.remove(["a.txt"])
    assert (other.revision, [found.id for found in other.documents()]) == (3, ["b.txt"])


def test_documents_are_listed_by_title_with_their_dates_and_numbers_of_passages(
    store: Store,
) -> None:
    with store.commit() as writing:
        put(writing, document("z.txt", "one\ntwo\nthree", title="Über a"))
        put(writing, document("a.txt", "one", title="a", published=date(2024, 1, 31)))
    assert list_documents(store) == [
        ListedDocument("a.txt", "a", date(2024, 1, 31), 1),
        ListedDocument("b.txt", "B", None, 1),
        ListedDocument("z.txt", "Über a", None, 3),
    ]


def test_a_slice_of_the_documents_looks_them_up_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.commit() as writing:
        for n in range(8):
            put(writing, document(f"c{n}.txt", "one"))
    every, asked, query = list(store.documents()), list[str](), store.connections.query

    def noted(sql: str, *values: object) -> list[sqlite3.Row]:
        asked.append(sql)
        return query(sql, *values)

    monkeypatch.setattr(store.connections, "query", noted)
    for part in (slice(None), slice(7, 2, -2), slice(-3, 10**30), slice(20, 30), slice(3, 3)):
        asked.clear()
        assert StoredDocuments(store)[part] == every[part]
        assert sum("OFFSET" in sql or "count" in sql for sql in asked) <= 2
    for beyond in (10, -11, 10**30, -(10**30)):
        with pytest.raises(IndexError, match="there are 10 documents, no number"):
            StoredDocuments(store)[beyond]


@pytest.mark.parametrize(
    ("containing", "limit", "found"),
    [
        ("", 1, ["a.txt"]),
        ("ÜBER", None, ["z.txt"]),
        ("b", None, ["b.txt", "z.txt"]),
        ("b", 1, ["b.txt"]),
        ("TXT", None, ["a.txt", "b.txt", "z.txt"]),
        ("%", None, []),
        ("line", None, []),  # stands in the texts alone
    ],
)
def test_documents_are_found_by_title_or_id(
    store: Store, containing: str, limit: int | None, found: list[str]
) -> None:
    with store.commit() as writing:
        put(writing, document("z.txt", "one", title="Über"))
    assert [one.id for one in list_documents(store, containing, limit)] == found


def test_a_damaged_date_is_refused_in_the_list_too(store: Store, path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE document SET published = 'soon' WHERE id = 'a.txt'")
    with pytest.raises(IndexDamaged, match="the date of document"):
        list_documents(store)
