"""A season that names a thing is not when it is: "Spring" of "the Spring tournament is on 3 May".

English only. This module knows nothing of how candidates are found, scored and grouped.
"""

import re

from rag.answering.values.dates import find_dates
from rag.reading.reader import Candidate, Reading
from rag.text.stems import stems

_ASKS_WHEN = re.compile(r"\W*(?:(?:and|but|so|ok|okay)\b\W*)?(?:when|what (?:date|day))\b", re.I)
_SEASON = re.compile(r"(?:the\s+)?(?:spring|summer|autumn|winter)", re.IGNORECASE)
_NEXT = re.compile(r"\s(?P<noun>[^\W\d_][\w'’-]*)")


def without_seasons_of_names(question: str, reading: Reading) -> Reading:
    """Leave out a season right before the noun asked about, where a date was found as well."""
    if not _ASKS_WHEN.match(question):
        return reading
    asked = stems(question)
    kept = [one for one in reading.candidates if not _is_of_name(one, asked)]
    if len(kept) == len(reading.candidates) or not any(find_dates(c.text).values for c in kept):
        return reading
    return reading.without_others(kept)


def _is_of_name(one: Candidate, asked: set[str]) -> bool:
    following = _NEXT.match(one.after)
    is_season = _SEASON.fullmatch(one.text) is not None
    return is_season and following is not None and not asked.isdisjoint(stems(following["noun"]))
