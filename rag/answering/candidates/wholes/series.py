"""The whole of "for those over 60, for pregnant women and for people with asthma".

Where a small word leads to each of three things or more, and an answer stands in the series, all of
it is the answer to "who" and "what"; so what holds for one is not said to hold for it alone. The
question may not single one of them out. English only. This module knows nothing of how candidates
are found, scored and grouped.
"""

import re
from dataclasses import replace

from rag.reading.reader import Candidate, Reading
from rag.text.stems import stems
from rag.types import Span

_ASKED = re.compile(
    r"\W*(?:(?:and|but|so)\s+)?(?:(?:at|by|for|from|in|on|to|with)\s+)?(?:what|which|whom?)\b", re.I
)
_ITEM = r"[^,.;:()\n]{1,60}"
_SERIES = re.compile(
    rf"\b(?P<link>at|by|for|from|in|on|with)\s+(?P<items>{_ITEM}(?:,\s+(?P=link)\s{_ITEM}){{1,8}}?"
    rf",?\s+(?:and|or)\s+(?P=link)\s{_ITEM})",
    re.IGNORECASE,
)
_LONGEST = 800  # characters of a sentence


def with_whole_series(question: str, reading: Reading) -> Reading:
    """Widen what stands in a series of things with the same lead to all of them."""
    if not _ASKED.match(question):
        return reading
    asked = stems(question)
    wide = tuple(_widened(one, asked) for one in reading.candidates)
    return replace(reading, candidates=wide)


def _widened(one: Candidate, asked: set[str]) -> Candidate:
    if len(one.quote) > _LONGEST:
        return one
    text = one.hit.document.text
    for series in _SERIES.finditer(text, one.quote.start, one.quote.end):
        whole = Span(*series.span("items"))
        inside = whole.start <= one.span.start and one.span.end <= whole.end
        if inside and asked.isdisjoint(stems(series["items"])):
            return replace(one, span=Span(whole.start, whole.start + len(series["items"].rstrip())))
    return one
