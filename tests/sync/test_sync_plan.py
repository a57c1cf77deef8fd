"""What a sync would do, against what it then does."""

import os
import random
from dataclasses import replace
from pathlib import Path

import pytest
from fake_embedder import FakeEmbedder

from rag import KnowledgeBase
from rag.errors import DocumentError
from rag.sync.report import SyncReport


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "docs"
    made.mkdir()
    for name in ("a", "b", "c", "d", "e"):
        (made / f"{name}.txt").write_text(f"The letter {name} stands here.", encoding="utf-8")
    return made


def change(folder: Path) -> None:
    """Edit a, rename b, delete c, touch d, spoil e, add f and an unreadable g."""
    (folder / "a.txt").write_text("Something else.", encoding="utf-8")
    (folder / "b.txt").rename(folder / "b2.txt")
    (folder / "c.txt").unlink()
    os.utime(folder / "d.txt", ns=(1, 1))
    (folder / "e.txt").write_bytes(bytes(range(256)))
    (folder / "f.txt").write_text("A new one.", encoding="utf-8")
    (folder / "g.txt").write_bytes(bytes(range(256)))


def decided(report: SyncReport) -> SyncReport:
    """Give what a report says of the files, without what it says of the work."""
    return replace(report, embedded=0, seconds=0.0, revision=0)


def test_the_plan_is_what_the_sync_then_does_and_writes_nothing(
    fake_kb: KnowledgeBase, folder: Path
) -> None:
    fake_kb.sync(folder)
    change(folder)
    files = {p: p.read_bytes() for p in fake_kb.status().folder.rglob("*") if p.is_file()}
    before = fake_kb.status()
    planned = fake_kb.plan(folder)
    assert {p: p.read_bytes() for p in files} == files
    assert fake_kb.status() == before
    done = fake_kb.sync(folder)
    assert planned == decided(done)
    assert planned.renamed == ("b2.txt",)


def spoil(path: Path) -> None:
    path.write_bytes(bytes(range(256)))


def swap(path: Path, other: Path) -> None:
    between = path.rename(path.with_suffix(".away"))
    if path != other:
        other.rename(path)
    between.rename(other)


def seal(path: Path) -> None:
    path.unlink()
    path.symlink_to("n" * 300)  # fails like a missing right, for root too


def break_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere.txt")


def become_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "inside.md").write_text("What is in it.", encoding="utf-8")


def change_something(path: Path, other: Path, chance: random.Random) -> None:
    """Do one thing to a file, and what it says is one of a few texts, so that some are equal."""
    text = f"Text {chance.randrange(4)}."
    new = path.with_name(f"{chance.randrange(100)}{chance.choice(('.txt', '.md'))}")
    changes = (
        lambda: path.write_text(text, encoding="utf-8"),
        lambda: None if os.path.lexists(new) else new.write_text(text, encoding="utf-8"),
        lambda: None if os.path.lexists(new) else path.rename(new),
        lambda: os.utime(path, ns=(1, chance.randrange(10**9))),
        lambda: swap(path, other),
        path.unlink,
        lambda: spoil(path),
        lambda: path.write_bytes(b""),
        lambda: seal(path),
        lambda: break_link(path),
        lambda: become_folder(path),
    )
    path.unlink() if path.is_symlink() else chance.choice(changes)()


@pytest.mark.parametrize("seed", range(20))
def test_of_any_changes_the_plan_is_what_the_sync_then_does(
    fake_kb: KnowledgeBase, folder: Path, tmp_path: Path, seed: int
) -> None:
    """Of edits, moves, exchanged names, equal files, and files that can't be read or looked at."""
    chance = random.Random(seed)
    for _ in range(4):
        for _ in range(6):
            files = sorted(p for p in folder.iterdir() if p.is_symlink() or p.is_file())
            if len(files) > 2:
                change_something(chance.choice(files), chance.choice(files), chance)
        (tmp_path / "0.txt").write_text(f"Text {chance.randrange(4)}.", encoding="utf-8")
        fake_kb.add(chance.choice([tmp_path / "0.txt", folder]))
        planned = fake_kb.plan(folder)
        assert planned == decided(fake_kb.sync(folder))
        assert fake_kb.status().stale.keys() == planned.stale.keys()
        again = fake_kb.plan(folder)
        assert (again.changed, again.skipped) == (False, planned.skipped)
        assert again.stale == planned.stale


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes on POSIX only")
def test_a_file_named_as_another_is_shown_outlives_that_one_s_skipping(
    fake_kb: KnowledgeBase, folder: Path
) -> None:
    (folder / "caf\\xe9.txt").write_text("Its name has a backslash.", encoding="utf-8")
    fake_kb.sync(folder)
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text("A note.", encoding="utf-8")
    planned, done = fake_kb.plan(folder), fake_kb.sync(folder)
    assert planned == decided(done)
    assert (done.removed, list(done.skipped)) == ((), ["caf\\xe9.txt"])
    assert len(fake_kb.documents) == 6


def test_every_one_of_equal_files_that_are_gone_is_planned_to_go(
    fake_kb: KnowledgeBase, folder: Path
) -> None:
    for name in ("x", "y", "z"):
        (folder / f"{name}.txt").write_text("All the same.", encoding="utf-8")
    fake_kb.sync(folder)
    (folder / "x.txt").rename(folder / "x2.txt")
    (folder / "y.txt").unlink()
    (folder / "z.txt").unlink()
    planned = fake_kb.plan(folder)
    assert (planned.renamed, len(planned.removed)) == (("x2.txt",), 2)
    done = fake_kb.sync(folder)
    assert sorted(planned.removed) == sorted(done.removed)


def test_each_of_equal_files_that_are_renamed_is_told_as_renamed(
    fake_kb: KnowledgeBase, folder: Path
) -> None:
    for name in ("x", "y"):
        (folder / f"{name}.txt").write_text("All the same.", encoding="utf-8")
    fake_kb.sync(folder)
    for name in ("x", "y"):
        (folder / f"{name}.txt").rename(folder / f"{name}2.txt")
    planned, done = fake_kb.plan(folder), fake_kb.sync(folder)
    assert planned == decided(done)
    assert (done.renamed, done.added, done.removed) == (("x2.txt", "y2.txt"), (), ())


def test_documents_added_by_themselves_are_not_planned_to_go(
    fake_kb: KnowledgeBase, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "note.txt").write_text("A note.", encoding="utf-8")
    fake_kb.add(tmp_path / "note.txt")
    fake_kb.sync(folder)
    assert fake_kb.plan(folder).removed == ()


def test_the_files_of_an_index_in_the_folder_are_not_told_as_left_out(folder: Path) -> None:
    (folder / "table.png").write_text("1,2", encoding="utf-8")
    with KnowledgeBase.open(folder / "index", embedder=FakeEmbedder()) as kb:
        planned = kb.plan(folder)
        assert planned == decided(kb.sync(folder))
        assert planned.left_out == {".png": 1}
        assert kb.add(folder).left_out == kb.status().left_out == {".png": 1}


def test_a_missing_folder_is_refused(fake_kb: KnowledgeBase, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="there is no folder"):
        fake_kb.plan(tmp_path / "none")


def test_status_names_the_folder_and_what_is_stale(fake_kb: KnowledgeBase, folder: Path) -> None:
    assert (fake_kb.status().source, fake_kb.status().stale) == (None, {})
    fake_kb.sync(folder)
    assert (fake_kb.status().source, fake_kb.status().stale) == (str(folder), {})
    change(folder)
    assert fake_kb.status().stale == {
        "a.txt": "changed since the last sync",
        "b.txt": "no longer in the folder",
        "b2.txt": "not indexed yet",
        "c.txt": "no longer in the folder",
        "d.txt": "changed since the last sync",
        "e.txt": "changed since the last sync",
        "f.txt": "not indexed yet",
        "g.txt": "not indexed yet",
    }


def test_a_skipped_file_that_stays_as_it_was_is_not_stale(
    fake_kb: KnowledgeBase, folder: Path
) -> None:
    (folder / "g.txt").write_bytes(bytes(range(256)))
    fake_kb.sync(folder)
    assert fake_kb.status().stale == {}
    assert list(fake_kb.status().skipped) == ["g.txt"]


def test_a_link_that_may_not_be_followed_is_skipped_and_not_stale(
    fake_kb: KnowledgeBase, folder: Path
) -> None:
    (folder / "sealed").symlink_to("n" * 300)  # fails like a missing right, for root too
    assert list(fake_kb.plan(folder).skipped) == ["sealed"]
    report = fake_kb.sync(folder)
    assert len(report.added) == 5
    assert report.skipped == {
        "sealed": "cannot read sealed (File name too long); check that it exists and may be read"
    }
    assert fake_kb.status().stale == {}


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes on POSIX only")
def test_a_skipped_file_whose_name_is_no_utf8_is_not_stale(
    fake_kb: KnowledgeBase, folder: Path
) -> None:
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text("A note.", encoding="utf-8")
    assert list(fake_kb.plan(folder).skipped) == ["caf\\xe9.txt"]
    fake_kb.sync(folder)
    assert list(fake_kb.status().skipped) == ["caf\\xe9.txt"]
    assert fake_kb.status().stale == {}
