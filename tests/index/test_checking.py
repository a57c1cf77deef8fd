"""`rag status --check` finds what was altered, also where no checksum stands beside it."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_embedder import FakeEmbedder

from rag import IndexDamaged, KnowledgeBase
from rag.index import signatures
from rag.index.index import TRUTH


@pytest.fixture
def kb(tmp_path: Path) -> Iterator[KnowledgeBase]:
    """An index of one document, whose passages stand under a heading."""
    (tmp_path / "docs").mkdir()
    text = "# Farm\n\n## Orchard\n\n" + "We grow apples and pears here. " * 40
    (tmp_path / "docs" / "a.md").write_text(text, encoding="utf-8")
    (tmp_path / "docs" / "empty.md").write_text("?", encoding="utf-8")
    with KnowledgeBase.open(tmp_path / "index", embedder=FakeEmbedder()) as opened:
        opened.sync(tmp_path / "docs")
        yield opened


def alter(kb: KnowledgeBase, sql: str) -> None:
    with sqlite3.connect(kb.folder / TRUTH) as connection:
        assert connection.execute(sql).rowcount > 0
    connection.close()


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("UPDATE heading SET words = 'Cellar'", "a heading in document 'a.md' is another"),
        ("DELETE FROM heading", "a heading in document 'a.md' is another"),
        (
            "UPDATE signature SET minhash = zeroblob(480) WHERE length(minhash)",
            "the signature of document 'a.md' is another",
        ),
        ("UPDATE signature SET minhash = x''", "the signature of document 'a.md' is another"),
        ("UPDATE document SET title = 'Another'", "checksum of document 'a.md'"),
        ("UPDATE passage SET tokens = 1", "checksum of passage"),
    ],
)
def test_the_check_finds_what_was_altered(kb: KnowledgeBase, sql: str, what: str) -> None:
    kb.check()
    alter(kb, sql)
    with pytest.raises(IndexDamaged, match=what):
        kb.check()


def test_what_other_rules_have_made_is_not_taken_for_damage(kb: KnowledgeBase) -> None:
    alter(kb, "UPDATE heading SET words = 'Cellar'")
    alter(kb, "UPDATE reading SET rules = '1'")
    alter(kb, "UPDATE signature SET minhash = zeroblob(480) WHERE length(minhash)")
    alter(kb, f"UPDATE setting SET value = 'another' WHERE name = '{signatures.METHOD}'")
    kb.check()
