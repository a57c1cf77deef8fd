"""Several real processes on one index: who syncs, who asks, and what each sees."""

import multiprocessing
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from fake_embedder import FakeEmbedder

from rag import KnowledgeBase

PROCESSES = multiprocessing.get_context("forkserver")


def serve(index: Path, requests: Connection) -> None:
    """Answer searches, with one knowledge base that stays open, until the connection ends."""
    with KnowledgeBase.open(index, embedder=FakeEmbedder()) as kb:
        while True:
            query = requests.recv()
            if query is None:
                return
            requests.send([hit.document.text for hit in kb.search(query, limit=3)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "docs"
    made.mkdir()
    for name in ("apples", "pears", "plums"):
        (made / f"{name}.txt").write_text(f"We grow {name} here.", encoding="utf-8")
    return made


@pytest.fixture
def server(tmp_path: Path, folder: Path) -> Iterator[Connection]:
    """A process that was opened before any of the test's changes."""
    with KnowledgeBase.open(tmp_path / "index", embedder=FakeEmbedder()) as kb:
        kb.sync(folder)
    ours, theirs = PROCESSES.Pipe()
    process = PROCESSES.Process(target=serve, args=(tmp_path / "index", theirs))
    process.start()
    ours.send("apples")
    assert ours.recv()[0] == "We grow apples here."
    yield ours
    ours.send(None)
    process.join(120)
    ours.close()
    assert process.exitcode == 0


def test_a_running_process_serves_what_another_has_synced(
    server: Connection, tmp_path: Path, folder: Path
) -> None:
    with KnowledgeBase.open(tmp_path / "index", embedder=FakeEmbedder()) as kb:
        for n in range(5):
            (folder / "plums.txt").write_text(f"We grow quinces number {n}.", encoding="utf-8")
            kb.sync(folder)
            server.send("quinces number")
            assert server.recv()[0] == f"We grow quinces number {n}."


def test_a_deleted_file_is_gone_from_a_running_process_when_sync_returns(
    server: Connection, tmp_path: Path, folder: Path
) -> None:
    with KnowledgeBase.open(tmp_path / "index", embedder=FakeEmbedder()) as kb:
        (folder / "apples.txt").unlink()
        kb.sync(folder)
    server.send("apples")
    assert not any("apples" in text for text in server.recv())


def test_a_running_process_outlives_a_rebuilt_mirror(
    server: Connection, tmp_path: Path, folder: Path
) -> None:
    for file in (tmp_path / "index" / "dense").iterdir():
        file.write_bytes(b"damaged")
    with KnowledgeBase.open(tmp_path / "index", embedder=FakeEmbedder()) as kb:
        (folder / "figs.txt").write_text("We grow figs here.", encoding="utf-8")
        kb.sync(folder)
    server.send("figs")
    assert server.recv()[0] == "We grow figs here."


@pytest.mark.parametrize("damaged", [False, True])
def test_a_running_process_serves_what_another_has_rebuilt(
    server: Connection, tmp_path: Path, folder: Path, damaged: bool
) -> None:
    (folder / "apples.txt").unlink()
    (folder / "figs.txt").write_text("We grow figs here.", encoding="utf-8")
    if damaged:
        (tmp_path / "index" / "rag.sqlite").write_bytes(b"no database at all" * 400)
    with KnowledgeBase.open(tmp_path / "index", embedder=FakeEmbedder(), anew=True) as kb:
        kb.sync(folder)
    server.send("figs")
    assert server.recv()[0] == "We grow figs here."
    server.send("apples")
    assert not any("apples" in text for text in server.recv())
