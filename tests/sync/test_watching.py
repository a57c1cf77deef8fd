"""Following a folder: changes become syncs, errors end nothing, and it stops when told."""

import itertools
import os
import queue
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import watchfiles
from follower import Follower

from rag.errors import DocumentError, RagError
from rag.sync import watching
from rag.sync.report import SyncReport
from rag.sync.watching import _MayMatter, _watched, follow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "docs"
    made.mkdir()
    (made / "a.txt").touch()
    return made


@pytest.fixture
def follower(folder: Path) -> Iterator[Follower]:
    made = Follower(folder)
    yield made
    made.end()


def test_it_syncs_at_once_and_after_every_kind_of_change(follower: Follower, folder: Path) -> None:
    follower.until(("a.txt",))
    (folder / "b.txt").touch()
    follower.until(("a.txt", "b.txt"))
    (folder / "b.txt").rename(folder / "c.txt")
    follower.until(("a.txt", "c.txt"))
    (folder / "a.txt").unlink()
    follower.until(("c.txt",))


def test_a_folder_moved_into_it_is_noticed(
    follower: Follower, folder: Path, tmp_path: Path
) -> None:
    follower.until(("a.txt",))
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "b.txt").touch()
    (tmp_path / "more").rename(folder / "more")
    follower.until(("a.txt", "more"))


def test_a_suffix_in_capitals_is_that_of_a_document(follower: Follower, folder: Path) -> None:
    follower.until(("a.txt",))
    (folder / "NOTES.TXT").touch()
    follower.until(("NOTES.TXT", "a.txt"))


@pytest.mark.parametrize("named_first", [False, True])
def test_a_folder_with_a_dot_in_its_name_is_missed_when_it_goes(
    folder: Path, tmp_path: Path, named_first: bool
) -> None:
    """There from the beginning, or moved in within another."""
    made = tmp_path / "more"
    (made / "v1.2").mkdir(parents=True)
    if named_first:
        made.rename(folder / "more")
    follower = Follower(folder)
    follower.until(("a.txt", "more") if named_first else ("a.txt",))
    if not named_first:
        made.rename(folder / "more")
        follower.until(("a.txt", "more"))
    (folder / "more" / "v1.2").rename(tmp_path / "v1.2")
    follower.until(("a.txt", "more"))
    follower.end()


def test_a_relative_folder_within_a_hidden_one_is_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".work" / "docs").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / ".work")
    follower = Follower(Path("docs"))
    follower.until(())
    Path("docs/a.txt").touch()
    follower.until(("a.txt",))
    follower.end()


def test_files_that_are_no_documents_cause_no_sync(follower: Follower, folder: Path) -> None:
    follower.until(("a.txt",))
    for name in ("photo.png", ".hidden.txt", "write.lock"):
        (folder / name).touch()
    (folder / "write.lock").unlink()
    with pytest.raises(queue.Empty):
        follower.seen.get(timeout=2)
    (folder / "b.txt").touch()
    follower.until((".hidden.txt", "a.txt", "b.txt", "photo.png"))


def test_a_folder_that_comes_back_while_its_going_is_told_is_watched_anew(folder: Path) -> None:
    changes = _watched(folder.resolve(), threading.Event())
    assert next(changes)
    threading.Timer(0.2, shutil.rmtree, [folder]).start()  # while the next one is waited for
    while not next(changes):
        pass
    folder.mkdir()
    assert list(itertools.islice(changes, 3)) == [True]  # it ends, to be watched from the start


def test_a_folder_that_is_away_for_a_while_is_followed_again(
    follower: Follower, folder: Path
) -> None:
    follower.until(("a.txt",))
    shutil.rmtree(folder)
    follower.until("away")
    folder.mkdir()
    (folder / "new.txt").touch()
    follower.until(("new.txt",))
    (folder / "newer.txt").touch()
    follower.until(("new.txt", "newer.txt"))


@pytest.mark.parametrize(
    "error",
    [
        PermissionError("a folder in it may not be read"),
        OSError("OS file watch limit reached"),
        RuntimeError("Too many open files"),  # watchfiles, when nothing more may be watched
    ],
)
def test_a_folder_that_cannot_be_watched_is_looked_through(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(*_: object, **__: object) -> Iterator[object]:
        raise error

    monkeypatch.setattr(watchfiles, "watch", refuse)
    monkeypatch.setattr(watching, "POLL_MS", 50)
    follower = Follower(folder)
    follower.until(("a.txt",))
    os.utime(folder / "a.txt", (1, 1))
    follower.until(("a.txt",))
    with pytest.raises(queue.Empty):  # unchanged, it is not synced
        follower.seen.get(timeout=0.5)
    (folder / "b.txt").touch()
    follower.until(("a.txt", "b.txt"))
    shutil.rmtree(folder)
    follower.until("away")
    folder.mkdir()
    (folder / "new.txt").touch()
    follower.until(("new.txt",))
    follower.end()


def test_what_changes_before_a_folder_can_be_watched_again_is_noticed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch, refusals = watchfiles.watch, iter([OSError("OS file watch limit reached")])

    def refuse_once(*paths: Path, **options: Any) -> Iterator[object]:
        for error in refusals:
            raise error
        (folder / "b.txt").touch()
        return watch(*paths, **options)

    monkeypatch.setattr(watchfiles, "watch", refuse_once)
    monkeypatch.setattr(watching, "POLL_MS", 50)
    follower = Follower(folder)
    follower.until(("a.txt", "b.txt"))
    follower.end()


def test_an_error_is_told_and_the_sync_tried_again_without_a_change(folder: Path) -> None:
    outcomes = iter([DocumentError("first"), DocumentError("second"), None])
    stop, told = threading.Event(), list[str]()

    def sync() -> SyncReport:
        error = next(outcomes)
        if error:
            raise error
        stop.set()
        return SyncReport()

    def tell(error: RagError) -> None:
        told.append(str(error))

    reports = list[SyncReport]()
    follow(folder, sync, on_report=reports.append, on_error=tell, stop=stop, retry_seconds=0)
    assert (told, len(reports)) == (["first", "second"], 1)


def test_what_may_not_be_looked_at_may_matter(folder: Path) -> None:
    sealed = folder / "sealed.d"
    sealed.symlink_to("n" * 300)  # fails like a missing right, for root too
    assert _MayMatter(folder)(None, str(sealed))
