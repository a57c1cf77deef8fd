"""A bare day of the month, cut out of a date: "17" of "17 June 1988" answers nothing by itself.

English only. This module knows nothing of how candidates are found, scored and grouped.
"""

import re
from dataclasses import replace

from rag.answering.dates import find_dates
from rag.answering.finding import BLANK
from rag.answering.grouping import read_candidate
from rag.reading.reader import Candidate, Reading
from rag.types import Span

_BARE_DAY = re.compile(r"(?:the\s+)?[0-3]?\d(?:st|nd|rd|th)?", re.IGNORECASE)
_ASKS_AMOUNT = re.compile(r"\bhow (?:many|much|long)\b", re.IGNORECASE)


def without_bare_days(question: str, reading: Reading) -> Reading:
    """Widen each bare day to the date that it is written in; no amount that is asked for is one."""
    asks_amount = _ASKS_AMOUNT.search(question) is not None
    found = [(candidate, _date_around(candidate)) for candidate in reading.candidates]
    kept = (
        replace(candidate, span=whole or candidate.span)
        for candidate, whole in found
        if whole is None or not asks_amount
    )
    return replace(reading, candidates=tuple(kept))


def _date_around(candidate: Candidate) -> Span | None:
    """Find the date that an answer is only the day of; a number that counts is no day."""
    if not _BARE_DAY.fullmatch(candidate.text):
        return None
    if any(quantity.unit for quantity in read_candidate(candidate).quantities):
        return None
    quote = candidate.quote
    text = candidate.hit.document.text[quote.start : quote.end]
    rest = find_dates(text).rest
    start, end = candidate.span.start - quote.start, candidate.span.end - quote.start
    first, last = start, end
    while first > 0 and rest[first - 1] == BLANK != text[first - 1]:
        first -= 1
    while last < len(text) and rest[last] == BLANK != text[last]:
        last += 1
    read = rest[end - 1] == BLANK and (first, last) != (start, end)
    return Span(quote.start + first, quote.start + last) if read else None
