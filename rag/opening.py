"""Open an index with what it is searched and extended by: its embedding model, its chunker.

What is not given is as the index was made, for a new one the default.
"""

from dataclasses import dataclass
from pathlib import Path

from rag.answering import Readers
from rag.chunking import Budget, Chunker
from rag.index import Index
from rag.index.index import index_folder, read_settings, require_index
from rag.models.embedding import Embedder, lasting_name, load_embedder
from rag.models.packaged import PACKAGED_NAME
from rag.options import check_options, checked_embedder
from rag.reading import SpanReader
from rag.reading.sentence_reader import SentenceReader
from rag.sync.rebuilding import rebuild
from rag.text.paths import checked_path

MODEL = "model"  # the setting that says what the embedding model is loaded by


@dataclass(frozen=True, slots=True)
class Opened:
    """An index, and the model and chunker that its passages are made by."""

    index: Index
    embedder: Embedder
    chunker: Chunker


def open_index(
    folder: str | Path,
    *,
    create: bool,
    anew: bool,
    embedder: Embedder | str | Path | None,
    encoding: str | None,
    max_tokens: int | None,
    overlap_tokens: int | None,
) -> Opened:
    """Open an index; the options and errors are those of `KnowledgeBase.open`."""
    check_options(create=create, anew=anew, encoding=encoding)
    check_options(max_tokens=max_tokens, overlap_tokens=overlap_tokens)
    folder = index_folder(checked_path("the folder of the index", folder))
    if not create:
        require_index(folder)
    stored = {} if anew else read_settings(folder)
    given = embedder if embedder is not None else stored.get(MODEL, PACKAGED_NAME)
    given = checked_embedder(given)
    model = load_embedder(given) if isinstance(given, str) else given
    budget = Budget.read(stored.get("chunker", "")).but(
        encoding=encoding, max_tokens=max_tokens, overlap_tokens=overlap_tokens
    )
    chunker = budget.chunker(model.fits)
    settings = {"embedder": model.name, "chunker": chunker.fingerprint}
    notes = {MODEL: lasting_name(given)} if isinstance(given, str) else {}
    if anew:
        model.embed_query("ready?")  # raises ModelError while the index is still there
        rebuild(folder, {**notes, **settings, "dimension": str(model.dimension)})
    index = Index(folder, dimension=model.dimension, settings=settings, notes=notes)
    return Opened(index, model, chunker)


def usual_readers(embedder: Embedder) -> Readers:
    """Give the packaged reader, and the one of sentences over the index's own model."""
    return Readers(SentenceReader(embedder), SpanReader())
