"""What speaks for each marked span: the reader's margin, its passage, and its sentence.

The reader sees one passage at a time. How near a sentence is to the question, and how many of its
words it has, compare over all of them, so both count from the best sentence down. Of 1,017
held-out questions F1 was 67.2 by margin and passage alone, 67.9 with the words, 68.3 with the
nearness too; their absolute values added nothing. Embedding the sentences takes 15 of the 40 ms of
reading eight passages (`python -m benchmarks.ask`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rag.embedding import Embedder, titled
from rag.shared_words import shared_words
from rag.types import Hit, Span

Floats = npt.NDArray[np.float64]

# Sentences whose nearness is looked at, of those with the likeliest spans; the others count as
# the least near of them. F1 was 68.3 with 8 and with 12, 68.1 with 4.
_LOOKED_AT = 8
_LEAD_WORTH = 1.5  # a unit of the ranking's score in the reader's margin, about as fitted


@dataclass(frozen=True, slots=True)
class FoundSpan:
    """A span that the reader marked, and its margin over no answer."""

    hit: Hit
    span: Span
    margin: float

    @property
    def quote(self) -> Span:
        """Give the whole sentences of the passage that the span touches."""
        span = self.span
        sentences = self.hit.passage.sentences
        touched = [s for s in sentences if s.start < span.end and s.end > span.start]
        if not touched:
            return span
        return Span(min(touched[0].start, span.start), max(touched[-1].end, span.end))


def evidence(question: str, found: Sequence[FoundSpan], embedder: Embedder) -> Floats:
    """Give (spans, 4): margin, lead, nearness, coverage; all but the margin are at most 0."""
    if not found:
        return np.zeros((0, 4))
    margins = np.array([one.margin for one in found], dtype=np.float64)
    scores = np.array([one.hit.score for one in found], dtype=np.float64)
    leads = scores - scores.max()
    quotes = [(one.hit.document.id, one.quote) for one in found]
    likely = np.argsort(-(margins + _LEAD_WORTH * leads), kind="stable")
    best_first = list(dict.fromkeys(quotes[i] for i in likely))
    documents = {one.hit.document.id: one.hit.document for one in found}
    texts = [documents[name].text[span.start : span.end] for name, span in best_first]
    covered = dict(zip(best_first, shared_words(question, texts), strict=True))
    likeliest = [
        titled(documents[name].title, text)
        for (name, _), text in zip(best_first[:_LOOKED_AT], texts, strict=False)
    ]
    cosines = embedder.embed_passages(likeliest) @ embedder.embed_query(question)
    near = dict(zip(best_first, cosines.tolist(), strict=False))
    least = min(near.values())
    nearness = np.array([near.get(quote, least) for quote in quotes])
    coverage = np.array([covered[quote] for quote in quotes])
    columns = [margins, leads, nearness - nearness.max(), coverage - coverage.max()]
    return np.stack(columns, axis=1)
