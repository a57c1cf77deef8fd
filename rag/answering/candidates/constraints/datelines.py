r"""Leave out the day on which an article was printed.

Question: when something was, other than when something was written or published.
Example: "When was the fire?", "The Star, 13 March 2025\n\nIt broke out on 12 March." -> "12 March"
Exceptions: a line in the head of a text with anything else than a paper, who wrote it, or a place
in capitals beside the day ("Board Meeting, 6 May"): what is held on a day is written alike.
"""

import re

from rag.answering.candidates.filtering import Asked, Keep
from rag.answering.values.dates import find_dates
from rag.answering.values.finding import BLANK
from rag.reading.reader import Candidate
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


def without_datelines(asked: Asked) -> Keep | None:
    """Keep all but such lines, unless it is asked when something was written."""
    if not _WHEN.search(asked.question) or _PRINTED.search(asked.question):
        return None
    question = asked.question.casefold()
    return lambda one: not _is_dateline(one, question)


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
