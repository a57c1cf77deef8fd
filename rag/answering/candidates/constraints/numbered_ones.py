"""Leave out what is told of other numbers of a series than the one that the question has.

Question: any with a number behind a word for what goes by numbers ("year 2", "platform 3").
Example: "Where does year 2 go?", "Years 3 to 6 go to Hull. Year 2 goes to York." -> "York"
Exceptions: what names no number of that kind, in its sentence or the last heading above it; a
question that compares.
"""

import re

from rag.answering.candidates.filtering import Asked, Keep
from rag.answering.leads import quote_below_heading
from rag.questions.comparing import compares

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


def of_asked_numbers(asked: Asked) -> Keep | None:
    """Keep all but what is told of others than the numbered one that is asked about."""
    numbers = _named(asked.question)
    if not numbers or compares(asked.question):
        return None
    return lambda one: not _is_of_others(_named(quote_below_heading(one)), numbers)


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
