"""On which day a place in a text is told: that of its entry or mail, else that of its document.

"Friday, 9 July" on a line of its own heads an entry of a diary, "On Tue, 6 Feb 2024, Ann wrote:"
leads a mail that is quoted; "tomorrow" below counts from there. English only. This module knows
nothing of how dates are compared.
"""

import re
from datetime import date

from rag.answering.values.completing import complete
from rag.answering.values.dates import find_dates
from rag.answering.values.finding import BLANK
from rag.reading.reader import Candidate

_REACH = 6_000  # characters above a place that are looked at
_LONGEST = 80  # characters of a line that says a day
_WROTE = re.compile(r"On (?P<day>\S.*) wrote:\s*")
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b", re.I)
_MARKS = " \t\r>#*_-–—.,:;[]()"


def told_on(candidate: Candidate) -> date | None:
    """Give the day of the nearest dated line above an answer, else its document's; None if neither.

    What such a line lacks, the document's day fills in.
    """
    document = candidate.hit.document
    above = document.text[max(0, candidate.span.start - _REACH) : candidate.span.start]
    for line in reversed(above.split("\n")[:-1]):
        if any(map(str.isdigit, line)) and len(line) <= _LONGEST:
            day = _day_of(line, document.published)
            if day is not None:
                return day
    return document.published


def _day_of(line: str, published: date | None) -> date | None:
    """Read the day that a line says, if it says nothing else or leads a quoted mail."""
    wrote = _WROTE.fullmatch(line.lstrip(" >"))
    found = find_dates(wrote["day"] if wrote else line.strip(_MARKS))
    rest = _WEEKDAY.sub("", found.rest.replace(BLANK, "")).strip(_MARKS)
    if len(found.values) != 1 or (rest and not wrote):
        return None
    (told,) = found.values
    if published is not None:
        told = complete(told, published)
    if told.unordered or not (told.year and told.month and told.day):
        return None
    return date(told.year, told.month, told.day)
