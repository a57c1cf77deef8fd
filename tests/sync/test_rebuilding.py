"""An index is emptied under others that have it open: what they see, and what is never lost."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_embedder import CountingEmbedder, FakeEmbedder, QuickFakeEmbedder

from rag import KnowledgeBase
from rag.errors import IndexBusy, IndexMismatch, ModelError
from rag.index import locks, provisional
from rag.index.index import TRUTH


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "docs"
    made.mkdir()
    for name in ("apples", "pears"):
        (made / f"{name}.txt").write_text(f"We grow {name} here.", encoding="utf-8")
    return made


@pytest.fixture
def kb(tmp_path: Path, folder: Path) -> Iterator[KnowledgeBase]:
    """A knowledge base that stays open."""
    with KnowledgeBase.open(tmp_path / "index", embedder=FakeEmbedder()) as opened:
        opened.sync(folder)
        yield opened


def anew(kb: KnowledgeBase, **options: object) -> KnowledgeBase:
    """Rebuild its index through an instance of its own, as another process would."""
    return KnowledgeBase.open(
        kb.status().folder, **{"embedder": FakeEmbedder(), "anew": True, **options}
    )


def damage(path: Path) -> None:
    """Overwrite what has been committed, and its log, in place."""
    for file in path.parent.glob(f"{path.name}*"):
        with file.open("r+b") as opened:
            opened.write(b"no database at all" * 400)


@pytest.mark.parametrize("damaged", [False, True])
def test_an_open_knowledge_base_goes_on_in_what_was_rebuilt(
    kb: KnowledgeBase, folder: Path, damaged: bool
) -> None:
    assert kb.search("apples")[0].document.id == "apples.txt"
    if damaged:
        damage(kb.status().folder / TRUTH)
    (folder / "apples.txt").unlink()
    (folder / "figs.txt").write_text("We grow figs here.", encoding="utf-8")
    with KnowledgeBase.open(folder.parent / "index", embedder=FakeEmbedder(), anew=True) as other:
        assert list(kb.documents) == []
        assert kb.search("apples") == []
        assert other.sync(folder).added == ("figs.txt", "pears.txt")
        assert kb.search("figs")[0].document.id == "figs.txt"
        assert not any("apples" in hit.passage.text for hit in kb.search("apples"))
        (folder / "plums.txt").write_text("We grow plums here.", encoding="utf-8")
        assert kb.add(folder / "plums.txt").added == ("plums.txt",)
        assert other.search("plums")[0].document.id == "plums.txt"
        other.check()


def test_a_rebuild_waits_for_who_is_writing_and_loses_nothing(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "PATIENCE", 0.05)
    with locks.locked(kb.status().folder), pytest.raises(IndexBusy):
        anew(kb)
    assert kb.status().documents == 2


def test_a_model_that_cannot_be_loaded_costs_no_index(kb: KnowledgeBase) -> None:
    class Missing(FakeEmbedder):
        def embed_query(self, text: str) -> object:
            raise ModelError("the package that carries the model is missing")

    with pytest.raises(ModelError):
        anew(kb, embedder=Missing())
    assert kb.status().documents == 2


def test_one_of_another_model_is_told_when_it_searches_and_when_it_writes(
    kb: KnowledgeBase, folder: Path
) -> None:
    with anew(kb, embedder=FakeEmbedder(name="fake:other", dimension=64)) as other:
        other.sync(folder)
        for use in (lambda: kb.search("apples"), lambda: kb.remove("apples.txt")):
            with pytest.raises(IndexMismatch, match="made with embedder 'fake:other'"):
                use()
        assert other.search("apples")[0].document.id == "apples.txt"


@pytest.mark.parametrize("found", ["2", "99", ""])
def test_an_index_of_any_format_is_emptied(kb: KnowledgeBase, folder: Path, found: str) -> None:
    path = kb.status().folder / TRUTH
    kb.close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE setting SET value = ? WHERE name = 'format'", [found])
        connection.execute("DROP TABLE provisional")
        connection.execute("CREATE TABLE later (passage INTEGER REFERENCES passage)")
    connection.close()
    with KnowledgeBase.open(path.parent, embedder=FakeEmbedder(), anew=True) as other:
        assert other.sync(folder).added == ("apples.txt", "pears.txt")
        other.check()


def test_what_another_was_about_to_embed_is_not_taken_for_a_new_document(
    tmp_path: Path, folder: Path
) -> None:
    embedder = QuickFakeEmbedder()
    with KnowledgeBase.open(tmp_path / "index", embedder=embedder) as kb:
        kb.sync(folder, quick=True, later=True)
        (waiting, *_) = provisional.first(kb._index.store, 1)
        (folder / "apples.txt").write_text("We grow quinces here.", encoding="utf-8")
        with anew(kb, embedder=QuickFakeEmbedder()) as other:
            other.sync(folder, quick=True, later=True)
        with kb._index.commit() as writing:
            vectors = embedder.embed_passages([p.text for p in waiting.passages])
            assert not provisional.settle(writing, waiting, vectors)
        assert kb.refine() == 2


def test_of_no_index_one_is_made(tmp_path: Path, folder: Path) -> None:
    with KnowledgeBase.open(tmp_path / "new", embedder=CountingEmbedder(), anew=True) as kb:
        assert kb.sync(folder).added == ("apples.txt", "pears.txt")


def test_a_truth_that_someone_deleted_and_made_anew_is_opened_anew(
    kb: KnowledgeBase, folder: Path
) -> None:
    place = kb.status().folder
    for file in place.glob(f"{TRUTH}*"):
        file.unlink()
    (folder / "apples.txt").unlink()
    with KnowledgeBase.open(place, embedder=FakeEmbedder()) as other:
        other.sync(folder)
        assert [hit.document.id for hit in kb.search("we grow apples")] == ["pears.txt"]
