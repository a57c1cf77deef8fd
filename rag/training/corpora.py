"""Corpora to search while fitting: news articles, and paragraphs of encyclopaedia articles.

Each is indexed in the work folder, as a folder of files that is synced: a call that was broken
off is made good by the next.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from rag.chunking import Chunker
from rag.evaluation.datasets.corpus import file_name, written_corpus
from rag.evaluation.questions import Source
from rag.index import Index
from rag.models.embedding import Embedder
from rag.sync.syncing import Synchroniser
from rag.text.tokens import load_encoding
from rag.training import invented, written
from rag.training.examples import Example, read_examples, read_lines

Drawn = TypeVar("Drawn")

_PARAGRAPH_SETS = (
    "squad_du_test", "squad11_dev_only_TRAINPART", "squad20_dev_TRAINPART", "nq_qed_train",
)  # fmt: skip
_CONTEXTS = 1500  # of each set
# Of the largest sets every third question, in its first wording and its second in turns: otherwise
# they would outweigh all others.
_MANY = (invented.EVERYDAY, invented.LAYOUTS)
_EVERY = 3
_QUESTIONS = 1000  # of each corpus


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents by id, and questions with the id of the document that answers."""

    name: str
    documents: list[Source]
    questions: list[tuple[Example, str]]


@dataclass(frozen=True, slots=True)
class Folder:
    """Documents that are searched alone, and questions with the texts that answer, if any."""

    documents: list[Source]
    questions: list[tuple[str, tuple[str, ...]]]


def news(data: Path) -> Corpus:
    """Take the whole articles, and questions on some of them."""
    rows = read_lines(data / "news" / "corpus.jsonl.xz")
    documents = [Source(row["id"], row["text"], row["title"], row.get("date")) for row in rows]
    examples = [e for e in read_examples(data / "train" / "news.jsonl.xz") if e.answers]
    asked = [(e, file_name(e.group)) for e in _sample(examples, _QUESTIONS)]
    return Corpus("news", documents, asked)


def folders(data: Path, held: Sequence[Example]) -> Iterator[Folder]:
    """Give each held-out article and folder that was asked about as a whole.

    What is asked of it without an answer is answered by nothing in it.
    """
    asked: dict[str, dict[str, tuple[str, ...]]] = {}
    for one in (e for e in held if e.source == written.ARTICLES):
        of = asked.setdefault(one.group, {})
        of[one.question] = of.get(one.question, ()) + tuple(a.text for a in one.answers)
    for document in news(data).documents:
        if document.id in asked:
            yield Folder([document], list(asked[document.id].items()))
    kept = {e.group for e in held if e.source in invented.SETS}
    for folder in invented.read_folders(invented.FILE):
        if folder.name in kept:
            asked_of = folder.asked[:: _EVERY if folder.dataset in _MANY else 1]
            questions = [(one.question, folder.golds(one)) for one in asked_of]
            yield Folder(list(folder.documents), questions)


def paragraphs(data: Path) -> Corpus:
    """Take some contexts of the published sets as documents, and questions on them."""
    by_set: dict[str, list[Example]] = {name: [] for name in _PARAGRAPH_SETS}
    for example in read_examples(data / "train" / "mix.jsonl.xz"):
        if example.dataset in by_set and example.answers:
            by_set[example.dataset].append(example)
    documents: list[Source] = []
    ids: dict[str, str] = {}
    asked: list[tuple[Example, str]] = []
    for name, examples in by_set.items():
        titles = {example.context: example.title for example in examples}
        for context in _sample(list(titles), _CONTEXTS):
            ids[context] = f"{name}-{len(ids)}"
            documents.append(Source(ids[context], context, titles[context] or "Untitled"))
        kept = [(e, file_name(ids[e.context])) for e in examples if e.context in ids]
        asked += _sample(kept, _QUESTIONS // len(by_set))
    return Corpus("paragraphs", documents, asked)


def indexed(corpus: Corpus, work: Path, embedder: Embedder) -> Index:
    """Open the corpus's whole index in `work`; that of news is as `benchmarks.news` makes it."""
    chunker = Chunker(load_encoding(), fits=embedder.fits)
    settings = {"embedder": embedder.name, "chunker": chunker.fingerprint}
    folder = work / f"{corpus.name}-index"
    index = Index(folder, dimension=embedder.dimension, settings=settings)
    with written_corpus(corpus.documents, work / f"{folder.name}-documents") as files:
        Synchroniser(index, chunker, embedder).sync(files)
    return index


def _sample(items: Sequence[Drawn], count: int) -> list[Drawn]:
    return random.Random(3).sample(list(items), min(count, len(items)))
