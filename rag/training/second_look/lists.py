"""Lists of quotes as the second look reads them: a question's likeliest ones, a row each.

Those of questions about an indexed corpus are what the first look marks in the passages that search
finds. Others are drawn from the sentences that `rag.training.quotes` puts beside each other.
"""

import random
from collections.abc import Iterable, Iterator

from rag.asking import READ_PASSAGES
from rag.index import Index
from rag.models.bert_input import Tokens
from rag.models.embedding import Embedder
from rag.models.packaged import packaged_tokenizer
from rag.reading.found import FoundSpan
from rag.reading.inputs import InputRow
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
        found = [marked_row(example, *one) for one in zip(chosen, rows, tokens, strict=True)]
        if found:
            yield found


def marked_row(example: Example, look: FoundSpan, row: InputRow, tokens: Tokens) -> Row:
    """Mark the gold answer where the quote is of the example's own passage and holds it.

    What another quote says is certain where it has no words of an answer.
    """
    text = look.stretch.text
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
