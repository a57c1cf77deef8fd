"""A knowledge base whose embedder counts what it embeds."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_embedder import CountingEmbedder

from rag import KnowledgeBase


@pytest.fixture
def embedder() -> CountingEmbedder:
    return CountingEmbedder()


@pytest.fixture
def kb(tmp_path: Path, embedder: CountingEmbedder) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.open(tmp_path / "index", embedder=embedder) as opened:
        yield opened
