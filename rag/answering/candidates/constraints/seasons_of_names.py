"""Leave out a season that is a part of a name.

Question: when something is.
Example: "When is the tournament?", "The Spring tournament is on 3 May." -> "3 May", not "Spring"
Exceptions: all where no date was found; a season before another noun than the question's.
"""

import re

from rag.answering.candidates.filtering import Asked, Keep
from rag.answering.values.dates import find_dates
from rag.reading.reader import Candidate
from rag.text.stems import stems

_ASKS_WHEN = re.compile(r"\W*(?:(?:and|but|so|ok|okay)\b\W*)?(?:when|what (?:date|day))\b", re.I)
_SEASON = re.compile(r"(?:the\s+)?(?:spring|summer|autumn|winter)", re.IGNORECASE)
_NEXT = re.compile(r"\s(?P<noun>[^\W\d_][\w'’-]*)")


def without_seasons_of_names(asked: Asked) -> Keep | None:
    """Keep all but a season right before the noun asked about, where a date was found as well."""
    if not _ASKS_WHEN.match(asked.question):
        return None
    known = stems(asked.question)
    named = [one for one in asked.reading.candidates if _is_of_name(one, known)]
    others = [one for one in asked.reading.candidates if one not in named]
    if not named or not any(find_dates(one.text).values for one in others):
        return None
    return lambda one: one not in named


def _is_of_name(one: Candidate, asked: set[str]) -> bool:
    following = _NEXT.match(one.after)
    is_season = _SEASON.fullmatch(one.text) is not None
    return is_season and following is not None and not asked.isdisjoint(stems(following["noun"]))
