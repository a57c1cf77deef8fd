"""Leave out the date of another deed than a release.

Question: when something was released, and nothing else of it.
Example: "When was the video released?", "It was filmed in May and released in July." -> "July"
Exceptions: all where no date of a release was found.
"""

import re

from rag.answering.candidates.filtering import Asked, Keep
from rag.answering.values.dates import find_dates
from rag.reading.reader import Candidate

_RELEASE = (
    r"(?:releas(?:ed?|es|ing)|(?:came|comes?|coming)\s+out|dropped|publish(?:ed|es)|launched"
    r"|premi[eè]red|debuted|hit\s+(?:the\s+)?(?:shelves|shops|stores|screens))"
)
_OTHER = (
    r"(?:announced|begun|began|born|built|composed|designed|edited|filmed|founded|made|mixed"
    r"|produced|recorded|rehearsed|shot|sketched|started|taped|wrote|written)"
)
_ASKS = re.compile(
    rf"\b(?:when|date|day|month|year)\b.*\b(?:{_RELEASE}|come\s+out|drop|publish|launch|premi[eè]re"
    r"|debut)\b|\brelease\s+date\b",
    re.IGNORECASE,
)
_ASKS_OTHER = re.compile(rf"\b{_OTHER}\b", re.IGNORECASE)
_DEED = re.compile(rf"\b(?:(?P<release>{_RELEASE})|{_OTHER})\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:.!?()–—]")
_REACH = 80  # characters between a deed and its date


def of_releases(asked: Asked) -> Keep | None:
    """Keep all but the dates of other deeds, where one of a release was found."""
    if not _ASKS.search(asked.question) or _ASKS_OTHER.search(asked.question):
        return None
    if not any(_deed(one) == "release" for one in asked.reading.candidates):
        return None
    return lambda one: _deed(one) != "other"


def _deed(one: Candidate) -> str:
    """Say what a date tells of, "release" or "other"; "" for what is no date or tells neither."""
    if not find_dates(one.text).values:
        return ""
    clause = _CLAUSE.split(one.before[-_REACH:])[-1]
    last = next(reversed(list(_DEED.finditer(clause))), None)
    if last is None:
        return ""
    return "release" if last["release"] else "other"
