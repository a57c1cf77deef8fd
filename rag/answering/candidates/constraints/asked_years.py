"""Leave out a date of another year than the question's.

Question: when or on what day something of one year is ("summer term 2026", "in May 2026", "start in
2026").
Example: "When does the autumn term 2026 begin?", "It begins on 7 September 2026 (in 2025: on 8
September 2025)." -> "7 September 2026"
Exceptions: a date without a year; a question that compares. A winter has two years.
"""

import re

from rag.answering.candidates.filtering import Asked, Keep
from rag.questions.comparing import compares
from rag.reading.reader import Candidate

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


def of_asked_years(asked: Asked) -> Keep | None:
    """Keep all but dates of other years than the one that is asked about."""
    found = next((match for form in _ASKED if (match := form.search(asked.question))), None)
    if found is None or not _WHEN.match(asked.question) or compares(asked.question):
        return None
    years = {found["year"]}
    if found["season"].lower() == "winter":
        years |= {str(int(found["year"]) + 1), str(int(found["year"]) - 1)}
    return lambda one: not _is_of_others(one, years)


def _is_of_others(one: Candidate, asked: set[str]) -> bool:
    told = set(_YEARS.findall(one.text))
    return bool(told) and asked.isdisjoint(told)
