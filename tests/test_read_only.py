"""An index in a place that cannot be written to: searched, also when its mirrors are behind."""

import ctypes
import multiprocessing
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fake_embedder import FakeEmbedder

from rag import KnowledgeBase
from rag.errors import RagError

PROCESSES = multiprocessing.get_context("forkserver")
Answers = "multiprocessing.Queue[list[str]]"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="root obeys nothing elsewhere")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A folder with documents in docs/ and their index in index/, all readable by anyone."""
    (tmp_path / "docs").mkdir()
    for name in ("apples", "pears", "plums"):
        (tmp_path / "docs" / f"{name}.txt").write_text(f"We grow {name} here.", encoding="utf-8")
    with KnowledgeBase.open(tmp_path / "index", embedder=FakeEmbedder()) as kb:
        kb.sync(tmp_path / "docs")
    yield tmp_path
    lock(tmp_path / "index", 0o755, 0o644)


def lock(folder: Path, folders: int, files: int) -> None:
    for path in sorted(folder.rglob("*")):
        path.chmod(folders if path.is_dir() else files)
    folder.chmod(folders)


def obey_permissions() -> None:
    """Give up, as root, the right to pass over permissions (capabilities 1 to 3 of Linux)."""
    if os.getuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # version 3, this process
    sets = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable; low words, then high
    for call in (libc.capget, libc.capset):
        if call(header, sets):
            raise OSError(ctypes.get_errno(), call.__name__)
        for i in range(3):
            sets[i] &= ~0b1110


def without_rights(place: Path, answers: Answers, work: Callable[[Path], list[str]]) -> None:
    """Do some work under the permissions of the files, in a process of its own."""
    obey_permissions()
    answers.put(work(place))


def as_reader(place: Path, work: Callable[[Path], list[str]], folders: int = 0o555) -> list[str]:
    lock(place / "index", folders, 0o444)
    answers: Answers = PROCESSES.Queue()
    process = PROCESSES.Process(target=without_rights, args=(place, answers, work))
    process.start()
    found = answers.get(timeout=120)
    process.join()
    answers.close()
    answers.join_thread()
    return found


def search(place: Path) -> list[str]:
    with KnowledgeBase.open(place / "index", embedder=FakeEmbedder()) as kb:
        queries = ("apples", "pears", "plums")
        return [kb.search(query, limit=1)[0].document.id for query in queries]


def sync(place: Path) -> list[str]:
    try:
        with KnowledgeBase.open(place / "index", embedder=FakeEmbedder()) as kb:
            return [str(kb.sync(place / "docs"))]
    except RagError as error:
        return [f"{type(error).__name__}: {error}"]


def test_search_works_where_nothing_can_be_written(place: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (place / "index").rglob("*")}
    assert as_reader(place, search) == ["apples.txt", "pears.txt", "plums.txt"]
    assert {path: path.stat().st_mtime_ns for path in (place / "index").rglob("*")} == before


@pytest.mark.parametrize("lost", ["dense", "lexical"])
def test_search_works_there_without_a_mirror(place: Path, lost: str) -> None:
    shutil.rmtree(place / "index" / lost)
    assert as_reader(place, search) == ["apples.txt", "pears.txt", "plums.txt"]


@pytest.mark.parametrize("damaged", ["dense/fresh-*", "dense/gone-*", "lexical/*.store"])
def test_search_works_there_with_a_damaged_mirror(place: Path, damaged: str) -> None:
    (file,) = (place / "index").glob(damaged)
    file.write_bytes(b"damaged")
    assert as_reader(place, search) == ["apples.txt", "pears.txt", "plums.txt"]
    assert file.read_bytes() == b"damaged"


def test_sync_says_why_not_and_changes_nothing(place: Path) -> None:
    (place / "docs" / "new.txt").write_text("Quinces too.", encoding="utf-8")
    (said,) = as_reader(place, sync)
    assert said.startswith(f"StorageError: cannot write to {place / 'index'}: ")
    assert "check its permissions, or choose another with --index" in said
    assert as_reader(place, search) == ["apples.txt", "pears.txt", "plums.txt"]


def test_an_index_that_may_not_be_looked_at_is_a_storage_error(place: Path) -> None:
    (said,) = as_reader(place, sync, folders=0o444)
    folder = place / "index"
    assert said == (
        f"StorageError: cannot use the index folder {folder}: Permission denied; "
        "choose another with --index"
    )
