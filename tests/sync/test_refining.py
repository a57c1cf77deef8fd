"""A quick start: all is searchable by provisional vectors, then gets the model's own."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from multiprocessing.synchronize import Event
from pathlib import Path

import numpy as np
import pytest
from fake_embedder import FakeEmbedder, QuickFakeEmbedder
from stored_texts import long_text

from rag import IndexBusy, InputError, KnowledgeBase, Progress, SyncReport
from rag.index import provisional
from rag.index.index import MIRRORS, TRUTH
from rag.index.locks import locked
from rag.index.mirror import read_record
from rag.index.store import Store
from rag.models.embedding import Vectors
from rag.sync import refining, syncing

PROCESSES = multiprocessing.get_context("forkserver")
FILES = 60  # of some four passages each


@pytest.fixture
def embedder() -> QuickFakeEmbedder:
    return QuickFakeEmbedder()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "docs"
    made.mkdir()
    paragraphs = long_text().split("\n\n")
    for n in range(FILES):
        chosen = [paragraphs[(n + 7 * i) % 40] for i in range(4)]
        text = f"File {n}.\n\n" + "\n\n".join(chosen)
        (made / f"{n:03}.txt").write_text(text, encoding="utf-8")
    return made


def vectors_of(kb: KnowledgeBase) -> dict[str, list[list[float]]]:
    """Read every document's vectors."""
    store = Store(kb.status().folder / TRUTH)
    found = {d.id: [e.vector.tolist() for e in store.embedded(d.id)] for d in kb.documents}
    store.close()
    return found


def lasting(tmp_path: Path, folder: Path) -> KnowledgeBase:
    """Build the index that a sync without a quick start makes."""
    whole = KnowledgeBase.open(tmp_path / "whole", embedder=QuickFakeEmbedder())
    whole.sync(folder)
    return whole


def test_a_quick_start_makes_all_searchable_before_anything_is_embedded(
    kb: KnowledgeBase, folder: Path, embedder: QuickFakeEmbedder
) -> None:
    report = kb.sync(folder, quick=True, later=True)
    assert len(report.added) == FILES
    assert embedder.texts == []
    assert report.embedded == 0
    assert report.provisional == kb.status().provisional == kb.status().passages > 200
    assert f"{report.provisional} searchable and still to be embedded" in str(report)
    assert kb.search("File 17.")[0].document.id == "017.txt"


def test_refined_it_is_the_index_that_a_whole_sync_makes(
    kb: KnowledgeBase, folder: Path, tmp_path: Path, embedder: QuickFakeEmbedder
) -> None:
    kb.sync(folder, quick=True, later=True)
    provisional_ones = vectors_of(kb)
    copies = kb.status().near_duplicates
    done = kb.refine()
    with lasting(tmp_path, folder) as whole:
        assert done == len(embedder.texts) == whole.status().passages == kb.status().passages
        assert vectors_of(kb) == vectors_of(whole) != provisional_ones
        for question in ("File 17.", "Where did the tower3 stand?", "market17"):
            ours, theirs = kb.search(question), whole.search(question)
            assert [h.passage.id for h in ours] == [h.passage.id for h in theirs]
            assert [h.score for h in ours] == pytest.approx([h.score for h in theirs])
        assert kb.status().near_duplicates == copies == whole.status().near_duplicates
    assert kb.status().provisional == 0
    assert kb.refine() == 0


def test_one_sync_does_both_and_says_when_all_was_searchable(
    kb: KnowledgeBase, folder: Path, embedder: QuickFakeEmbedder
) -> None:
    stages: list[Progress] = []
    found: list[str] = []

    def watch(progress: Progress) -> None:
        stages.append(progress)
        if progress.stage == "refining" and not found:
            found.append(kb.search("File 17.")[0].document.id)

    report = kb.sync(folder, quick=True, on_progress=watch)
    passages = kb.status().passages
    assert found == ["017.txt"]
    assert report.embedded == len(embedder.texts) == passages
    assert report.provisional == 0
    assert report.searchable is not None
    assert 0 < report.searchable < report.seconds
    assert "searchable after" in str(report)
    assert [p.stage for p in stages] == sorted(p.stage for p in stages)
    assert (stages[-1].stage, stages[-1].done, stages[-1].total) == ("refining", passages, passages)
    assert report.revision == kb.status().revision


def test_what_was_left_is_embedded_by_the_next_sync_once(
    kb: KnowledgeBase, folder: Path, embedder: QuickFakeEmbedder
) -> None:
    stop = threading.Event()
    kb.sync(folder, quick=True, later=True)
    some = kb.refine(stop=stop, on_progress=lambda p: stop.set() if p.done > 100 else None)
    assert 0 < some < kb.status().passages
    report = kb.sync(folder)
    assert len(report.unchanged) == FILES
    assert report.embedded == kb.status().passages - some
    assert len(embedder.texts) == kb.status().passages
    assert kb.status().provisional == 0


def test_a_document_edited_or_removed_meanwhile_is_left_alone(tmp_path: Path, folder: Path) -> None:
    class Meanwhile(QuickFakeEmbedder):
        """Changes two documents while they are being embedded."""

        def embed_passages(self, texts: Sequence[str]) -> Vectors:
            if not self.texts:
                (folder / "000.txt").write_text("Other words entirely.", encoding="utf-8")
                (folder / "001.txt").unlink()
                with KnowledgeBase.open(tmp_path / "index", embedder=FakeEmbedder()) as other:
                    other.sync(folder, later=True)
            return super().embed_passages(texts)

    with KnowledgeBase.open(tmp_path / "index", embedder=Meanwhile()) as kb:
        kb.sync(folder, quick=True, later=True)
        kb.refine()
        assert kb.document("000.txt").text == "Other words entirely."
        assert len(kb.documents) == FILES - 1
        assert kb.status().provisional == 0
        with lasting(tmp_path, folder) as whole:
            assert vectors_of(kb) == vectors_of(whole)


def test_provisional_vectors_are_never_taken_over(kb: KnowledgeBase, folder: Path) -> None:
    kb.sync(folder, quick=True, later=True)
    file = folder / "003.txt"
    file.write_text(file.read_text(encoding="utf-8") + "\n\nOne more line.", encoding="utf-8")
    (folder / "copy.txt").write_bytes((folder / "004.txt").read_bytes())
    kb.sync(folder, later=True)
    store = Store(kb.status().folder / TRUTH)
    waiting = provisional.names(store)
    assert {"003.txt", "copy.txt"}.isdisjoint(waiting)
    assert "004.txt" in waiting
    texts = [e.passage.text for e in store.embedded("copy.txt")]
    vectors = np.stack([e.vector for e in store.embedded("copy.txt")])
    expected = FakeEmbedder().embed_passages([f"File 4.\n{texts[0]}", *texts[1:]])
    store.close()
    assert (vectors * expected).sum(axis=1).min() > 0.95  # titles stand before some of them


def test_only_the_first_sync_of_a_large_folder_begins_quickly(
    kb: KnowledgeBase, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(syncing, "QUICK_FROM", 100)
    assert kb.sync(folder).searchable is not None
    (folder / "large.txt").write_text(long_text() * 20, encoding="utf-8")
    assert kb.sync(folder).searchable is None


@pytest.mark.parametrize(("from_passages", "quick"), [(10_000, None), (100, False)])
def test_a_small_folder_or_a_wish_for_none_has_no_quick_start(
    kb: KnowledgeBase,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    from_passages: int,
    quick: bool | None,
) -> None:
    monkeypatch.setattr(syncing, "QUICK_FROM", from_passages)
    report = kb.sync(folder, quick=quick)
    assert report.searchable is None
    assert "searchable" not in str(report)
    assert report.embedded == kb.status().passages


def test_the_search_files_follow_now_and_then_and_at_the_end(
    kb: KnowledgeBase, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are read as another process finds them, who has not searched meanwhile."""
    monkeypatch.setattr(refining, "_REFRESHED", 100)
    monkeypatch.setattr(refining, "_DOCUMENTS", 4)
    kb.sync(folder, quick=True, later=True)

    def reflected() -> set[int]:
        records = [read_record(kb.folder / mirror) for mirror in MIRRORS]
        return {record.state.revision for record in records if record}

    before, seen = reflected(), list[int]()
    passages = kb.refine(on_progress=lambda _: seen.extend(reflected() - before))
    assert passages > 2 * 100
    assert 1 <= len(set(seen)) <= passages // 100 < FILES // 4  # of the commits, not each
    assert reflected() == {kb.contents().revision}
    assert kb.contents().revision not in seen


def test_a_model_without_a_stand_in_says_so_or_embeds_at_once(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(syncing, "QUICK_FROM", 100)
    with KnowledgeBase.open(tmp_path / "index", embedder=FakeEmbedder()) as kb:
        with pytest.raises(InputError, match="'fake:bag-of-words' has no quick stand-in"):
            kb.sync(folder, quick=True)
        assert kb.sync(folder).searchable is None


def test_an_addition_does_not_wait_for_the_embedding(tmp_path: Path, folder: Path) -> None:
    added: list[SyncReport] = []
    note = tmp_path / "note.txt"
    note.write_text("The umbrella is in the hall.", encoding="utf-8")

    def add(progress: Progress) -> None:
        if not added:
            with KnowledgeBase.open(tmp_path / "index", embedder=FakeEmbedder()) as other:
                added.append(other.add(note))
                assert other.search("umbrella")[0].document.id == "note.txt"

    with KnowledgeBase.open(tmp_path / "index", embedder=QuickFakeEmbedder()) as kb:
        kb.sync(folder, quick=True, later=True)
        kb.refine(on_progress=add)
        assert [report.added for report in added] == [("note.txt",)]
        assert kb.status().provisional == 0
        assert kb.search("umbrella")[0].document.id == "note.txt"


def test_one_process_at_a_time_refines(
    kb: KnowledgeBase, folder: Path, embedder: QuickFakeEmbedder
) -> None:
    kb.sync(folder, quick=True, later=True)
    with locked(kb.status().folder, "refine"):
        assert kb.refine() == 0
        report = kb.sync(folder)
    assert embedder.texts == []
    assert report.provisional == kb.status().passages


def refine_elsewhere(index: Path, started: Event, kill_at: int) -> None:
    """Refine in a process of its own, which ends itself when so many passages are embedded."""

    def watch(progress: Progress) -> None:
        started.set()
        if progress.done >= kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    with KnowledgeBase.open(index, embedder=QuickFakeEmbedder()) as kb:
        kb.refine(on_progress=watch)


@pytest.mark.slow
def test_killed_it_goes_on_where_the_last_commit_was(
    kb: KnowledgeBase, folder: Path, tmp_path: Path, embedder: QuickFakeEmbedder
) -> None:
    kb.sync(folder, quick=True, later=True)
    passages = left = kb.status().passages
    for kill_at in (70, 100):
        started = PROCESSES.Event()
        process = PROCESSES.Process(
            target=refine_elsewhere, args=(tmp_path / "index", started, kill_at)
        )
        process.start()
        process.join(120)
        assert started.is_set()
        assert process.exitcode == -signal.SIGKILL
        assert len(kb.search("Where did the tower3 stand?")) == 10
        assert kb.status().passages == passages
        assert kb.status().provisional < left
        left = kb.status().provisional
    assert kb.refine() == left == len(embedder.texts)
    with lasting(tmp_path, folder) as whole:
        assert vectors_of(kb) == vectors_of(whole)


def test_what_cannot_be_stored_for_another_that_writes_is_told(
    kb: KnowledgeBase, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kb.sync(folder, quick=True, later=True)
    monkeypatch.setattr(refining, "FOREVER", 0.1)
    with locked(kb.folder), pytest.raises(IndexBusy):
        kb.refine()
