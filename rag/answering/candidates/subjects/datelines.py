"""When an article was printed is no answer to when something happened: "The Star, 13 March 2025".

A line in the head of a text that names no more than a paper, who wrote it or a place in capitals,
and a day, answers only who asks when that was written. "Board Meeting, 6 May" is none: what is held
on a day is written alike. English only. This module knows nothing of how
candidates are found, scored and grouped.
"""

import re

from rag.answering.values.dates import find_dates
from rag.answering.values.finding import BLANK
from rag.reading.reader import Candidate, Reading
from rag.text.papers import PAPER

_WHEN = re.compile(r"\b(?:when|what (?:day|date|year|time)|which (?:day|date|year)|date)\b", re.I)
_PRINTED = re.compile(
    r"\b(?:appear|article|dated|issued|letter|mail|message|posted|print|publi|reported|sent"
    r"|story|written|wrote)\w*",
    re.IGNORECASE,
)
_HEAD = 600  # characters
_LONGEST = 90  # characters of a line
_NAME = r"[A-Z][\w.'’&-]*"
_NAMES = rf"{_NAME}(?:\s+(?:(?:and|&|of|von|van|de)\s+)?{_NAME}){{0,5}}"
_BYLINE = re.compile(rf"(?:By|BY)\s+{_NAMES}")
_PAPER = re.compile(rf"(?:(?:[Tt]he|THE)\s+)?(?:{_NAMES}\s+)?(?i:{PAPER})")
_PLACE = re.compile(r"[A-Z][A-Z.'’ -]+")
_PARTS = re.compile(r"[,|·–—()/-]|\s{2,}")


def without_datelines(question: str, reading: Reading) -> Reading:
    """Leave out such lines, unless the question asks when something was written."""
    if not _WHEN.search(question) or _PRINTED.search(question):
        return reading
    asked = question.casefold()
    kept = [one for one in reading.candidates if not _is_dateline(one, asked)]
    return reading.without_others(kept)


def _is_dateline(one: Candidate, asked: str) -> bool:
    line = one.quoted.strip()
    if one.quote.start > _HEAD or len(line) > _LONGEST or line.endswith("."):
        return False
    found = find_dates(line)
    rest = [part.strip() for part in _PARTS.split(found.rest.replace(BLANK, " ")) if part.strip()]
    return bool(found.values and rest) and all(_is_source(part, asked) for part in rest)


def _is_source(part: str, asked: str) -> bool:
    """Say whether a part of a line is an author, a paper, or a place that is not asked about."""
    if _BYLINE.fullmatch(part) or _PAPER.fullmatch(part):
        return True
    return _PLACE.fullmatch(part) is not None and part.casefold() not in asked
