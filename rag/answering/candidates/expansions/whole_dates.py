"""Widen a part of a date to all of it; a bare day is no amount.

Question: any; how many, how much or how long (bare days, which are left out).
Example: "When was she born?", "Born 3 June 2024." of which "June 2024" was marked -> "3 June 2024"
Exceptions: a question for that part ("which year?"); a weekday beside a date, which adds no figure.
"""

import re
from dataclasses import replace

from rag.answering.candidates.filtering import Asked
from rag.answering.grouping import read_candidate
from rag.answering.values.dates import find_dates
from rag.answering.values.finding import BLANK
from rag.reading.reader import Candidate, Reading
from rag.types import Span

_BARE_DAY = re.compile(r"(?:the\s+)?[0-3]?\d(?:st|nd|rd|th)?", re.IGNORECASE)
_ASKS_AMOUNT = re.compile(r"\bhow (?:many|much|long)\b", re.IGNORECASE)
_ASKS_PART = re.compile(r"\b(?:year|month|day|weekday|season|decade)\b", re.IGNORECASE)


def with_whole_dates(asked: Asked) -> Reading:
    """Widen each part of a date to the date that it is written in; a bare day is no amount."""
    question, reading = asked.question, asked.reading
    asks_amount = _ASKS_AMOUNT.search(question) is not None
    asks_part = _ASKS_PART.search(question) is not None
    kept = []
    for candidate in reading.candidates:
        whole = _date_around(candidate)
        is_bare = _BARE_DAY.fullmatch(candidate.text) is not None
        if whole and is_bare and asks_amount:
            continue
        says_less = whole and (is_bare or (_says_more(candidate, whole) and not asks_part))
        kept.append(replace(candidate, span=whole) if whole and says_less else candidate)
    return replace(reading, candidates=tuple(kept))


def _date_around(candidate: Candidate) -> Span | None:
    """Find what an answer and the dates that it cuts in two are together; None if it cuts none."""
    quote, span = candidate.quote, candidate.span
    text = candidate.quoted
    rest = find_dates(text).rest
    if rest == text:
        return None
    read = [mark == BLANK != letter for mark, letter in zip(rest, text, strict=True)]
    first, last = span.start - quote.start, span.end - quote.start
    while first > 0 and read[first - 1] and read[first]:
        first -= 1
    while last < len(text) and read[last - 1] and read[last]:
        last += 1
    whole = Span(quote.start + first, quote.start + last)
    if whole == span:
        return None
    # In "in May 17 people came" the number counts and is no day.
    parts = (Span(whole.start, span.start), span, Span(span.end, whole.end))
    return None if any(_counts(replace(candidate, span=part)) for part in parts) else whole


def _says_more(candidate: Candidate, whole: Span) -> bool:
    """Say whether a wider span adds a figure, where "Friday, 3 June" adds none to "3 June"."""
    text = candidate.hit.document.text
    added = text[whole.start : candidate.span.start] + text[candidate.span.end : whole.end]
    return any(map(str.isdigit, added))


def _counts(candidate: Candidate) -> bool:
    return any(quantity.unit for quantity in read_candidate(candidate).quantities)
