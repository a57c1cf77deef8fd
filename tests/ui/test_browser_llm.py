"""The chat with a language model, in a real browser: its words, the documents' quotes, a remark."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import NEEDS_CHROMIUM, ask
from chat_server import ChatServer, chat_server
from ui_server import serving

from rag import ChatModel, KnowledgeBase
from ui.starting import warm_up

pytestmark = NEEDS_CHROMIUM
BRIDGE = "The Quill bridge was opened by Adaline Quill. It is 300 metres long.\n"


@pytest.fixture(scope="module")
def server() -> Iterator[ChatServer]:
    """A model that words the first question well and the second one badly."""
    with chat_server("It was opened by Adaline Quill <b> [1].", "A dragon [2].") as served:
        yield served


@pytest.fixture(scope="module")
def url(server: ChatServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A chat with that model, which is warmed up."""
    place = tmp_path_factory.mktemp("llm")
    (place / "texts").mkdir()
    (place / "texts" / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    with KnowledgeBase.open(Path(place / "index"), llm=ChatModel(server.url)) as kb:
        kb.sync(place / "texts")
        warm_up(kb).join()
        with serving(kb) as url:
            yield url


def test_what_a_model_words_is_said_to_be_its_words_and_cites_the_documents(
    server: ChatServer, new_page
) -> None:
    page = new_page()
    assert server.headers == []  # neither the warm-up nor the page and its suggestions ask
    ask(page, "Who opened the bridge?")
    reply = page.locator(".turn .reply").last
    assert "It was opened by Adaline Quill <b>." in reply.inner_text()
    assert "Worded by tiny; what its sources do not say is left out." in reply.inner_text()
    assert page.locator(".evidence mark, mark").first.inner_text() == (
        "The Quill bridge was opened by Adaline Quill."
    )
    assert len(server.asked) == 1  # what to go on with is not asked of the model
    ask(page, "How long is the bridge?")
    reply = page.locator(".turn .reply").last
    assert "300 metres" in reply.inner_text()
    assert "What tiny wrote is left out: it cites nothing that says it." in reply.inner_text()
