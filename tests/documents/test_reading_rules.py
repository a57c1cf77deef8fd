"""Files read by the rules of an earlier version are read again, and nothing is embedded for it."""

from pathlib import Path

import pytest
from fake_embedder import CountingEmbedder

from rag import KnowledgeBase
from rag.documents import reading
from rag.sync import changes

EARLIER = "read by an earlier version of rag"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "docs"
    made.mkdir()
    for name, word in (("a.md", "apples"), ("b.md", "bananas")):
        (made / name).write_text(f"# Fruit\n\nWe grow {word} here.", encoding="utf-8")
    return made


@pytest.fixture
def place(tmp_path: Path, folder: Path) -> Path:
    """Give an index of the folder, and of one file added by itself."""
    (tmp_path / "c.md").write_text("# Fruit\n\nWe grow cherries here.", encoding="utf-8")
    with KnowledgeBase.open(tmp_path / "index", embedder=CountingEmbedder()) as kb:
        kb.sync(folder)
        kb.add(tmp_path / "c.md")
    return tmp_path / "index"


def test_files_read_by_other_rules_are_read_again_and_not_embedded(
    place: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "READING", "of the next version")
    monkeypatch.setattr(reading, "heading_title", lambda *_: "Fruit of the garden")
    embedder = CountingEmbedder()
    with KnowledgeBase.open(place, embedder=embedder) as kb:
        assert kb.status().stale == {"a.md": EARLIER, "b.md": EARLIER}
        assert kb.plan(folder).updated == ("a.md", "b.md")
        (folder / "b.md").rename(folder / "b2.md")
        report = kb.sync(folder)
        assert (report.updated, report.added, report.removed) == (("a.md",), ("b2.md",), ("b.md",))
        assert {d.id: d.title for d in kb.documents} == {
            "a.md": "Fruit of the garden", "b2.md": "Fruit of the garden", "c.md": "Fruit"
        }  # fmt: skip
        assert kb.status().stale == {}
        assert kb.sync(folder).unchanged == ("a.md", "b2.md")
        assert kb.add(folder.parent / "c.md").updated == ("c.md",)


def test_a_file_moved_and_read_by_other_rules_is_not_embedded_again(
    place: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "READING", "of the next version")
    (folder / "b.md").rename(folder / "b2.md")
    embedder = CountingEmbedder()
    with KnowledgeBase.open(place, embedder=embedder) as kb:
        report = kb.sync(folder)
        assert (report.updated, report.added, report.removed) == (("a.md",), ("b2.md",), ("b.md",))
    assert embedder.texts == []
