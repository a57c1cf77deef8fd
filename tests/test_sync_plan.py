"""What a sync would do, against what it then does."""

import os
from pathlib import Path

import pytest

from rag import KnowledgeBase
from rag.errors import DocumentError


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


KINDS = ("added", "updated", "renamed", "removed", "unchanged")


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
    for kind in KINDS:
        assert sorted(getattr(planned, kind)) == sorted(getattr(done, kind)), kind
    assert planned.skipped == done.skipped
    assert planned.renamed == ("b2.txt",)
    assert planned.embedded == 0


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


def test_documents_added_by_themselves_are_not_planned_to_go(
    fake_kb: KnowledgeBase, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "note.txt").write_text("A note.", encoding="utf-8")
    fake_kb.add(tmp_path / "note.txt")
    fake_kb.sync(folder)
    assert fake_kb.plan(folder).removed == ()


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
    assert report.skipped == {"sealed": f"cannot read {folder / 'sealed'}: File name too long"}
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
