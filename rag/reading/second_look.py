"""A second look: the likeliest quotes, each read once more by itself, by a network of its own.

Each is shown with the sentence before it and nothing else, so the rest of its passage cannot
mislead. The network learned from a larger one what to say of such short texts (MODEL_CARD.md, "A
second look").
"""

import math
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.models.bert_input import Tokens
from rag.reading.found import FoundSpan, Place, likeliest
from rag.reading.inputs import InputRow
from rag.reading.network import Logits, Network
from rag.reading.stretches import Stretch, input_rows
from rag.types import Span

if TYPE_CHECKING:
    import tokenizers

# With two quotes the gain is three fifths of that with four, with eight the same; what is so far
# behind the likeliest does not catch up, and reading it takes time (MODEL_CARD.md).
READ_AGAIN = 4
_TOO_FAR = 10.0  # of the reader's margin, what search puts the passage behind included


def look_again(
    question: str,
    found: Sequence[FoundSpan],
    network: Network,
    tokenizer: "tokenizers.Tokenizer",
    cores: Executor,
) -> list[FoundSpan]:
    """Give the spans with what the margin of those in the likeliest quotes is there."""
    chosen = looks(found, within=_TOO_FAR)
    stretches = [look.stretch for look in chosen]
    rows, tokens = input_rows(tokenizer, question, stretches)
    places = [look.place for look in chosen]
    logits = network.read(rows, cores)
    views = dict(zip(places, zip(stretches, rows, tokens, logits, strict=True), strict=True))
    return [
        replace(f, alone=_margin(f.marked, *views[f.place])) if f.place in views else f
        for f in found
    ]


def looks(found: Sequence[FoundSpan], *, within: float = math.inf) -> list[FoundSpan]:
    """Choose a span of each quote to read: of overlapping passages, with the sentence before.

    Only quotes `within` so much of the likeliest one's worth are chosen.
    """
    chosen = set(likeliest(found, within=within)[:READ_AGAIN])
    by_place: dict[Place, FoundSpan] = {}
    for one in found:
        known = by_place.get(one.place, one)
        if one.place in chosen and one.surroundings.start <= known.surroundings.start:
            by_place[one.place] = one
    return list(by_place.values())


def _margin(
    marked: Span, stretch: Stretch, row: InputRow, tokens: Tokens, logits: Logits
) -> float | None:
    """Give a span's margin in the row of a stretch; None where the row ends before it."""
    start = stretch.span.start
    found = tokens.span_of(marked.start - start, marked.end - start)
    if found is None or row.passage + found[1] >= row.passage_end:
        return None
    starts, ends = logits
    score = starts[row.passage + found[0]] + ends[row.passage + found[1]]
    return float(score - starts[0] - ends[0])
