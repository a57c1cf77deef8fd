"""What `rag status` counts while others write."""

import json
import shutil
from pathlib import Path

import pytest

from rag import KnowledgeBase
from rag.documents import walking


def test_files_that_vanish_while_they_are_counted_count_as_empty(
    fake_kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mirror that is being written renames its files and deletes whole folders."""
    before = fake_kb.status()
    (fake_kb.status().folder / "dense" / "large").mkdir(parents=True)
    for name in ("dense/fresh.faiss.new", "dense/large/part"):
        (before.folder / name).write_bytes(bytes(100))
    assert fake_kb.status().bytes == before.bytes + 200
    stat, seen = Path.stat, list[str]()

    def vanishing(path: Path, **options: bool) -> object:
        seen.append(path.name)
        if path.name == "fresh.faiss.new":
            shutil.rmtree(before.folder / "dense", ignore_errors=True)
        return stat(path, **options)

    monkeypatch.setattr(Path, "stat", vanishing)
    assert fake_kb.status().bytes == before.bytes
    assert "fresh.faiss.new" in seen


def test_a_status_is_given_as_json_types(fake_kb: KnowledgeBase) -> None:
    status = fake_kb.status()
    given = status.to_dict()
    assert json.loads(json.dumps(given)) == given
    assert given["folder"] == str(status.folder)
    assert (given["documents"], given["passages"]) == (status.documents, status.passages)


def test_the_folder_is_walked_through_once(
    fake_kb: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("We grow apples here.", encoding="utf-8")
    (tmp_path / "docs" / "b.png").write_text("1,2", encoding="utf-8")
    fake_kb.sync(tmp_path / "docs")
    entries, walked = walking._visible_entries, list[Path]()

    def listed(folder: Path, root: Path) -> list[Path]:
        walked.append(folder)
        return entries(folder, root)

    monkeypatch.setattr(walking, "_visible_entries", listed)
    status = fake_kb.status()
    assert (status.stale, status.left_out) == ({}, {".png": 1})
    assert walked == [tmp_path / "docs"]
