"""What tests share: the two source documents, and knowledge bases with and without a model."""

import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fake_embedder import FakeEmbedder
from places import ROOT

from rag import KnowledgeBase


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> None:
    """Let children be interrupted even where a shell ran the tests in the background.

    Such a shell has SIGINT ignored, which processes started from here would inherit.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the two documents that come with the project."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def seeds_kb(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """The two documents, indexed with the packaged model; not to be written to."""
    with KnowledgeBase.open(tmp_path_factory.mktemp("seeds-index")) as kb:
        kb.sync(seeds)
        yield kb


@pytest.fixture
def fake_kb(tmp_path: Path) -> Iterator[KnowledgeBase]:
    """An empty knowledge base in `tmp_path / "index"` whose embedder needs no model."""
    with KnowledgeBase.open(tmp_path / "index", embedder=FakeEmbedder()) as kb:
        yield kb


@pytest.fixture(scope="module")
def browser(url: str) -> Iterator[Any]:
    """Chromium, started once the module's `url` is served (see `browser.chromium`)."""
    from browser import chromium  # it brings in what serves the page

    with chromium() as started:
        yield started


@pytest.fixture
def new_page(browser: Any, url: str) -> Iterator[Any]:
    """Open pages of what the module serves, ready to be asked; see `browser.quiet_pages`."""
    from browser import quiet_pages

    with quiet_pages(browser) as opened:

        def ready(**settings: Any) -> Any:
            page = opened(url, **settings)
            page.locator(".welcome").wait_for()
            return page

        yield ready
