"""When the autumn term of 2026 begins is no day of 2025.

Asked for a day of a season, a month or a term of one year ("summer term 2026", "in May 2026",
"start in 2026"), dates that are all of other years are left out; a date without a year stays. The
rest is believed no more for it. A winter has two years. English only. This module knows nothing of
how candidates are found, scored and grouped.
"""

import re
from dataclasses import replace

from rag.answering.candidates.subjects.asked_rows import COMPARES
from rag.reading.reader import Candidate, Reading

_WHEN = re.compile(
    r"\W*(?:(?:and|but|so)\s+)?(?:when\b|(?:on\s+)?(?:what|which)\s+(?:date|day)\b)", re.IGNORECASE
)
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\w/–-])"
_ASKED = (
    re.compile(
        rf"\b(?P<season>spring|summer|autumn|winter|{_MONTH}),?\s+"
        rf"(?:(?:half|holidays?|of|season|term)\s+){{0,2}}{_YEAR}",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:begins?|began|ends?|ended|finish(?:es|ed)?|starts?|started)\s+in\s+"
        rf"(?P<season>){_YEAR}",
        re.IGNORECASE,
    ),
)
_YEARS = re.compile(r"(?<![\w.,/-])(?:19|20)\d\d(?![\w,]|\.\d)")


def of_asked_years(question: str, reading: Reading) -> Reading:
    """Leave out dates of other years than the one that is asked about."""
    asked = next((found for form in _ASKED if (found := form.search(question))), None)
    if asked is None or not _WHEN.match(question) or COMPARES.search(question):
        return reading
    years = {asked["year"]}
    if asked["season"].lower() == "winter":
        years |= {str(int(asked["year"]) + 1), str(int(asked["year"]) - 1)}
    kept = [one for one in reading.candidates if not _is_of_others(one, years)]
    same = len(kept) == len(reading.candidates)
    return reading if same else replace(reading, candidates=tuple(kept))


def _is_of_others(one: Candidate, asked: set[str]) -> bool:
    told = set(_YEARS.findall(one.text))
    return bool(told) and asked.isdisjoint(told)
