"""Files that cannot be read at a sync, having been read before: kept, told, and made good later."""

from pathlib import Path

import pytest
from fake_embedder import CountingEmbedder
from places import DATA

from rag import KnowledgeBase

SAMPLES = DATA / "formats"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files of one passage each."""
    made = tmp_path / "docs"
    (made / "sub").mkdir(parents=True)
    for name, word in (("a.txt", "apples"), ("sub/c.md", "cherries")):
        (made / name).write_text(f"We grow {word} here. They are sold in May.", encoding="utf-8")
    return made


def ids(kb: KnowledgeBase) -> list[str]:
    return [document.id for document in kb.documents]


def best(kb: KnowledgeBase, query: str) -> str:
    return kb.search(query, limit=1)[0].document.id


@pytest.mark.parametrize("data", [b"\x89PNG\r\n" + bytes(100), b""])
def test_a_file_that_cannot_be_read_for_a_while_stays_as_it_was_and_is_told(
    kb: KnowledgeBase, folder: Path, data: bytes
) -> None:
    """It may be half written; nobody knows what will be in it."""
    kb.sync(folder)
    (folder / "a.txt").write_bytes(data)
    for report in (kb.plan(folder), kb.sync(folder), kb.sync(folder)):
        assert (report.changed, list(report.stale), report.skipped) == (False, ["a.txt"], {})
        assert "1 unchanged, 1 stale; " in str(report)
        assert report.unchanged == ("sub/c.md",)
    assert best(kb, "apples") == "a.txt"
    status = kb.status()
    assert status.stale == {"a.txt": f"kept as it was before: {report.stale['a.txt']}"}
    assert (status.skipped, kb.contents().skipped) == ({}, report.stale)
    (folder / "a.txt").write_text("We grow quinces here.", encoding="utf-8")
    report = kb.sync(folder)
    assert (report.updated, report.stale, kb.status().stale) == (("a.txt",), {}, {})
    assert best(kb, "quinces") == "a.txt"


def test_a_half_written_file_is_up_to_date_once_it_is_whole_again(
    kb: KnowledgeBase, folder: Path, embedder: CountingEmbedder
) -> None:
    whole = (SAMPLES / "handbook.docx").read_bytes()
    (folder / "report.docx").write_bytes(whole)
    kb.sync(folder)
    document, count = kb.document("report.docx"), len(embedder.texts)
    (folder / "report.docx").write_bytes(whole[: len(whole) // 2])
    assert list(kb.sync(folder).stale) == ["report.docx"]
    assert kb.document("report.docx") == document
    (folder / "report.docx").write_bytes(whole)
    report = kb.sync(folder)
    assert (report.unchanged, report.stale) == (("a.txt", "report.docx", "sub/c.md"), {})
    assert (kb.status().stale, len(embedder.texts)) == ({}, count)


def test_a_file_that_could_not_be_read_goes_when_it_is_gone(
    kb: KnowledgeBase, folder: Path
) -> None:
    kb.sync(folder)
    (folder / "a.txt").write_bytes(bytes(100))
    kb.sync(folder)
    (folder / "a.txt").unlink()
    report = kb.sync(folder)
    assert (report.removed, report.stale) == (("a.txt",), {})
    assert (ids(kb), kb.status().stale) == (["sub/c.md"], {})


def test_a_link_that_leads_nowhere_for_a_while_keeps_its_document(
    kb: KnowledgeBase, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "away.txt").write_text("We grow dates here.", encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "away.txt")
    kb.sync(folder)
    (tmp_path / "away.txt").rename(tmp_path / "moved.txt")
    assert list(kb.sync(folder).stale) == ["link.txt"]
    assert best(kb, "dates") == "link.txt"
    (tmp_path / "moved.txt").rename(tmp_path / "away.txt")
    assert kb.sync(folder).stale == {}


def test_of_an_added_folder_a_file_that_cannot_be_read_any_more_stays(
    kb: KnowledgeBase, folder: Path
) -> None:
    kb.add(folder)
    (folder / "a.txt").write_bytes(bytes(100))
    report = kb.add(folder)
    assert (list(report.stale), report.skipped) == (["a.txt"], {})
    assert best(kb, "apples") == "a.txt"
