"""Of what goes by numbers, the one that is asked about: "year 2" is not told of "years 3 to 6".

A candidate is told of what its quote names, or the last heading above it. English only. This module
knows nothing of how candidates are found, scored and grouped.
"""

import re

from rag.answering.candidates.subjects.asked_rows import COMPARES
from rag.answering.leads import quote_below_heading
from rag.reading.reader import Reading

_KINDS = (
    r"(?:act|apartment|article|bay|block|board|bus|chapter|class|clause|court|day|episode|exit|flat"
    r"|floor|form|game|gate|grade|group|hall|heat|house|item|key ?stage|lane|level|lot|module|page"
    r"|part|phase|platform|point|question|room|round|route|row|rule|season|section|stage|step|stop"
    r"|studio|table|team|tier|track|tram|unit|volume|week|year|zone)"
)
_NUMBER = r"\d{1,3}(?![\d:]|[.,/]\d)"
_NAMED = re.compile(
    rf"\b(?P<kind>{_KINDS})(?:e?s)?(?:\s+(?:no\.?|number))?\s+"
    rf"(?P<numbers>{_NUMBER}(?:(?:\s*(?:,|[-–—]|\bto\b|\band\b|\bor\b|&|,\s*and\b)\s*){_NUMBER})*)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"(\d+)(?:\s*(?:[-–—]|\bto\b)\s*(\d+))?", re.IGNORECASE)
_WIDEST = 200  # numbers of a range

Numbers = dict[str, set[int]]  # those named, by their kind


def of_asked_numbers(question: str, reading: Reading) -> Reading:
    """Leave out what is told of others than the numbered one that a question asks about."""
    asked = _named(question)
    if not asked or COMPARES.search(question):
        return reading
    told = [_named(quote_below_heading(one)) for one in reading.candidates]
    kept = [
        one
        for one, named in zip(reading.candidates, told, strict=True)
        if not _is_of_others(named, asked)
    ]
    return reading.without_others(kept)


def _is_of_others(told: Numbers, asked: Numbers) -> bool:
    return any(kind in told and told[kind].isdisjoint(asked[kind]) for kind in asked)


def _named(text: str) -> Numbers:
    """Read what a text names: "years 1 and 3 to 5" -> {"year": {1, 3, 4, 5}}."""
    found: Numbers = {}
    for match in _NAMED.finditer(text):
        numbers = found.setdefault(match["kind"].lower(), set())
        for first, last in _PARTS.findall(match["numbers"]):
            numbers.update(range(int(first), min(int(last or first), int(first) + _WIDEST) + 1))
    return found
