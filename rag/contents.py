"""What an index holds, in numbers that cost little; `rag.status` compares and measures besides."""

from dataclasses import dataclass

from rag.index import Index, provisional


@dataclass(frozen=True, slots=True)
class IndexContents:
    """How much an index holds, without a look at the folder that it mirrors."""

    documents: int
    passages: int
    provisional: int  # passages with the vectors of a quick start, still to be embedded
    skipped: dict[str, str]  # files the last sync could not use -> reason
    revision: int  # raised by every change, from 0 again once the index is made anew
    truth: str  # identity of what is stored, another once the index is made anew
    embedder: str
    chunker: str


def count(index: Index) -> IndexContents:
    """Count what is stored."""
    store = index.store
    with store.snapshot():
        settings, state = store.settings(), store.state
        return IndexContents(
            documents=store.count_documents(),
            passages=store.count_passages(),
            provisional=provisional.count_passages(store),
            skipped=store.skipped(),
            revision=state.revision,
            truth=state.truth,
            embedder=settings.get("embedder", ""),
            chunker=settings.get("chunker", ""),
        )
