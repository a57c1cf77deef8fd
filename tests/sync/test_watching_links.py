"""Following what links in a folder lead to: changes there become syncs as well."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from follower import Follower

from rag.documents import find_files
from rag.sync.linked import Linked, find_linked


def texts(folder: Path) -> tuple[str, ...]:
    files = [path for path in find_files(folder) if path.exists()]
    return tuple(sorted(path.read_text("utf-8") for path in files))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "docs"
    made.mkdir()
    (made / "a.txt").write_text("a", encoding="utf-8")
    (tmp_path / "away").mkdir()
    return made


@pytest.fixture
def follower(folder: Path) -> Iterator[Follower]:
    made = Follower(folder, texts)
    yield made
    made.end()


def test_an_edit_of_a_linked_file_is_noticed_however_it_is_saved(
    follower: Follower, folder: Path, tmp_path: Path
) -> None:
    follower.until(("a",))
    target = tmp_path / "away" / "t.txt"
    target.write_text("first", encoding="utf-8")
    (folder / "link.txt").symlink_to(target)
    follower.until(("a", "first"))
    target.write_text("second time", encoding="utf-8")
    follower.until(("a", "second time"))
    (tmp_path / "away" / "t.new").write_text("third", encoding="utf-8")
    (tmp_path / "away" / "t.new").replace(target)
    follower.until(("a", "third"))
    target.unlink()
    follower.until(("a",))
    target.write_text("back", encoding="utf-8")
    follower.until(("a", "back"))


def test_what_comes_changes_and_goes_in_a_linked_folder_is_noticed(
    follower: Follower, folder: Path, tmp_path: Path
) -> None:
    follower.until(("a",))
    (folder / "more").symlink_to(tmp_path / "away", target_is_directory=True)
    inside = tmp_path / "away" / "sub"
    inside.mkdir()
    (inside / "b.txt").write_text("b", encoding="utf-8")
    follower.until(("a", "b"))
    (inside / "b.txt").write_text("b again", encoding="utf-8")
    follower.until(("a", "b again"))
    (inside / "b.txt").unlink()
    follower.until(("a",))
    (folder / "more").unlink()
    (tmp_path / "away" / "c.txt").write_text("c", encoding="utf-8")
    (folder / "d.txt").write_text("d", encoding="utf-8")
    follower.until(("a", "d"))


def test_links_of_linked_folders_are_found_and_loops_end(folder: Path, tmp_path: Path) -> None:
    away = tmp_path / "away"
    (tmp_path / "far" / "sub").mkdir(parents=True)
    (folder / "away").symlink_to(away)
    (folder / "sub").symlink_to(tmp_path / "far" / "sub")
    (away / "far").symlink_to(tmp_path / "far")
    (away / "back").symlink_to(folder)
    (away / "here").symlink_to(folder / "a.txt")
    (away / "nowhere").symlink_to(tmp_path / "none")
    (away / "round").symlink_to(away / "round")
    (away / ".hidden").symlink_to(tmp_path)
    assert find_linked(folder) == Linked(
        (away, tmp_path / "far"), (folder / "away" / "nowhere", folder / "away" / "round")
    )


def test_a_linked_folder_below_a_hidden_one_is_watched_by_itself(folder: Path) -> None:
    (folder / ".store" / "x").mkdir(parents=True)
    (folder / "x").symlink_to(folder / ".store" / "x")
    assert find_linked(folder) == Linked((folder / ".store" / "x",))
