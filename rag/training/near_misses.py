"""Mine passages that look as if they answered a question and do not.

At run time most passages a reader sees are such. For each answerable question the passages
that lexical search ranks first are taken, over the data's own contexts and any further
documents; those that contain a gold answer's words are left out, since they may answer. For
questions about an indexed corpus it is the passages that the program would read: what both searches
find. With a teacher to say which of them answer, all that is found can be read.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from rag.atomic import replacing
from rag.chunking import Chunker
from rag.evaluation.questions import Source
from rag.index import Index
from rag.models.embedding import Embedder
from rag.retrieval import retrieve
from rag.text.headings import heading_above
from rag.text.tokens import load_encoding
from rag.training.examples import Example, read_lines
from rag.training.lexical import Lexical
from rag.types import Document, Span

_WORD = re.compile(r"\w+")
_FETCHED = 12  # hits looked at for each question


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage as the reader sees it: its text with its document's title and date.

    `heading` is what it stands under in the document.
    """

    text: str
    title: str = ""
    published: date | None = None
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A document's passage, and the character of the document that it starts at."""

    start: int
    shown: Shown


@dataclass(frozen=True, slots=True)
class Mined:
    """Near misses: `of[key(example)]` are indices into `passages`."""

    passages: tuple[Shown, ...]
    of: Mapping[str, tuple[int, ...]]


NOTHING_MINED = Mined((), {})


def own(example: Example) -> Shown:
    """Give the passage that an example is asked of."""
    return Shown(example.context, example.title, example.published, example.heading)


def key(example: Example) -> str:
    """Name an example across data sets, e.g. `zre/zre-885`."""
    return f"{example.dataset}/{example.id}"


def read_corpus(path: Path) -> dict[str, list[Shown]]:
    """Cut the documents of a corpus file (`title`, `date`, `text` a line) into passages, by id."""
    sources = (
        Source(str(row["id"]), row["text"], row["title"], row.get("date"))
        for row in read_lines(path)
    )
    return {source.id: [part.shown for part in cut(source)] for source in sources}


def cut(source: Source) -> list[Part]:
    """Cut a document into passages as the program does."""
    document = Document(
        source.id, source.text, source.title, (Span(0, len(source.text)),), content_hash=""
    )
    published = date.fromisoformat(source.published[:10]) if source.published else None
    return [
        Part(
            one.start,
            Shown(
                one.text, source.title, published, heading_above(source.text, one.start, one.start)
            ),
        )
        for one in _chunker().split(document)
    ]


@cache
def _chunker() -> Chunker:
    return Chunker(load_encoding())


def mine(
    examples: Sequence[Example], corpus: Sequence[Shown], sources: Iterable[str], *, keep: int = 5
) -> Mined:
    """Find up to `keep` near misses for each answerable example of the `sources`."""
    wanted = frozenset(sources)
    contexts = {e.context: own(e) for e in examples}
    passages = [*contexts.values(), *corpus]
    index = Lexical([passage.text for passage in passages])
    found: dict[str, tuple[int, ...]] = {}
    for example in examples:
        if not example.answers or example.source not in wanted:
            continue
        hits = index.search(example.question, _FETCHED)
        misses = [hit for hit in hits if not may_answer(passages[hit].text, example)]
        found[key(example)] = tuple(misses[:keep])
    return _used(passages, found)


def search_index(
    examples: Iterable[Example], index: Index, embedder: Embedder, *, keep: int = _FETCHED
) -> Mined:
    """Find the first `keep` passages of an index for each example but its own; some may answer."""
    numbers: dict[Shown, int] = {}
    of: dict[str, tuple[int, ...]] = {}
    for example in examples:
        shown = [
            Shown(
                hit.passage.text,
                hit.document.title,
                hit.document.published,
                heading_above(hit.document.text, hit.passage.start, hit.passage.start),
            )
            for hit in retrieve(example.question, index, embedder, limit=keep)
        ]
        others = [one for one in shown if one.text != example.context]
        of[key(example)] = tuple(numbers.setdefault(one, len(numbers)) for one in others)
    return Mined(tuple(numbers), of)


def misses(found: Mined, examples: Iterable[Example], *, keep: int = 8) -> Mined:
    """Take the first `keep` passages found for each answerable example that hold no answer of it.

    A question that its own passage does not answer has none: many are answered by another one.
    """
    of: dict[str, tuple[int, ...]] = {}
    for example in (one for one in examples if one.answers and key(one) in found.of):
        near = found.of[key(example)]
        of[key(example)] = tuple(
            [one for one in near if not may_answer(found.passages[one].text, example)][:keep]
        )
    return _used(found.passages, of)


def _used(passages: Sequence[Shown], of: Mapping[str, tuple[int, ...]]) -> Mined:
    """Keep the passages that are near misses of any question."""
    used = sorted({hit for hits in of.values() for hit in hits})
    renumbered = {old: new for new, old in enumerate(used)}
    renamed = {name: tuple(renumbered[hit] for hit in hits) for name, hits in of.items()}
    return Mined(tuple(passages[old] for old in used), renamed)


def joined(one: Mined, other: Mined) -> Mined:
    """Put two minings together; of a question in both, the other's near misses count."""
    shift = len(one.passages)
    moved = {name: tuple(i + shift for i in near) for name, near in other.of.items()}
    return Mined(one.passages + other.passages, {**one.of, **moved})


def save(mined: Mined, path: Path) -> None:
    """Write near misses: the passages one a line, then the questions one a line."""
    with replacing(path) as part, part.open("w", encoding="utf-8") as file:
        for shown in mined.passages:
            day = shown.published.isoformat() if shown.published else None
            line = {"text": shown.text, "title": shown.title, "date": day}
            line |= {"heading": shown.heading} if shown.heading else {}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
        for name, near in mined.of.items():
            file.write(json.dumps({"key": name, "near": near}, ensure_ascii=False) + "\n")


def load(path: Path) -> Mined:
    """Read what `save` wrote."""
    passages: list[Shown] = []
    of: dict[str, tuple[int, ...]] = {}
    for row in read_lines(path):
        if "key" in row:
            of[row["key"]] = tuple(row["near"])
        else:
            day = date.fromisoformat(row["date"]) if row["date"] else None
            passages.append(Shown(row["text"], row["title"], day, row.get("heading", "")))
    return Mined(tuple(passages), of)


def may_answer(text: str, example: Example) -> bool:
    """Tell whether a text is the example's own or contains one of its answers."""
    if text == example.context:
        return True
    words = _spaced(text)
    return any(_spaced(answer.text) in words for answer in example.answers)


@lru_cache(1 << 17)
def _spaced(text: str) -> str:
    """Write a text's words with one space around each: many questions meet the same texts."""
    return f" {' '.join(_WORD.findall(text.lower()))} "
