"""Spans that the reader marked, and which of their sentences are likeliest to hold an answer."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rag.reading.stretches import Stretch
from rag.reading.verbalising import is_of_table
from rag.types import Hit, Span

Floats = npt.NDArray[np.float64]
Place = tuple[str, Span]  # a document's id, and a stretch of its text

LEAD_WORTH = 1.5  # a unit of the ranking's score in the reader's margin, about as fitted


@dataclass(frozen=True, slots=True)
class FoundSpan:
    """A span that the reader marked, and its margins over no answer.

    `marked` is what the reader marked, before its ends were moved to those of a number; `alone` is
    its margin where its sentence and the one before it were read by themselves, None where they
    were not.
    """

    hit: Hit
    span: Span
    margin: float
    marked: Span
    alone: float | None = None

    @property
    def quote(self) -> Span:
        """Give the whole sentences of the passage that the span touches."""
        span = self.span
        touched = [
            s for s in self.hit.passage.sentences if s.start < span.end and s.end > span.start
        ]
        if not touched:
            return span
        return Span(min(touched[0].start, span.start), max(touched[-1].end, span.end))

    @property
    def quote_text(self) -> str:
        """Give the text of the quote."""
        return self.hit.document.text[self.quote.start : self.quote.end]

    @property
    def place(self) -> Place:
        """Name the quote among those of other documents."""
        return self.hit.document.id, self.quote

    @property
    def surroundings(self) -> Span:
        """Give the quote with the sentence of the passage before it, where there is one.

        A row of a table stands for itself.
        """
        quote = self.quote
        if is_of_table(self.hit.document.text, quote):
            return quote
        before = [s.start for s in self.hit.passage.sentences if s.end <= quote.start]
        return Span(before[-1] if before else quote.start, quote.end)

    @property
    def stretch(self) -> Stretch:
        """Give what is shown of the document in a second look."""
        return Stretch(self.hit.document, self.surroundings, self.quote.start)


def likeliest(found: Sequence[FoundSpan], *, within: float = np.inf) -> list[Place]:
    """List the quotes of spans, first that of the span that the reader and search hold likeliest.

    Each is named once, and none whose spans are worth less than that one by more than `within`.
    """
    worth, least = _worth(found), most_worth(found) - within
    reached = [i for i in np.argsort(-worth, kind="stable") if worth[i] >= least]
    return list(dict.fromkeys(found[i].place for i in reached))


def most_worth(found: Sequence[FoundSpan]) -> float:
    """Give what the likeliest span is worth: its margin and its passage's score together."""
    return float(max(_worth(found), default=-np.inf))


def _worth(found: Sequence[FoundSpan]) -> Floats:
    return np.array([one.margin + LEAD_WORTH * one.hit.score for one in found], dtype=np.float64)
