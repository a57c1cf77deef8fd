"""When an article was printed is no answer to when something happened: "The Star, 13 March 2025".

A line in the head of a text that names no more than a paper, a place or who wrote it, and a day,
answers only who asks when that was written. English only. This module knows nothing of how
candidates are found, scored and grouped.
"""

import re

from rag.answering.dates import find_dates
from rag.answering.finding import BLANK
from rag.reading.reader import Candidate, Reading

_WHEN = re.compile(r"\b(?:when|what (?:day|date|year|time)|which (?:day|date|year)|date)\b", re.I)
_PRINTED = re.compile(
    r"\b(?:appear|article|dated|issued|letter|mail|message|posted|print|publi|reported|sent"
    r"|story|written|wrote)\w*",
    re.IGNORECASE,
)
_HEAD = 600  # characters
_LONGEST = 90  # characters of a line
_NAMES = re.compile(
    r"(?:(?:[Bb][Yy]|[Tt]he|and|&|of|von|van|de)\s+)*"
    r"(?:[A-Z][\w.'’&-]*(?:\s+|$)(?:(?:and|&|of|von|van|de)\s+)*){1,6}"
)
_PARTS = re.compile(r"[,|·–—()/-]|\s{2,}")


def without_datelines(question: str, reading: Reading) -> Reading:
    """Leave out such lines, unless the question asks when something was written."""
    if not _WHEN.search(question) or _PRINTED.search(question):
        return reading
    kept = [one for one in reading.candidates if not _is_dateline(one)]
    return reading.without_others(kept) if len(kept) < len(reading.candidates) else reading


def _is_dateline(one: Candidate) -> bool:
    line = one.quoted.strip()
    if one.quote.start > _HEAD or len(line) > _LONGEST or line.endswith("."):
        return False
    found = find_dates(line)
    rest = [part.strip() for part in _PARTS.split(found.rest.replace(BLANK, " ")) if part.strip()]
    return bool(found.values and rest) and all(map(_NAMES.fullmatch, rest))
