"""Texts to store: by hand, one passage a line, below the level of syncing; and a long one."""

from datetime import date

from fake_embedder import FakeEmbedder

from rag.index.writing import FileState, Writing
from rag.models.embedding import Vectors
from rag.types import Document, Passage, Span

DIMENSION = 64
EMBEDDER = FakeEmbedder(dimension=DIMENSION)


def document(
    document_id: str, text: str, *, title: str = "", published: date | None = None
) -> Document:
    """Make a document whose content hash is its text."""
    return Document(document_id, text, title, line_spans(text), text, published=published)


def line_spans(text: str) -> tuple[Span, ...]:
    """Give the lines as spans; "ab\\nc" -> [0, 2), [3, 4)."""
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return tuple(spans)


def put(writing: Writing, source: Document, vectors: Vectors | None = None) -> list[Passage]:
    """Store a document with one passage for each of its lines."""
    passages = [
        Passage(source.id, i, span.start, span.end, source.text[span.start : span.end], 1, (span,))
        for i, span in enumerate(source.content)
    ]
    if vectors is None:
        vectors = EMBEDDER.embed_passages([passage.text for passage in passages])
    state = FileState(source.id, source.content_hash, len(source.text), 0, True)
    writing.put(source, state, passages, vectors)
    return passages


def long_text(changed: int | None = None) -> str:
    """Write 40 paragraphs, each of them about one passage long."""
    return "\n\n".join(
        " ".join(
            f"In part {n} the {word}{n} {'moved' if n == changed else 'stood'} near the hill."
            for word in ("tower", "bridge", "garden", "statue", "market", "harbour") * 2
        )
        for n in range(40)
    )
