"""What the tests of the page share: answers made by hand, hostile text and a running page."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from fake_embedder import FakeEmbedder

from rag import (
    Answer,
    Citation,
    Conversation,
    Document,
    Hit,
    IndexContents,
    InputError,
    KnowledgeBase,
    Passage,
    Span,
    Statement,
)
from rag.conversation import Resolver
from rag.training.terms.rules import RuleMarker

T = TypeVar("T")

HOSTILE = (
    "<script>document.title='forged'</script>",
    "<img src=x onerror=\"document.title='forged'\">",
    '"><svg onload="document.title=1">',
    "' onmouseover='document.title=1",
    "[a link](javascript:document.title=1) and **bold**",
    "See [1] and 【1】 and [2](#card-1-2).",
    '<button class="cite" data-cite="1-1">[1]</button>',
    "</mark></blockquote></article><h1>forged</h1>",
    "${document.title='forged'} and {{value}} and {{{value}}} and `ticks`",
    "&lt;b&gt; stays as written &amp; so does &quot;",
    "<!-- <mark>forged</mark> -->",
)


def document(text: str, **others: Any) -> Document:
    """Make a document whose whole text is content, unless told otherwise."""
    facts: dict[str, Any] = {
        "id": "a.txt",
        "title": "A title",
        "content": (Span(0, len(text)),),
        "content_hash": "0" * 64,
        "published": date(2024, 1, 29),
    }
    return Document(text=text, **{**facts, **others})


def passage(source: Document, start: int, end: int) -> Passage:
    """Cut a passage of one sentence out of a document."""
    text = source.text[start:end]
    return Passage(source.id, 0, start, end, text, len(text) // 4, (Span(start, end),))


def citation(source: Document, quote: str, *, number: int = 1) -> Citation:
    """Cite the first place where a document says this, inside a passage that is its whole text."""
    start = source.text.index(quote)
    whole = passage(source, 0, len(source.text))
    return Citation(number, source, whole, start, start + len(quote), score=0.75)


def hit(source: Document, start: int = 0, end: int | None = None, *, rank: int = 1) -> Hit:
    """Find a passage of a document."""
    end = len(source.text) if end is None else end
    return Hit(source, passage(source, start, end), 0.03, rank, dense_score=0.42, dense_rank=rank)


def answer(*citations: Citation, question: str = "When?", **others: Any) -> Answer:
    """Answer by the quotes of some citations, each a statement of its own."""
    statements = tuple(Statement(cited.quote, (cited.number,)) for cited in citations)
    status = "answered" if citations else "not_found"
    facts: dict[str, Any] = {"status": status, "statements": statements, "citations": citations}
    return Answer(question=question, **{**facts, **others})


class StubBase:
    """A knowledge base with prepared answers: question -> Answer, an error to raise, or a call.

    Anything else it does not know. Its documents are those that the answers cite; follow-ups
    are understood by rules.
    """

    def __init__(self, answers: dict[str, Any], folder: Path = Path()) -> None:
        self.answers = answers
        self.folder = folder

    def ask(self, question: str, *, context: str = "") -> Answer:
        prepared = self.answers.get(question, answer(question=question))
        result: Answer | Exception = prepared() if callable(prepared) else prepared
        if isinstance(result, Exception):
            raise result
        return result

    def chat(self, *, history: Any = (), **options: Any) -> Conversation:
        return Conversation(self.ask, Resolver(RuleMarker()), history)

    def contents(self) -> IndexContents:
        return IndexContents(2, 14, 0, {}, 1, "truth", "embedder", "chunker")

    @property
    def documents(self) -> list[Document]:
        found = [one for one in self.answers.values() if isinstance(one, Answer)]
        return [cited.document for one in found for cited in one.citations]

    def document(self, document_id: str) -> Document:
        for source in self.documents:
            if source.id == document_id:
                return source
        raise InputError(f"no document {document_id!r}")


def free_port() -> int:
    """Find a port of this machine that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def built(kb: Any) -> Any:
    """Build the page over a knowledge base."""
    import ui

    return in_a_loop(lambda: ui.build(kb))


@contextmanager
def serving(
    kb: Any,
    host: str = "127.0.0.1",
    root_path: str | None = None,
    auth: tuple[str, str] | None = None,
) -> Iterator[str]:
    """Serve the page over a knowledge base; give the URL by which it is reached directly."""
    page = built(kb)
    from ui.serving import check_address, serve

    port = free_port()
    check_address(host, port)
    try:
        yield in_a_loop(lambda: serve(page, host=host, port=port, root_path=root_path, auth=auth))
    finally:
        page.close()


@contextmanager
def serving_a_ferry(folder: Path, auth: tuple[str, str] | None = None) -> Iterator[str]:
    """Serve the page over an index, made in a folder, of one document: `ferry.txt`."""
    (folder / "ferry.txt").write_text("The ferry leaves at noon.", encoding="utf-8")
    with KnowledgeBase.open(folder / "index", embedder=FakeEmbedder()) as kb:
        kb.add(folder / "ferry.txt")
        with serving(kb, auth=auth) as url:
            yield url


def in_a_loop(call: Callable[[], T]) -> T:
    """Call inside a running event loop: without one, Gradio makes some and never closes them."""

    async def called() -> T:
        return call()

    return asyncio.run(called())
