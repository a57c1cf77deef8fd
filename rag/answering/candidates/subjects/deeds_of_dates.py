"""When something came out is not when it was recorded: "filmed in May" against "released in July".

Asked when something was released, a date that another deed stands before is left out, where one is
told behind a word for a release. English only. This module knows nothing of how candidates are
found, scored and grouped.
"""

import re

from rag.answering.values.dates import find_dates
from rag.reading.reader import Candidate, Reading

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


def with_release_dates(question: str, reading: Reading) -> Reading:
    """Leave out the dates of other deeds, where one of a release was found."""
    if not _ASKS.search(question) or _ASKS_OTHER.search(question):
        return reading
    deeds = [_deed(one) for one in reading.candidates]
    if "release" not in deeds:
        return reading
    pairs = zip(reading.candidates, deeds, strict=True)
    kept = [one for one, deed in pairs if deed != "other"]
    return reading.without_others(kept)


def _deed(one: Candidate) -> str:
    """Say what a date tells of, "release" or "other"; "" for what is no date or tells neither."""
    if not find_dates(one.text).values:
        return ""
    clause = _CLAUSE.split(one.before[-_REACH:])[-1]
    last = next(reversed(list(_DEED.finditer(clause))), None)
    if last is None:
        return ""
    return "release" if last["release"] else "other"
