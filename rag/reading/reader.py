"""What a reader is: question and hits -> candidate answers, with a probability.

This module knows neither how a reader finds candidates nor how they become an answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from rag.types import Hit, Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible answer: a span of a document inside the sentences that are its quote."""

    hit: Hit
    span: Span
    quote: Span
    score: float  # comparable across the passages of one reading; a span's share of belief

    @property
    def text(self) -> str:
        """Slice the answer out of the stored document."""
        return self.hit.document.text[self.span.start : self.span.end]

    @property
    def quoted(self) -> str:
        """Slice the quote."""
        return self.hit.document.text[self.quote.start : self.quote.end]

    @property
    def before(self) -> str:
        """Slice what stands before the answer in the quote."""
        return self.hit.document.text[self.quote.start : self.span.start]

    @property
    def after(self) -> str:
        """Slice what stands after the answer in the quote."""
        return self.hit.document.text[self.span.end : self.quote.end]


@dataclass(frozen=True, slots=True)
class Reading:
    """The candidates, best first, and the probability (0..1) that the best one answers."""

    candidates: tuple[Candidate, ...]
    confidence: float


class Reader(Protocol):
    """What answering needs of a reader."""

    @property
    def name(self) -> str:
        """Identify the reader in reports."""

    def read(self, question: str, hits: Sequence[Hit]) -> Reading:
        """Look for the answer in the hits."""
