"""Widen one of three things or more, each led to by the same small word, to all of them.

Question: who or what, also behind a preposition.
Example: "Who is it for?", "It is for those over 60, for pregnant women and for people with asthma."
-> "those over 60, for pregnant women and for people with asthma"
Exceptions: a series that has a word of the question, which may single one out.
"""

import re
from dataclasses import replace

from rag.answering.candidates.filtering import Asked
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


def with_whole_series(asked: Asked) -> Reading:
    """Widen what stands in a series of things with the same lead to all of them."""
    if not _ASKED.match(asked.question):
        return asked.reading
    known = stems(asked.question)
    wide = tuple(_widened(one, known) for one in asked.reading.candidates)
    return replace(asked.reading, candidates=wide)


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
