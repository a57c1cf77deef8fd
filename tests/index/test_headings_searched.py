"""A passage is found by the headings that it stands under, however far above it they are."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_embedder import FakeEmbedder

from rag import KnowledgeBase

FLATS = ("Quince", "Medlar", "Damson")


def handbook(last: str = "Damson") -> str:
    """Write three long sections, where the middle of each says a price."""
    house = "The stairs are cleaned by whoever lives there, and the bins go out at night. " * 25
    flats = (*FLATS[:2], last)
    return "# House\n" + "".join(
        f"\n## Flat {name}\n\n{house}\n\nThe deposit is {n}50 euros.\n\n{house}\n"
        for n, name in enumerate(flats, 7)
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "house.md").write_text(handbook(), encoding="utf-8")
    return tmp_path / "docs"


@pytest.fixture
def kb(tmp_path: Path, folder: Path) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.open(tmp_path / "index", embedder=FakeEmbedder()) as opened:
        opened.sync(folder)
        yield opened


def deposit(kb: KnowledgeBase, flat: str) -> str:
    """Say which deposit the search for words finds first, of passages that are else alike."""
    hits = [hit for hit in kb.search(f"{flat} deposit", limit=20) if hit.lexical_rank]
    told = [hit for hit in hits if "deposit is" in hit.passage.text]
    first = min(told, key=lambda hit: hit.lexical_rank or 0)
    return first.passage.text.partition("deposit is ")[2][:9]


def test_the_middle_of_a_section_is_found_by_its_heading(kb: KnowledgeBase) -> None:
    assert [deposit(kb, flat) for flat in FLATS] == ["750 euros", "850 euros", "950 euros"]
    assert all("Medlar" not in h.passage.text for h in kb.search("x") if "850" in h.passage.text)


def test_an_edited_heading_leads_to_its_section_at_once(kb: KnowledgeBase, folder: Path) -> None:
    (folder / "house.md").write_text(handbook("Bullace"), encoding="utf-8")
    kb.sync(folder)
    assert deposit(kb, "Bullace") == "950 euros"
