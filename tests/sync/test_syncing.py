"""The index mirrors the folder: what is embedded, what goes, and what a broken-off sync leaves."""

import itertools
import multiprocessing
import os
import random
import shutil
import signal
import threading
import time
from datetime import date
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import filelock
import pytest
from fake_embedder import CountingEmbedder, FakeEmbedder
from stored_texts import long_text

from rag import KnowledgeBase, Progress
from rag.documents import reading
from rag.documents.metadata import Metadata
from rag.errors import DocumentError, IndexBusy, InputError, StorageError
from rag.index import locks
from rag.index.writing import Writing
from rag.sync import changes, run, syncing
from rag.sync.report import SyncReport
from rag.types import Document

PROCESSES = multiprocessing.get_context("forkserver")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three files of one passage each."""
    made = tmp_path / "docs"
    (made / "sub").mkdir(parents=True)
    for name, word in (("a.txt", "apples"), ("b.txt", "bananas"), ("sub/c.md", "cherries")):
        (made / name).write_text(f"We grow {word} here. They are sold in May.", encoding="utf-8")
    return made


def ids(kb: KnowledgeBase) -> list[str]:
    return [document.id for document in kb.documents]


def best(kb: KnowledgeBase, query: str) -> str:
    return kb.search(query, limit=1)[0].document.id


def test_a_first_sync_adds_every_file(kb: KnowledgeBase, folder: Path) -> None:
    report = kb.sync(folder)
    assert report.added == ("a.txt", "b.txt", "sub/c.md")
    assert (report.updated, report.renamed, report.removed, report.unchanged) == ((), (), (), ())
    assert (report.embedded, dict(report.skipped)) == (3, {})
    assert ids(kb) == ["a.txt", "b.txt", "sub/c.md"]
    assert best(kb, "cherries") == "sub/c.md"
    assert str(report).startswith("3 added; 3 passages embedded in ")


def test_unchanged_files_are_neither_read_nor_embedded(
    kb: KnowledgeBase, folder: Path, embedder: CountingEmbedder
) -> None:
    first = kb.sync(folder)
    states = [(path, path.stat()) for path in sorted(folder.rglob("*.*"))]
    for path, state in states:  # other bytes of one length, which a stat does not show
        path.write_bytes(bytes(state.st_size))
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    second = kb.sync(folder)
    assert second.unchanged == first.added
    assert second.revision == first.revision
    assert len(embedder.texts) == 3


def test_a_file_with_a_new_time_and_the_same_bytes_is_unchanged(
    kb: KnowledgeBase, folder: Path, embedder: CountingEmbedder
) -> None:
    kb.sync(folder)
    os.utime(folder / "a.txt", ns=(1, 1))
    assert kb.sync(folder).unchanged == ("a.txt", "b.txt", "sub/c.md")
    assert len(embedder.texts) == 3
    assert {state.document_id: state.modified for state in kb._index.store.files()}["a.txt"] == 1


def test_one_of_each_change_is_reported_and_found(
    kb: KnowledgeBase, folder: Path, embedder: CountingEmbedder
) -> None:
    kb.sync(folder)
    (folder / "a.txt").write_text("Now we grow quinces.", encoding="utf-8")
    (folder / "b.txt").rename(folder / "sub" / "moved.txt")
    (folder / "sub" / "c.md").unlink()
    (folder / "new.txt").write_text("Dates come from the south.", encoding="utf-8")
    report = kb.sync(folder)
    assert report.added == ("new.txt",)
    assert report.updated == ("a.txt",)
    assert report.renamed == ("sub/moved.txt",)
    assert report.removed == ("sub/c.md",)
    assert report.unchanged == ()
    assert report.embedded == 2
    assert ids(kb) == ["a.txt", "new.txt", "sub/moved.txt"]
    assert [best(kb, q) for q in ("quinces", "dates south", "bananas")] == ids(kb)
    assert not any("cherries" in hit.passage.text for hit in kb.search("cherries apples"))
    assert len(embedder.texts) == 5


def test_of_an_edited_file_only_changed_passages_are_embedded(
    kb: KnowledgeBase, tmp_path: Path, embedder: CountingEmbedder
) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "long.txt").write_text(long_text(), encoding="utf-8")
    assert kb.sync(folder).embedded >= 40
    embedder.texts.clear()
    (folder / "long.txt").write_text(long_text(changed=20), encoding="utf-8")
    report = kb.sync(folder)
    assert report.updated == ("long.txt",)
    assert 1 <= report.embedded == len(embedder.texts) <= 4
    assert all("part 20" in text or "part 21" in text for text in embedder.texts)
    stored = kb._index.store.embedded("long.txt")
    title = kb.document("long.txt").title[:100]
    for found in stored[1:]:  # the first begins with the title
        expected = embedder.embed_query(f"{title}\n{found.passage.text}")
        assert found.vector == pytest.approx(expected, abs=1e-3)


def test_names_that_move_along_by_one_are_not_embedded_again(
    kb: KnowledgeBase, tmp_path: Path, embedder: CountingEmbedder
) -> None:
    """As a rotated log does: 1 becomes 2, 2 becomes 3."""
    folder = tmp_path / "docs"
    folder.mkdir()
    for n in (1, 2):
        (folder / f"log{n}.txt").write_text(f"Entry number {n} of the log.", encoding="utf-8")
    kb.sync(folder)
    embedder.texts.clear()
    for n in (2, 1):
        (folder / f"log{n}.txt").rename(folder / f"log{n + 1}.txt")
    kb.sync(folder)
    assert ids(kb) == ["log2.txt", "log3.txt"]
    assert best(kb, "entry number 1") == "log2.txt"
    assert embedder.texts == []


@pytest.mark.parametrize(
    ("before", "after", "published"),
    [
        ("notes.md", "2024-01-24_notes.md", date(2024, 1, 24)),
        ("2024-01-24_notes.md", "2024-01-25_notes.md", date(2024, 1, 25)),
        ("2024-01-24_notes.md", "notes.md", None),
    ],
)
def test_a_file_renamed_to_another_date_gets_it_and_is_not_embedded_again(
    kb: KnowledgeBase,
    folder: Path,
    embedder: CountingEmbedder,
    before: str,
    after: str,
    published: date | None,
) -> None:
    (folder / before).write_text("# Notes\n\nWe grow dates here.", encoding="utf-8")
    kb.sync(folder)
    embedder.texts.clear()
    (folder / before).rename(folder / after)
    planned, report = kb.plan(folder), kb.sync(folder)
    assert (report.added, report.removed, report.renamed) == ((after,), (before,), ())
    assert (planned.added, planned.removed, planned.renamed) == ((after,), (before,), ())
    assert kb.document(after).published == published
    assert embedder.texts == []
    assert kb.sync(folder).unchanged == tuple(ids(kb))


@pytest.mark.parametrize(
    ("text", "moved", "title"),
    [
        ("tree,price\noak,49\n", False, "prices 2024"),
        ("tree,price\noak,49\n", True, "prices 2023"),
        ("Prices of trees\n\ntree,price\noak,49\n", False, "Prices of trees"),
    ],
)
def test_a_file_that_is_called_by_its_name_gets_the_new_one(
    kb: KnowledgeBase, folder: Path, text: str, moved: bool, title: str
) -> None:
    before, after = "prices-2023.csv", "sub/prices-2023.csv" if moved else "prices-2024.csv"
    (folder / before).write_text(text, encoding="utf-8")
    kb.sync(folder)
    (folder / after).parent.mkdir(exist_ok=True)
    (folder / before).rename(folder / after)
    planned, report = kb.plan(folder), kb.sync(folder)
    kept = title != "prices 2024"
    for each in (planned, report):
        assert each.renamed == ((after,) if kept else ())
        assert (each.added, each.removed) == (((), ()) if kept else ((after,), (before,)))
    assert kb.document(after).title == title
    assert report.embedded == (0 if kept else 1)


def test_a_file_that_keeps_the_date_in_its_name_is_renamed(
    kb: KnowledgeBase, folder: Path, embedder: CountingEmbedder
) -> None:
    (folder / "2024-01-24_notes.md").write_text("We grow dates here.", encoding="utf-8")
    kb.sync(folder)
    embedder.texts.clear()
    (folder / "2024-01-24_notes.md").rename(folder / "sub" / "minutes 2024-01-24.md")
    report = kb.sync(folder)
    assert (report.renamed, report.removed) == (("sub/minutes 2024-01-24.md",), ())
    assert kb.document("sub/minutes 2024-01-24.md").published == date(2024, 1, 24)
    assert embedder.texts == []


def test_of_two_equal_files_one_may_be_renamed_and_one_deleted(
    kb: KnowledgeBase, folder: Path, embedder: CountingEmbedder
) -> None:
    shutil.copy(folder / "a.txt", folder / "copy.txt")
    kb.sync(folder)
    embedder.texts.clear()
    (folder / "a.txt").rename(folder / "z.txt")
    (folder / "copy.txt").unlink()
    report = kb.sync(folder)
    assert report.renamed == ("z.txt",)
    assert len(report.removed) == 1
    assert ids(kb) == ["b.txt", "sub/c.md", "z.txt"]
    assert embedder.texts == []
    assert kb._index.store.count_passages() == 3


def test_a_copy_beside_its_original_is_a_document_of_its_own(
    kb: KnowledgeBase, folder: Path
) -> None:
    kb.sync(folder)
    shutil.copy(folder / "a.txt", folder / "copy.txt")
    assert kb.sync(folder).added == ("copy.txt",)
    assert [hit.document.id for hit in kb.search("apples", limit=2)] == ["a.txt", "copy.txt"]


def test_files_that_cannot_be_used_are_listed_and_the_others_indexed(
    kb: KnowledgeBase, folder: Path
) -> None:
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 10)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "nowhere.txt").symlink_to(folder / "gone")
    report = kb.sync(folder)
    assert report.added == ("a.txt", "b.txt", "sub/c.md")
    assert list(report.skipped) == ["binary.txt", "empty.txt", "nowhere.txt"]
    assert "is not text" in report.skipped["binary.txt"]
    assert "has no text" in report.skipped["empty.txt"]
    assert "cannot read" in report.skipped["nowhere.txt"]
    assert kb.status().skipped == report.skipped
    (folder / "empty.txt").write_text("Something after all.", encoding="utf-8")
    assert (
        list(kb.sync(folder).skipped)
        == list(kb.status().skipped)
        == [
            "binary.txt",
            "nowhere.txt",
        ]
    )


@pytest.mark.parametrize("title", [r"\ud83d\ude00 Dates", r"\ud83d Dates"])
def test_a_title_with_escaped_surrogates_ends_no_sync(
    kb: KnowledgeBase, folder: Path, title: str
) -> None:
    text = f'---\ntitle: "{title}"\n---\n\nWe grow dates here.'
    (folder / "d.md").write_text(text, encoding="utf-8")
    assert kb.sync(folder).added == ("a.txt", "b.txt", "d.md", "sub/c.md")
    assert best(kb, "dates") == "d.md"


def test_a_file_that_nobody_expected_is_skipped_and_the_others_indexed(
    kb: KnowledgeBase, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(text: str) -> Metadata:
        if "bananas" in text:
            raise RuntimeError("a slip of a parser")
        return Metadata()

    monkeypatch.setattr(reading, "read_metadata", stumble)
    report = kb.sync(folder)
    assert report.added == ("a.txt", "sub/c.md")
    assert "RuntimeError: a slip of a parser" in report.skipped["b.txt"]


def test_an_error_of_the_model_ends_the_sync(
    kb: KnowledgeBase, folder: Path, embedder: CountingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(text: str) -> bool:
        raise RuntimeError("a slip of the model")

    (folder / "b.txt").write_text("Title: Fruit\n\nWe grow bananas.", encoding="utf-8")
    monkeypatch.setattr(embedder, "fits", broken)
    with pytest.raises(RuntimeError, match="a slip of the model"):
        kb.sync(folder)


@pytest.mark.parametrize("failing", range(1, 10))
def test_a_commit_that_fails_ends_the_sync_whichever_it_is(
    kb: KnowledgeBase, folder: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """It goes on in another thread: the next one, what looks for former vectors, the end wait."""
    for n in range(6):
        (folder / f"one{n}.md").write_text(f"Number {n} stands alone.", encoding="utf-8")
    monkeypatch.setattr(run, "BATCH_PASSAGES", 1)
    monkeypatch.setattr(run, "EMBED_AT_ONCE", 1)
    puts, put = list[str](), Writing.put

    def refused(writing: Writing, document: Document, *rest: Any) -> int:
        puts.append(document.id)
        if len(puts) == failing:
            raise StorageError("the disk is full")
        return put(writing, document, *rest)

    monkeypatch.setattr(Writing, "put", refused)
    with pytest.raises(StorageError, match="the disk is full"):
        kb.sync(folder)
    assert len(puts) == failing  # nothing is committed after it
    assert [document.id for document in kb.documents] == sorted(puts[:-1])
    monkeypatch.setattr(Writing, "put", put)
    kb.sync(folder)
    assert len(kb.documents) == 9


def test_a_file_whose_name_is_not_utf_8_is_skipped_and_the_others_indexed(
    kb: KnowledgeBase, folder: Path
) -> None:
    with open(os.fsencode(folder) + b"/caf\xe9.txt", "wb") as file:  # noqa: PTH123 - bytes
        file.write(b"Coffee is served.")
    report = kb.sync(folder)
    assert report.added == ("a.txt", "b.txt", "sub/c.md")
    (reason,) = kb.status().skipped.values()
    assert "not valid UTF-8; rename the file" in reason


@pytest.mark.parametrize("make", [lambda path: None, Path.mkdir, Path.touch])
def test_a_folder_without_documents_is_refused_and_nothing_removed(
    kb: KnowledgeBase, folder: Path, tmp_path: Path, make: object
) -> None:
    kb.sync(folder)
    assert callable(make)
    make(tmp_path / "other")
    with pytest.raises(DocumentError, match="other"):
        kb.sync(tmp_path / "other")
    assert ids(kb) == ["a.txt", "b.txt", "sub/c.md"]


def test_documents_added_by_themselves_outlive_a_sync(
    kb: KnowledgeBase, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "note.txt").write_text("A note about figs.", encoding="utf-8")
    assert kb.add(tmp_path / "note.txt").added == ("note.txt",)
    report = kb.sync(folder)
    assert report.removed == ()
    assert ids(kb) == ["a.txt", "b.txt", "note.txt", "sub/c.md"]
    assert best(kb, "figs") == "note.txt"


def test_adding_a_folder_with_a_bad_file_removes_no_document_of_that_name(
    kb: KnowledgeBase, folder: Path, tmp_path: Path
) -> None:
    kb.sync(folder)
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_bytes(bytes(range(256)))
    (other / "fig.txt").write_text("A note about figs.", encoding="utf-8")
    report = kb.add(other)
    assert (report.added, list(report.skipped), report.removed) == (
        ("fig.txt",),
        ["other/a.txt"],
        (),
    )
    assert ids(kb) == ["a.txt", "b.txt", "fig.txt", "sub/c.md"]


def test_adding_one_file_that_cannot_be_used_raises_what_is_wrong(
    kb: KnowledgeBase, tmp_path: Path
) -> None:
    with pytest.raises(DocumentError, match=r"none\.txt"):
        kb.add(tmp_path / "none.txt")
    assert ids(kb) == []


def test_a_file_that_is_added_is_read_once_and_not_again_unchanged(
    kb: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, names = changes.read_document, list[str]()

    def counted(path: Path, *, root: Path, called: str) -> Document:
        names.append(path.name)
        return read(path, root=root, called=called)

    for module in (changes, syncing):
        monkeypatch.setattr(module, "read_document", counted, raising=False)
    (tmp_path / "note.txt").write_text("A note about figs.", encoding="utf-8")
    assert kb.add(tmp_path / "note.txt").added == ("note.txt",)
    assert kb.add(tmp_path / "note.txt").unchanged == ("note.txt",)
    assert names == ["note.txt"]
    (tmp_path / "note.txt").write_bytes(bytes(range(256)))
    with pytest.raises(DocumentError, match=r"note\.txt is not text"):
        kb.add(tmp_path / "note.txt")
    assert best(kb, "figs") == "note.txt"


def test_a_removed_document_is_gone_and_comes_back_with_its_folder(
    kb: KnowledgeBase, folder: Path
) -> None:
    kb.sync(folder)
    before = kb.contents().revision
    assert kb.remove().revision == before  # nothing is no change
    assert kb.remove("a.txt", "a.txt").removed == ("a.txt",)
    assert ids(kb) == ["b.txt", "sub/c.md"]
    assert best(kb, "apples") != "a.txt"
    assert kb.sync(folder).added == ("a.txt",)


def test_removing_an_unknown_document_removes_none(kb: KnowledgeBase, folder: Path) -> None:
    kb.sync(folder)
    with pytest.raises(InputError, match=r"no document 'x\.txt' in the index; see: rag list"):
        kb.remove("a.txt", "x.txt")
    assert ids(kb) == ["a.txt", "b.txt", "sub/c.md"]


def test_progress_counts_files_in_order_and_ends_at_the_total(
    kb: KnowledgeBase, folder: Path
) -> None:
    seen: list[Progress] = []
    report = kb.sync(folder, on_progress=seen.append)
    assert [progress.document_id for progress in seen][:3] == ["a.txt", "b.txt", "sub/c.md"]
    assert [progress.done for progress in seen][:3] == [0, 0, 0]  # waiting to be embedded
    assert seen == sorted(seen, key=lambda progress: (progress.done, progress.passages))
    assert seen[-1].done == seen[-1].total == 3
    assert seen[-1].passages == report.embedded == 3


def hold_lock(folder: Path, held: Event, done: Event) -> None:
    with filelock.FileLock(folder / "write.lock"):
        held.set()
        done.wait(120)


def test_a_second_writer_is_told_that_the_index_is_busy(
    kb: KnowledgeBase, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kb.sync(folder)
    held, done = PROCESSES.Event(), PROCESSES.Event()
    process = PROCESSES.Process(target=hold_lock, args=(kb.status().folder, held, done))
    process.start()
    assert held.wait(120)
    monkeypatch.setattr(locks, "PATIENCE", 0.05)
    for write in (lambda: kb.sync(folder), lambda: kb.remove("a.txt")):
        with pytest.raises(IndexBusy, match="another process has been writing") as caught:
            write()
        assert str(kb.status().folder) in str(caught.value)
    assert best(kb, "apples") == "a.txt"  # reading goes on
    done.set()
    process.join()
    assert kb.sync(folder).unchanged == ("a.txt", "b.txt", "sub/c.md")


@pytest.mark.parametrize("added", [False, True])
def test_what_comes_while_a_writer_waits_is_not_missed(
    kb: KnowledgeBase, folder: Path, added: bool
) -> None:
    """Nor is what another sync has stored meanwhile taken for gone."""
    kb.sync(folder)
    reports = list[SyncReport]()
    waiting = threading.Thread(
        target=lambda: reports.append(kb.add(folder) if added else kb.sync(folder))
    )
    with filelock.FileLock(kb.folder / "write.lock"):
        waiting.start()
        waiting.join(0.5)
        assert waiting.is_alive()
        (folder / "d.txt").write_text("We grow dates here.", encoding="utf-8")
    waiting.join()
    assert (reports[0].added, reports[0].removed) == (("d.txt",), ())
    assert ids(kb) == ["a.txt", "b.txt", "d.txt", "sub/c.md"]


QUESTIONS = [f"Where did the {word}{n} stand?" for n in (3, 17, 31) for word in ("tower", "market")]


def write_many(folder: Path) -> None:
    """Write 100 files of some eight passages each: four transactions."""
    folder.mkdir()
    paragraphs = long_text().split("\n\n")
    for n in range(100):
        chosen = [paragraphs[(n + 7 * i) % 40] for i in range(8)]
        (folder / f"{n:03}.txt").write_text(f"File {n}.\n\n" + "\n\n".join(chosen))


def sync_elsewhere(folder: Path, index: Path, started: Event, kill_at: int | None) -> None:
    """Sync in a process of its own, which ends itself at the `kill_at`th word of progress."""
    told = itertools.count(1)
    with KnowledgeBase.open(index, embedder=FakeEmbedder()) as kb:

        def watch(_: Progress) -> None:
            if next(told) == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

        started.set()
        kb.sync(folder, on_progress=watch)


def content(kb: KnowledgeBase) -> object:
    """Give all that can be seen of an index: documents, and the top ten of some questions."""
    hits = {
        question: [(h.passage.id, round(h.score, 6)) for h in kb.search(question)]
        for question in QUESTIONS
    }
    return list(kb.documents), hits


@pytest.mark.slow
def test_a_sync_killed_at_any_moment_is_finished_by_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    write_many(folder)
    begun = time.perf_counter()
    with KnowledgeBase.open(tmp_path / "whole", embedder=FakeEmbedder()) as whole:
        whole.sync(folder)
        took = time.perf_counter() - begun
        expected, by_id = content(whole), {document.id: document for document in whole.documents}
        passages = whole.status().passages
    assert passages >= 800
    moments = random.Random(11)
    killed = 0
    for n in range(6):
        index, embedder, started = tmp_path / f"index{n}", CountingEmbedder(), PROCESSES.Event()
        kill_at = moments.randint(1, 100) if n < 3 else None
        arguments = (folder, index, started, kill_at)
        process = PROCESSES.Process(target=sync_elsewhere, args=arguments)
        process.start()
        assert started.wait(20)
        if kill_at is None:
            time.sleep(moments.uniform(0, 0.8 * took))
            process.kill()
        process.join()
        killed += process.exitcode == -signal.SIGKILL
        with KnowledgeBase.open(index, embedder=embedder) as kb:
            assert all(document == by_id[document.id] for document in kb.documents)
            committed = kb.status().passages
            if committed:
                assert len(kb.search(QUESTIONS[0])) == 10
            kb.sync(folder)
            assert content(kb) == expected
            assert kb.status().passages == passages
            assert len(embedder.texts) <= passages - committed  # none is embedded twice
    assert killed >= 3  # those by number; a timer may come too late
