"""Asked for a telephone number or an e-mail address, only such a thing is an answer.

Where the reader marked something else of the same sentence or line, "Ann Moss" or the address of
"Ann Moss, 01632 960 712, ann@moss.example", the one number or address there is meant. This module
knows nothing of how candidates are found, scored and grouped.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from rag.reading.reader import Candidate, Reading
from rag.types import Span

_TELEPHONE = r"(?:tele)?phone|mobile|cell(?:phone)?|tel"
_ASKS_NUMBER = re.compile(
    rf"\b(?:{_TELEPHONE})\s*(?:phone\s*)?(?:numbers?|no\b)|^\W*(?:{_TELEPHONE})\b"
    rf"|\b(?:{_TELEPHONE})\W*$|\bnumber\b.*\b(?:call|phone|ring)\b",
    re.IGNORECASE,
)
_ASKS_ADDRESS = re.compile(r"\be-?mail\b", re.IGNORECASE)
_ASKS_ELSE = re.compile(  # "who do I phone?", "can I send it by e-mail?"
    r"^\W*(?:who|whom|whose|when|why|how|can|may|do|does|did|is|are|has|have|should|must)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(  # in groups, or at a stretch
    r"(?<![\w.,/@-])(?:\+\d{1,3}[ .-]?)?(?:\(\d{1,5}\)[ .-]?)?\d{2,5}(?:[ /-]\d{2,5}){1,4}"
    r"(?![\w@-])|(?<![\w.,/@-])\+?\d{6,14}(?![\w@-])"
)
_ADDRESS = re.compile(r"\w[\w.+-]*@\w[\w-]*(?:\.\w[\w-]*)+")
_FEWEST_DIGITS = 6
_EXTENSION = re.compile(r"\d{3,5}\Z|.*\bext(?:ension|n)?\b\W*\d", re.IGNORECASE)  # dialled too


def with_contacts(question: str, reading: Reading) -> Reading:
    """Keep what is of the kind that a question for a number or an address asks for."""
    if _ASKS_ELSE.match(question):
        return reading
    asks_number = _ASKS_NUMBER.search(question) is not None
    if not asks_number and not _ASKS_ADDRESS.search(question):
        return reading
    kept = list[Candidate]()
    for candidate in reading.candidates:
        there = list(_numbers(candidate) if asks_number else _addresses(candidate))
        touched = [span for span in there if _overlap(span, candidate.span)]
        if len(touched) == 1 or (not touched and len(there) == 1):
            kept.append(replace(candidate, span=(touched or there)[0]))
        elif touched or (asks_number and _EXTENSION.match(candidate.text)):
            kept.append(candidate)
    return reading.without_others(kept)


def _numbers(candidate: Candidate) -> Iterator[Span]:
    for span, text in _found(_NUMBER, candidate):
        if sum(map(str.isdigit, text)) >= _FEWEST_DIGITS:
            yield span


def _addresses(candidate: Candidate) -> Iterator[Span]:
    yield from (span for span, _ in _found(_ADDRESS, candidate))


def _found(pattern: re.Pattern[str], candidate: Candidate) -> Iterator[tuple[Span, str]]:
    quote = candidate.quote
    text = candidate.hit.document.text[quote.start : quote.end]
    for match in pattern.finditer(text):
        yield Span(quote.start + match.start(), quote.start + match.end()), match[0]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
