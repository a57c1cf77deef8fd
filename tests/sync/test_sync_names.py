"""Documents of one name from several places: each keeps its text, and is known again."""

from pathlib import Path

import pytest

from rag import KnowledgeBase
from rag.index.writing import FileState
from rag.sync.names import displaced, name_added


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def texts(kb: KnowledgeBase) -> dict[str, str]:
    return {document.id: document.text for document in kb.documents}


def test_a_file_of_a_taken_name_is_called_by_its_folder_too(
    fake_kb: KnowledgeBase, tmp_path: Path
) -> None:
    first = write(tmp_path / "a" / "notes.md", "Notes about apples.")
    second = write(tmp_path / "b" / "notes.md", "Notes about bananas.")
    assert fake_kb.add(first).added == ("notes.md",)
    report = fake_kb.add(second)
    assert (report.added, report.updated) == (("b/notes.md",), ())
    assert report.taken == {"b/notes.md": "notes.md"}
    assert texts(fake_kb) == {
        "notes.md": "Notes about apples.",
        "b/notes.md": "Notes about bananas.",
    }
    assert fake_kb.search("bananas")[0].document.id == "b/notes.md"


def test_the_same_file_added_again_is_updated_under_its_own_id(
    fake_kb: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = write(tmp_path / "a" / "notes.md", "Notes about apples.")
    second = write(tmp_path / "b" / "notes.md", "Notes about bananas.")
    fake_kb.add(first)
    fake_kb.add(second)
    assert fake_kb.add(second).unchanged == ("b/notes.md",)
    write(second, "Notes about cherries.")
    monkeypatch.chdir(second.parent)
    report = fake_kb.add("notes.md")
    assert (report.updated, report.taken) == (("b/notes.md",), {})
    write(first, "Notes about dates.")
    assert fake_kb.add(first).updated == ("notes.md",)
    assert texts(fake_kb) == {
        "notes.md": "Notes about dates.",
        "b/notes.md": "Notes about cherries.",
    }


def test_an_added_document_makes_way_for_a_synced_file_of_its_name_and_outlives_it(
    fake_kb: KnowledgeBase, tmp_path: Path
) -> None:
    added = write(tmp_path / "a" / "notes.md", "Notes about apples.")
    synced = write(tmp_path / "docs" / "notes.md", "Notes about bananas.")
    write(tmp_path / "docs" / "other.md", "Something else.")
    fake_kb.add(added)
    assert fake_kb.plan(tmp_path / "docs").renamed == ("a/notes.md",)
    report = fake_kb.sync(tmp_path / "docs")
    assert (report.added, report.renamed) == (("notes.md", "other.md"), ("a/notes.md",))
    assert report.taken == {"a/notes.md": "notes.md"}
    assert report.embedded == 2
    assert fake_kb.status().stale == {}
    assert fake_kb.search("apples")[0].document.id == "a/notes.md"
    synced.unlink()
    assert fake_kb.sync(tmp_path / "docs").removed == ("notes.md",)
    assert texts(fake_kb) == {
        "a/notes.md": "Notes about apples.",
        "other.md": "Something else.",
    }
    write(added, "Notes about cherries.")
    assert fake_kb.add(added).updated == ("a/notes.md",)


def test_a_synced_file_that_cannot_be_read_removes_no_added_document_of_its_name(
    fake_kb: KnowledgeBase, tmp_path: Path
) -> None:
    fake_kb.add(write(tmp_path / "a" / "notes.md", "Notes about apples."))
    write(tmp_path / "docs" / "other.md", "Something else.")
    write(tmp_path / "docs" / "notes.md", "")
    report = fake_kb.sync(tmp_path / "docs")
    assert (report.removed, list(report.skipped)) == ((), ["notes.md"])
    assert sorted(texts(fake_kb)) == ["a/notes.md", "other.md"]


def test_status_sees_that_a_synced_file_of_an_added_name_is_not_indexed_yet(
    fake_kb: KnowledgeBase, tmp_path: Path
) -> None:
    write(tmp_path / "docs" / "other.md", "Something else.")
    fake_kb.sync(tmp_path / "docs")
    fake_kb.add(write(tmp_path / "a" / "notes.md", "Notes about apples."))
    write(tmp_path / "docs" / "notes.md", "Notes about bananas.")
    assert fake_kb.status().stale == {"notes.md": "not indexed yet"}


def test_adding_a_file_leaves_the_synced_one_of_its_name(
    fake_kb: KnowledgeBase, tmp_path: Path
) -> None:
    write(tmp_path / "docs" / "notes.md", "Notes about bananas.")
    fake_kb.sync(tmp_path / "docs")
    report = fake_kb.add(write(tmp_path / "a" / "notes.md", "Notes about bananas."))
    assert (report.added, report.embedded) == (("a/notes.md",), 0)
    assert fake_kb.sync(tmp_path / "docs").unchanged == ("notes.md",)
    assert sorted(texts(fake_kb)) == ["a/notes.md", "notes.md"]


def test_a_file_of_the_synced_folder_that_is_added_stays_that_document(
    fake_kb: KnowledgeBase, tmp_path: Path
) -> None:
    write(tmp_path / "docs" / "other.md", "Something else.")
    inside = write(tmp_path / "docs" / "sub" / "notes.md", "Notes about bananas.")
    fake_kb.sync(tmp_path / "docs")
    write(inside, "Notes about cherries.")
    assert fake_kb.add(inside).updated == ("sub/notes.md",)
    assert fake_kb.sync(tmp_path / "docs").unchanged == ("other.md", "sub/notes.md")
    inside.unlink()
    assert fake_kb.sync(tmp_path / "docs").removed == ("sub/notes.md",)


def test_a_new_file_of_the_synced_folder_that_is_added_becomes_the_folder_s(
    fake_kb: KnowledgeBase, tmp_path: Path
) -> None:
    write(tmp_path / "docs" / "other.md", "Something else.")
    fake_kb.sync(tmp_path / "docs")
    inside = write(tmp_path / "docs" / "sub" / "notes.md", "Notes about bananas.")
    assert fake_kb.add(inside).added == ("sub/notes.md",)
    write(inside, "Notes about cherries.")
    assert fake_kb.add(inside).updated == ("sub/notes.md",)
    assert fake_kb.sync(tmp_path / "docs").unchanged == ("other.md", "sub/notes.md")
    inside.unlink()
    assert fake_kb.sync(tmp_path / "docs").removed == ("sub/notes.md",)
    assert sorted(texts(fake_kb)) == ["other.md"]


def test_files_added_from_in_and_around_the_synced_folder_get_ids_of_their_own() -> None:
    root = Path("/x")
    files = {name: root / name for name in ("a.md", "docs/a.md", "docs/b.md", "docs/sub/a.md")}
    named = name_added({}, files, root, mirrored=Path("/x/docs"))
    assert named.sources == {
        "a.md": "/x/a.md",
        "x/docs/a.md": "/x/docs/a.md",
        "b.md": "/x/docs/b.md",
        "sub/a.md": "/x/docs/sub/a.md",
    }


def test_a_file_added_before_its_folder_is_synced_becomes_the_folder_s(
    fake_kb: KnowledgeBase, tmp_path: Path
) -> None:
    inside = write(tmp_path / "docs" / "notes.md", "Notes about bananas.")
    fake_kb.add(inside)
    report = fake_kb.sync(tmp_path / "docs")
    assert (report.unchanged, report.renamed) == (("notes.md",), ())
    assert [state.source for state in fake_kb._index.store.files()] == [""]


def test_a_file_added_from_a_subfolder_before_its_folder_is_synced_becomes_the_folder_s(
    fake_kb: KnowledgeBase, tmp_path: Path
) -> None:
    inside = write(tmp_path / "docs" / "sub" / "notes.md", "Notes about bananas.")
    edited = write(tmp_path / "docs" / "sub" / "list.md", "A list of apples.")
    fake_kb.add(inside)
    fake_kb.add(edited)
    write(edited, "A list of pears.")
    planned, report = fake_kb.plan(tmp_path / "docs"), fake_kb.sync(tmp_path / "docs")
    for each in (planned, report):
        assert (each.renamed, each.added) == (("sub/notes.md",), ("sub/list.md",))
        assert (each.removed, each.taken) == (("list.md",), {})
    assert fake_kb.add(inside).unchanged == ("sub/notes.md",)
    inside.unlink()
    assert fake_kb.sync(tmp_path / "docs").removed == ("sub/notes.md",)
    assert sorted(texts(fake_kb)) == ["sub/list.md"]


def test_a_file_added_from_a_subfolder_makes_way_for_its_namesake_in_the_folder(
    fake_kb: KnowledgeBase, tmp_path: Path
) -> None:
    fake_kb.add(write(tmp_path / "docs" / "sub" / "notes.md", "Notes about bananas."))
    write(tmp_path / "docs" / "notes.md", "Notes about apples.")
    planned, report = fake_kb.plan(tmp_path / "docs"), fake_kb.sync(tmp_path / "docs")
    for each in (planned, report):
        assert (each.added, each.renamed) == (("notes.md",), ("sub/notes.md",))
    assert texts(fake_kb) == {
        "notes.md": "Notes about apples.",
        "sub/notes.md": "Notes about bananas.",
    }
    assert fake_kb.sync(tmp_path / "docs").unchanged == ("notes.md", "sub/notes.md")
    assert {state.synced for state in fake_kb._index.store.files()} == {True}


def test_an_added_folder_keeps_its_names_where_they_are_free(
    fake_kb: KnowledgeBase, tmp_path: Path
) -> None:
    fake_kb.add(write(tmp_path / "x" / "notes.md", "Notes about apples."))
    write(tmp_path / "more" / "notes.md", "Notes about bananas.")
    write(tmp_path / "more" / "sub" / "notes.md", "Notes about cherries.")
    assert fake_kb.add(tmp_path / "more").added == ("more/notes.md", "sub/notes.md")
    assert fake_kb.add(tmp_path / "more").unchanged == ("more/notes.md", "sub/notes.md")


def stored(document_id: str, source: str, *, synced: bool = False) -> FileState:
    return FileState(document_id, "", 1, 1, synced, source)


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([], "notes.md"),
        (["notes.md"], "b/notes.md"),
        (["notes.md", "b/notes.md"], "x/b/notes.md"),
        (["notes.md", "b/notes.md", "x/b/notes.md"], "/x/b/notes.md"),
        (["notes.md", "b/notes.md", "x/b/notes.md", "/x/b/notes.md"], "/x/b/notes (2).md"),
    ],
)
def test_as_much_of_the_path_is_taken_as_no_other_document_has(
    others: list[str], expected: str
) -> None:
    there = {name: stored(name, "", synced=True) for name in others}
    place = Path("/x/b")
    named = name_added(there, {"notes.md": place / "notes.md"}, place)
    assert named.files == {expected: place / "notes.md"}
    assert named.sources == {expected: "/x/b/notes.md"}
    assert named.taken == ({expected: "notes.md"} if others else {})


def test_what_was_added_before_sources_were_stored_is_kept_apart() -> None:
    old = {"notes.md": stored("notes.md", "")}
    assert list(name_added(old, {"notes.md": Path()}, Path("/a")).files) == ["a/notes.md"]
    assert displaced(old, ["notes.md"], Path("/docs")) == {"notes.md": "added/notes.md"}
