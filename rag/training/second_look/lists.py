"""Lists of quotes as the second look reads them: a question's likeliest ones, a row each.

Those of questions about an indexed corpus are what the first look marks in the passages that search
finds. Others are drawn from the sentences that `rag.training.quotes` puts beside each other.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from rag.index import Index
from rag.knowledge_base import READ_PASSAGES
from rag.models.embedding import Embedder
from rag.models.packaged import packaged_tokenizer
from rag.reading.found import FoundSpan
from rag.reading.inputs import Features, Tokens
from rag.reading.second_look import looks
from rag.reading.spans import SpanReader
from rag.reading.stretches import input_rows
from rag.retrieval import retrieve
from rag.training import quotes
from rag.training.examples import Example
from rag.training.near_misses import may_answer
from rag.training.pool import Draw, Mixing, Pool, Row

_LIMIT = 160  # tokens of a quote that are shown


def searched(
    examples: Iterable[Example], index: Index, embedder: Embedder, reader: SpanReader
) -> Iterator[list[Row]]:
    """Search for each question, and list the quotes that the first look holds likeliest."""
    tokenizer = packaged_tokenizer()
    for example in examples:
        hits = retrieve(example.question, index, embedder, limit=READ_PASSAGES)
        chosen = looks(reader.first_look(example.question, hits))
        rows, tokens = input_rows(tokenizer, example.question, [one.stretch for one in chosen])
        found = [_row(example, *one) for one in zip(chosen, rows, tokens, strict=True)]
        if found:
            yield found


def _row(example: Example, look: FoundSpan, row: Features, tokens: Tokens) -> Row:
    """Mark the gold answer where the quote is of the example's own passage and holds it.

    What another quote says is certain where it has no words of an answer.
    """
    stretch = look.stretch
    text = stretch.document.text[stretch.span.start : stretch.span.end]
    if look.quote_text in example.context:
        for gold in example.answers:
            at = text.find(gold.text)
            span = tokens.span_of(at, at + len(gold.text)) if at >= 0 else None
            if span is not None and row.passage + span[1] < row.passage_end:
                return Row(row, row.passage + span[0], row.passage + span[1])
    return Row(row, 0, 0, certain=bool(example.answers) and not may_answer(text, example))


def drawn(pool: Pool, count: int, rng: random.Random) -> Iterator[list[Row]]:
    """Draw lists of the pool's single sentences, each question once."""
    mixing = Mixing({}, lost=0.1)
    items = [
        at
        for at, item in enumerate(pool.items)
        if item.source == quotes.SOURCE and len(item.near) >= quotes.BESIDE
    ]
    for at in rng.sample(items, min(count, len(items))):
        yield pool.draw_list(Draw(at, _LIMIT, titled=True, beside=quotes.BESIDE), mixing, rng)


def save(lists: Sequence[Sequence[Row]], path: Path) -> None:
    """Write lists as arrays."""
    rows = [row for one in lists for row in one]
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            sizes=np.array([len(one) for one in lists]),
            lengths=np.array([len(row.features.ids) for row in rows]),
            ids=np.concatenate([row.features.ids for row in rows]).astype(np.uint16),
            segments=np.concatenate([row.features.segments for row in rows]).astype(np.uint8),
            places=np.array([_place(row) for row in rows]),
        )


def load(path: Path) -> list[list[Row]]:
    """Read what `save` wrote."""
    with np.load(path) as stored:
        ends = np.cumsum(stored["lengths"])[:-1]
        ids = np.split(stored["ids"].astype(np.int32), ends)
        segments = np.split(stored["segments"].astype(np.int32), ends)
        rows = [
            Row(Features(i, s, int(begin), int(end)), int(first), int(last), bool(certain))
            for i, s, (begin, end, first, last, certain) in zip(
                ids, segments, stored["places"], strict=True
            )
        ]
        stops = np.cumsum(stored["sizes"])
        return [rows[stop - size : stop] for stop, size in zip(stops, stored["sizes"], strict=True)]


def _place(row: Row) -> tuple[int, ...]:
    features = row.features
    return features.passage, features.passage_end, row.start, row.end, int(row.certain)
