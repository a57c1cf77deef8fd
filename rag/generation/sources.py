"""Hits -> the numbered sentences that a language model may cite.

A number stands for a stretch of a stored document. What the model cites is a number and never
words of its own, so that its quotes are as true as the reader's: one that is not there cannot be
shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rag.text.headings import heading_above
from rag.text.months import MONTH_NAMES
from rag.types import Hit, Span

_PASSAGES = 8  # best first
_LONGEST = 12_000  # characters in all, some 3,000 tokens: a small model's usual window holds 4,096


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence of a passage, by its number from 1."""

    number: int
    hit: Hit
    span: Span

    @property
    def text(self) -> str:
        """Slice the sentence out of its document."""
        return self.hit.document.text[self.span.start : self.span.end]


def sources_of(hits: Sequence[Hit]) -> list[Source]:
    """Number the sentences of the best hits, document by document, each as it is written."""
    found: dict[str, dict[Span, Hit]] = {}
    left = _LONGEST
    for hit in hits[:_PASSAGES]:
        left -= len(hit.passage.text)
        if left < 0 and found:
            break
        of_document = found.setdefault(hit.document.id, {})
        for span in hit.passage.sentences:
            of_document.setdefault(span, hit)
    spans = [(hit, span) for of_one in found.values() for span, hit in sorted(of_one.items())]
    return [Source(number, hit, span) for number, (hit, span) in enumerate(spans, 1)]


def written(sources: Sequence[Source]) -> str:
    """Write the sources for a model, under the titles, dates and headings that they stand under."""
    parts = []
    for place, several in groupby(sources, _place):
        lines = [f"[{source.number}] {' '.join(source.text.split())}" for source in several]
        parts.append("\n".join([place, *lines]))
    return "\n\n".join(parts)


def _place(source: Source) -> str:
    document = source.hit.document
    day = document.published
    told = f", {MONTH_NAMES[day.month - 1]} {day.day}, {day.year}" if day else ""
    above = heading_above(document.text, source.span.start, source.span.start)
    return f"From “{document.title}”{told}" + (f", under “{above}”" if above else "") + ":"
