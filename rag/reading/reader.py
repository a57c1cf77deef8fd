"""What a reader is: question and hits -> candidate answers, with a probability.

This module knows neither how a reader finds candidates nor how they become an answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import is_
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

    def without_others(self, kept: Sequence[Candidate]) -> "Reading":
        """Keep some candidates; the belief in those left out is taken out of the whole.

        A reading of which all are kept, as they are, stays itself.
        """
        if len(kept) == len(self.candidates) and all(map(is_, kept, self.candidates)):
            return self
        remaining = sum(candidate.score for candidate in kept)
        left_out = sum(candidate.score for candidate in self.candidates) - remaining
        whole = max(remaining, 1 - left_out) or 1.0
        shares = tuple(replace(candidate, score=candidate.score / whole) for candidate in kept)
        return replace(self, candidates=shares)


class Reader(Protocol):
    """What answering needs of a reader."""

    @property
    def name(self) -> str:
        """Identify the reader in reports."""

    def read(self, question: str, hits: Sequence[Hit]) -> Reading:
        """Look for the answer in the hits."""
