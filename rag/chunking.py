"""Cut a document into passages: whole sentences, within a budget of tokens, exact offsets.

A passage never crosses a gap in a document's content, prefers to end where a paragraph or
a section ends, and never ends with a heading. Neighbours share a few whole sentences. A
sentence over the budget is cut between clauses, else words, else characters that a reader
sees as one. This module embeds nothing: what an embedder can read reaches it as `fits`.
"""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

import tiktoken

from rag.errors import InputError
from rag.text.clauses import cut_before
from rag.text.sentences import sentence_spans
from rag.text.tokens import DEFAULT_ENCODING, load_encoding
from rag.types import Document, Passage, Span

MAX_TOKENS = 160  # of a passage, by default
OVERLAP_TOKENS = 32
LEAST_TOKENS = 16  # so that any single character, at most four tokens, has room
_LONGEST_TOKEN = 12  # characters per token that a window for counting allows for
_EARLIEST_END = 0.6  # of the budget: a passage may end this early to end with its paragraph
_PARAGRAPH_WORTH = 0.25  # of the budget: how much fuller a passage must be to end elsewhere
_SECTION_WORTH = 0.4
_BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)")
_HEADING = re.compile(r"#{1,6}\s")
_VERSION = "sentences-v3"
_FINGERPRINT = re.compile(rf"{_VERSION}:(.+):(\d+):(\d+)")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence, or a piece of one that is over the budget."""

    start: int
    end: int
    tokens: int  # with the space before it
    opens_paragraph: bool
    is_heading: bool
    leads_on: bool  # a heading, or "The singer said,": it belongs to what follows
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Budget:
    """How long passages are: what can be chosen of a chunker, and is stored with an index."""

    encoding: str = DEFAULT_ENCODING
    max_tokens: int = MAX_TOKENS
    overlap_tokens: int = OVERLAP_TOKENS

    @classmethod
    def read(cls, fingerprint: str) -> Self:
        """Read the budget of a chunker; the default where it is of another version, or none."""
        found = _FINGERPRINT.fullmatch(fingerprint)
        return cls(found[1], int(found[2]), int(found[3])) if found else cls()

    def but(
        self, *, encoding: str | None, max_tokens: int | None, overlap_tokens: int | None
    ) -> Self:
        """Put what is given in place of what it has."""
        return replace(
            self,
            encoding=self.encoding if encoding is None else encoding,
            max_tokens=self.max_tokens if max_tokens is None else max_tokens,
            overlap_tokens=self.overlap_tokens if overlap_tokens is None else overlap_tokens,
        )

    @property
    def fingerprint(self) -> str:
        """Name all that decides the passages, to be stored with an index and compared."""
        return f"{_VERSION}:{self.encoding}:{self.max_tokens}:{self.overlap_tokens}"

    def chunker(self, fits: Callable[[str], bool]) -> "Chunker":
        """Load the encoding; `fits` and errors are those of `Chunker` and `rag.text.tokens`."""
        return Chunker(load_encoding(self.encoding), self.max_tokens, self.overlap_tokens, fits)


@dataclass(frozen=True, slots=True)
class Chunker:
    """Splits documents into passages of at most `max_tokens` by `encoding`.

    `overlap_tokens` bounds the whole sentences that a passage repeats from the one before;
    `fits` tells whether an embedder reads a text to its end, None when it has no limit.
    Raises `InputError` for budgets that cannot be kept.
    """

    encoding: tiktoken.Encoding
    max_tokens: int = MAX_TOKENS
    overlap_tokens: int = OVERLAP_TOKENS
    fits: Callable[[str], bool] | None = None

    def __post_init__(self) -> None:
        if self.max_tokens < LEAST_TOKENS:
            raise InputError(
                f"a passage of at most {self.max_tokens} tokens is too short;"
                f" use max_tokens={LEAST_TOKENS} or more"
            )
        if not 0 <= self.overlap_tokens < self.max_tokens:
            raise InputError(
                f"an overlap of {self.overlap_tokens} tokens does not go with passages of"
                f" {self.max_tokens}; use 0 to {self.max_tokens - 1}"
            )

    @property
    def fingerprint(self) -> str:
        """Name all that decides the passages; see `Budget`."""
        return Budget(self.encoding.name, self.max_tokens, self.overlap_tokens).fingerprint

    def split(self, document: Document) -> tuple[Passage, ...]:
        """Return the passages of `document` in order; linear in the length of its text."""
        text = document.text
        return tuple(
            Passage(
                document_id=document.id,
                ordinal=ordinal,
                start=units[0].start,
                end=units[-1].end,
                text=text[units[0].start : units[-1].end],
                tokens=tokens,
                sentences=tuple(Span(unit.start, unit.end) for unit in units),
            )
            for ordinal, (units, tokens) in enumerate(self._groups(document))
        )

    def _groups(self, document: Document) -> Iterator[tuple[Sequence[_Unit], int]]:
        for stretch in document.content:
            units = list(self._units(document.text, stretch))
            for first, last in self._pack(units):
                yield from self._checked(document.text, units[first:last])

    def _units(self, text: str, stretch: Span) -> Iterator[_Unit]:
        previous = stretch.start
        for sentence in sentence_spans(text, stretch.start, stretch.end):
            opens = _BLANK_LINE.search(text, previous, sentence.start) is not None
            heading = _HEADING.match(text, sentence.start) is not None
            leads_on = heading or text[sentence.end - 1] in ",:"
            if len(sentence) <= self.max_tokens * _LONGEST_TOKEN:
                tokens = self._count(text[previous : sentence.end])
            else:
                tokens = len(sentence)  # not counted: it is over the budget anyhow
            if tokens <= self.max_tokens:
                yield _Unit(sentence.start, sentence.end, tokens, opens, heading, leads_on, True)
            else:
                yield from self._pieces(text, sentence, tokens, opens)
            previous = sentence.end

    def _pieces(self, text: str, sentence: Span, tokens: int, opens: bool) -> Iterator[_Unit]:
        """Cut a sentence of `tokens` into pieces of about one size within the budget."""
        budget = self.max_tokens
        if tokens < 8 * budget:
            pieces = -(-tokens // budget)
            budget = min(budget, -(-tokens * 11 // (pieces * 10)))  # a tenth more than equal
        start = sentence.start
        while start < sentence.end:
            end = self._piece_end(text, start, sentence.end, budget)
            yield _Unit(start, end, self._count(text[start:end]), opens, False, False, False)
            opens = False
            start = end
            while start < sentence.end and text[start].isspace():
                start += 1

    def _piece_end(self, text: str, start: int, end: int, budget: int) -> int:
        window = text[start : min(end, start + budget * _LONGEST_TOKEN)]
        tokens = self.encoding.encode_ordinary(window)
        if len(tokens) <= budget and start + len(window) == end:
            return end
        prefix = self.encoding.decode_bytes(tokens[:budget]).decode("utf-8", errors="ignore")
        return cut_before(text, start, start + max(1, len(prefix)))

    def _pack(self, units: Sequence[_Unit]) -> Iterator[tuple[int, int]]:
        """Yield the passages as ranges of units, each within the budget by its parts' sum."""
        sums = [0, *itertools.accumulate(unit.tokens for unit in units)]
        first = done = 0  # the passage starts at `first`; the units before `done` are placed
        while done < len(units):
            last = self._last(units, sums, first, done)
            yield first, last
            first, done = self._overlap(units, sums, first, last), last

    def _last(self, units: Sequence[_Unit], sums: Sequence[int], first: int, done: int) -> int:
        """Choose where the passage that starts at `first` ends, after `done` at the earliest."""
        furthest = done + 1
        while furthest < len(units) and sums[furthest + 1] - sums[first] <= self.max_tokens:
            furthest += 1
        if furthest == len(units):
            return furthest
        left = sums[-1] - sums[first]
        budget = min(self.max_tokens, left * 0.6)  # the last two share what is left
        best, best_worth = furthest, -1.0
        for last in range(furthest, done, -1):
            size = sums[last] - sums[first]
            if size < _EARLIEST_END * budget:
                break
            worth = 1 - abs(budget - size) / budget + _worth_of_break(units, last)
            if worth > best_worth:
                best, best_worth = last, worth
        return best

    def _overlap(self, units: Sequence[_Unit], sums: Sequence[int], first: int, last: int) -> int:
        """Step back from `last` over the whole sentences that the next passage repeats."""
        if last >= len(units) or units[last].is_heading:
            return last
        room = min(self.overlap_tokens, self.max_tokens - units[last].tokens)
        start = last
        while (
            start - 1 > first
            and units[start - 1].is_whole
            and not units[start - 1].is_heading
            and sums[last] - sums[start - 1] <= room
        ):
            start -= 1
        return start

    def _checked(self, text: str, units: Sequence[_Unit]) -> Iterator[tuple[Sequence[_Unit], int]]:
        """Yield the units as one passage, or halved until each half keeps both limits."""
        passage = text[units[0].start : units[-1].end]
        tokens = self._count(passage)
        if tokens <= self.max_tokens and (self.fits is None or self.fits(passage)):
            yield units, tokens
            return
        if len(units) == 1:
            units = self._halves(text, units[0])
        middle = len(units) // 2
        yield from self._checked(text, units[:middle])
        yield from self._checked(text, units[middle:])

    def _halves(self, text: str, unit: _Unit) -> list[_Unit]:
        if unit.end - unit.start < 2:
            raise InputError(
                f"the embedder cannot read the single character {text[unit.start]!r};"
                " choose an embedder with room for a passage"
            )
        cut = cut_before(text, unit.start, (unit.start + unit.end + 1) // 2)
        rest = cut + len(text[cut : unit.end]) - len(text[cut : unit.end].lstrip())
        spans = ((unit.start, cut), (rest, unit.end))
        return [
            _Unit(start, end, self._count(text[start:end]), False, False, False, False)
            for start, end in spans
        ]

    def _count(self, text: str) -> int:
        return len(self.encoding.encode_ordinary(text))


def _worth_of_break(units: Sequence[_Unit], last: int) -> float:
    if units[last - 1].leads_on:
        return -1.0
    if units[last].is_heading:
        return _SECTION_WORTH
    return _PARAGRAPH_WORTH if units[last].opens_paragraph else 0.0
