"""The truth and its mirrors together: settings, catching up, several instances, a full disk."""

import gc
import multiprocessing
import resource
import shutil
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from stored_texts import DIMENSION, EMBEDDER, document, put

from rag.errors import IndexMismatch, RagError, StorageError
from rag.index import Index
from rag.index.index import TRUTH, delete_index, index_folder

SETTINGS = {"embedder": "fake:one", "chunker": "lines-v1"}


def opened(folder: Path, **settings: str) -> Index:
    return Index(folder, dimension=DIMENSION, settings={**SETTINGS, **settings})


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    """An index of two documents, passages 1 to 3, its mirrors in line."""
    made = opened(tmp_path / "index")
    with made.commit() as writing:
        put(writing, document("a.txt", "red apples\ngreen pears"))
        put(writing, document("b.txt", "blue plums"))
    made.refresh()
    yield made
    made.close()


def found(index: Index, query: str) -> tuple[int, int]:
    """Give the best key of each search."""
    index.refresh()
    dense = index.dense.search(EMBEDDER.embed_query(query), 1)
    lexical = index.lexical.search(query, 1)
    return (dense or [(0, 0.0)])[0][0], (lexical or [(0, 0.0)])[0][0]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="lists open files on Linux alone")
def test_an_index_that_cannot_be_opened_leaves_no_file_open(index: Index) -> None:
    gc.disable()
    try:
        counts = set()
        for _ in range(3):
            with pytest.raises(IndexMismatch):
                opened(index.folder, embedder="fake:other")
            counts.add(len(list(Path("/proc/self/fd").iterdir())))
        assert len(counts) == 1
    finally:
        gc.enable()


def test_both_searches_find_what_was_committed(index: Index) -> None:
    assert [found(index, query) for query in ("red apples", "pears", "plums")] == [
        (1, 1),
        (2, 2),
        (3, 3),
    ]


def test_refresh_gives_the_revision_that_the_mirrors_then_reflect(index: Index) -> None:
    with index.commit() as writing:
        put(writing, document("c.txt", "yellow quinces"))
    assert index.dense.revision == index.lexical.revision == index.store.revision - 1
    assert index.refresh() == index.dense.revision == index.lexical.revision
    assert found(index, "quinces") == (4, 4)


@pytest.mark.parametrize(
    ("name", "value"), [("embedder", "fake:two"), ("chunker", "lines-v2"), ("dimension", "32")]
)
def test_other_settings_are_refused_with_both_values_and_the_remedy(
    index: Index, name: str, value: str
) -> None:
    before = index.store.settings()
    with pytest.raises(IndexMismatch) as caught:
        Index(
            index.folder,
            dimension=int(value) if name == "dimension" else DIMENSION,
            settings={**SETTINGS, **({name: value} if name != "dimension" else {})},
        )
    assert f"made with {name} {before[name]!r}, now it is {value!r}" in str(caught.value)
    assert str(caught.value).endswith(f"with: rag sync FOLDER --index {index.folder} --rebuild")
    assert index.store.settings() == before


def test_a_second_instance_follows_the_first_without_being_opened_again(index: Index) -> None:
    other = opened(index.folder)
    assert found(other, "red apples") == (1, 1)
    with index.commit() as writing:
        writing.remove(["a.txt"])
        put(writing, document("c.txt", "yellow quinces"))
    index.refresh()
    assert found(other, "yellow quinces") == (4, 4)
    assert found(other, "red apples")[1] == 0
    assert other.dense.revision == other.lexical.revision == index.store.revision


def test_a_truth_that_was_made_anew_is_mirrored_anew(index: Index) -> None:
    """Someone deletes rag.sqlite rather than the folder, and the new truth is younger."""
    for n in range(3):
        with index.commit() as writing:
            put(writing, document(f"{n}.txt", "red apples and more"))
    index.refresh()
    index.close()
    for file in index.folder.glob("rag.sqlite*"):
        file.unlink()
    anew = opened(index.folder)
    with anew.commit() as writing:
        put(writing, document("c.txt", "yellow quinces"))
    assert found(anew, "yellow quinces") == (1, 1)
    assert len(anew.dense) == len(anew.lexical) == 1


def test_a_new_truth_that_has_come_to_the_revision_of_the_old_is_mirrored_anew(
    index: Index,
) -> None:
    index.close()
    for file in index.folder.glob("rag.sqlite*"):
        file.unlink()
    anew = opened(index.folder)
    while anew.store.revision < index.dense.revision:
        with anew.commit() as writing:
            put(writing, document("c.txt", "yellow quinces"))
    assert (
        found(anew, "yellow quinces") == (int(anew.store.keys_where(["c.txt"], None, None)[0]),) * 2
    )
    assert len(anew.dense) == len(anew.lexical) == 1


def test_mirrors_that_were_deleted_are_built_anew(index: Index) -> None:
    index.close()
    for file in [*index.folder.glob("dense/*"), *index.folder.glob("lexical/*")]:
        file.unlink()
    assert found(opened(index.folder), "green pears") == (2, 2)


def removals(index: Index) -> list[int]:
    return [row[0] for row in index.store.connections.query("SELECT passage FROM removed")]


def edit(index: Index, text: str) -> None:
    with index.commit() as writing:
        put(writing, document("b.txt", text))


def test_what_both_mirrors_have_dropped_is_forgotten(index: Index) -> None:
    for n in range(20):
        edit(index, f"plums of kind {n}")
        assert len(removals(index)) == 1
        index.refresh()
    assert found(index, "plums kind") == (23, 23)
    assert [len(index.dense), len(index.lexical)] == [3, 3]


def test_what_one_mirror_has_not_dropped_is_remembered(index: Index) -> None:
    edit(index, "yellow quinces")
    index.dense.catch_up(index.store)
    index.dense.save()
    edit(index, "brown quinces")
    edit(index, "black quinces")
    assert removals(index) == [3, 4, 5]
    assert found(index, "quinces") == (6, 6)
    assert found(index, "plums")[1] == 0


@pytest.mark.parametrize("names", [("dense",), ("lexical",), ("dense", "lexical")])
def test_mirrors_older_than_what_is_forgotten_are_built_anew(
    index: Index, tmp_path: Path, names: tuple[str, ...]
) -> None:
    """As a copy put back would be, or one whose newer record a power cut has taken."""
    shutil.copytree(index.folder, tmp_path / "kept")
    for text in ("yellow quinces", "brown quinces", "black quinces"):
        edit(index, text)
        index.refresh()
    index.close()
    for name in names:
        shutil.rmtree(index.folder / name)
        shutil.copytree(tmp_path / "kept" / name, index.folder / name)
    again = opened(index.folder)
    assert found(again, "quinces") == (6, 6)
    assert found(again, "plums")[1] == 0
    assert [len(again.dense), len(again.lexical)] == [3, 3]
    again.close()


def test_a_deleted_index_leaves_what_else_is_in_its_folder(index: Index) -> None:
    index.close()
    ours = [f"{TRUTH}{ending}" for ending in ("", "-wal", "-shm", "-journal")]
    theirs = [f"{TRUTH}.bak", f"{TRUTH}-wal.bak", f"old {TRUTH}", "notes.txt"]
    for name in (*ours[1:], *theirs):
        (index.folder / name).write_text("something", encoding="utf-8")
    delete_index(index.folder)
    left = {path.name for path in index.folder.iterdir()}
    assert left == {"mirrors.lock", *theirs}  # others may be waiting for the lock
    delete_index(index.folder)  # of nothing, nothing is deleted


def test_no_filter_gives_none_rather_than_every_key(index: Index) -> None:
    assert index.store.keys_where(None, None, None) is None
    allowed = index.store.keys_where(["b.txt"], None, None)
    assert allowed is not None
    np.testing.assert_array_equal(allowed, [3])


@pytest.mark.parametrize("blocked", ["", "dense", "lexical"])
def test_a_folder_that_cannot_be_made_is_a_storage_error_naming_it(
    tmp_path: Path, blocked: str
) -> None:
    folder = tmp_path / "index"
    place = folder / blocked
    place.parent.mkdir(exist_ok=True)
    place.write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(StorageError) as caught:
        index = opened(folder)
        with index.commit() as writing:
            put(writing, document("a.txt", "red apples"))
        index.refresh()
    assert str(place) in str(caught.value)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("questions.csv", "questions.csv is a file"),
        ("questions.csv/index", "questions.csv is a file"),
        ("elsewhere", "it is a link that leads nowhere"),
        ("n" * 300, "File name too long"),
        ("a\0b", "embedded null byte"),
    ],
)
def test_what_cannot_be_the_folder_of_an_index_is_told_with_the_reason(
    tmp_path: Path, name: str, why: str
) -> None:
    (tmp_path / "questions.csv").write_text("question,answer", encoding="utf-8")
    (tmp_path / "elsewhere").symlink_to(tmp_path / "not mounted")
    with pytest.raises(StorageError, match=f"{why}; choose another with --index"):
        index_folder(tmp_path / name)


def mirror_on_a_full_disk(folder: Path, room: int, kinds: "multiprocessing.Queue[str]") -> None:
    """Commit with room enough, then let the mirrors follow without; in a process of its own."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    index = opened(folder)
    with index.commit() as writing:
        put(writing, document("c.txt", "\n".join(f"yellow quince{n}" for n in range(300))))
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    try:
        index.refresh()
    except RagError as error:
        kinds.put(f"{type(error).__name__} {error}")
    except Exception as error:
        kinds.put(f"raw {type(error).__name__}")
    else:
        kinds.put("no error")


@pytest.mark.parametrize("room", [0, 1_000, 20_000])
def test_a_disk_too_full_for_the_mirrors_is_a_storage_error_and_mends_itself(
    index: Index, room: int
) -> None:
    processes = multiprocessing.get_context("forkserver")
    kinds: multiprocessing.Queue[str] = processes.Queue()
    child = processes.Process(target=mirror_on_a_full_disk, args=(index.folder, room, kinds))
    child.start()
    kind = kinds.get(timeout=120)
    child.join()
    kinds.close()
    kinds.join_thread()
    assert not list(index.folder.rglob("*.new"))  # nothing takes what room there is
    again = opened(index.folder)  # there is room again
    assert found(again, "yellow quince123")[1] == 127
    assert found(again, "red apples") == (1, 1)
    assert len(again.dense) == len(again.lexical) == 303
    assert kind.startswith("StorageError")
    assert str(index.folder) in kind


def test_threads_search_while_another_commits(index: Index) -> None:
    done, errors = threading.Event(), list[str]()

    def search() -> None:
        while not done.is_set():
            try:
                if found(index, "red apples") != (1, 1):
                    errors.append("another passage")
            except Exception as error:
                errors.append(repr(error))

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for n in range(12):
        with index.commit() as writing:
            put(writing, document("b.txt", f"blue plums {n}"))
        index.refresh()
    done.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(index.dense) == len(index.lexical) == 3
