"""Of "how cold" no number of hours is an answer: what is measured in what.

A value is left out where all its units are of another kind than the question's adjective is
measured in; what has no unit, or one that is not known here, stays. So do hours of "how fast" and
"how far", unless they are told behind "for": "ran for seven hours". What is left is believed the
more only where it was believed in its own right. English only. This module knows nothing of how
candidates are found, scored and grouped.
"""

import re

from rag.answering.candidates.unraised import without_raising
from rag.answering.grouping import read_candidate
from rag.reading.reader import Candidate, Reading

_UNITS = {
    "time": "second minute hour day night week month year decade century",
    "length": "millimetre centimetre metre kilometre inch foot yard mile mm cm",
    "mass": "gram kilogram tonne ton ounce stone lb lbs",
    "temperature": "°c °f ° degree",
    "money": "dollar euro pound yen won rupee cent penny pence",
    "part": "%",
}
_KIND = {unit: kind for kind, units in _UNITS.items() for unit in units.split()}

# What an adjective is not measured in. "How high" may be a price, and "how deep" a cut of 10%.
_NOT_OF = {
    "cold cool hot warm": "time length mass money part",
    "heavy": "length temperature",
    "deep tall thick wide": "time mass temperature",
    "far": "mass temperature money",
    "fast": "mass temperature money",
    "high": "time mass",
    "long": "mass temperature money part",
    "often": "length mass temperature",
    "old": "length mass temperature money",
}
_NO_MEASURE = {
    adjective: frozenset(kinds.split())
    for adjectives, kinds in _NOT_OF.items()
    for adjective in adjectives.split()
}
_ASKED = re.compile(rf"\bhow\s+(?P<adjective>{'|'.join(_NO_MEASURE)})\b", re.IGNORECASE)
_ALSO = re.compile(  # "at what temperature, and how long in the oven?"
    r"\b(?:cost|degrees|distance|height|length|price|speed|temperature|weight)\b", re.IGNORECASE
)
_FALLS = re.compile(r"\b(?:rain\w*|snow\w*|fog|traffic)\b", re.IGNORECASE)  # heavy, in millimetres
_LASTING = re.compile(r"\bfor\s+(?:\w+\s+){0,3}\Z", re.IGNORECASE)
_REACH = 60  # characters before a value
_BESIDE = re.compile(
    r"\b(?:a|about|above|all|almost|an|and|around|at|below|by|each|every|for|from|half|in|just"
    r"|least|less|more|most|nearly|of|only|over|per|some|than|the|to|under|up|within)\b"
)
_MOST_WORDS = 3  # of a value beside those: "minus", "seven", "hours"


def in_asked_measure(question: str, reading: Reading) -> Reading:
    """Leave out values measured in what the question's adjective is not."""
    asked = _ASKED.search(question)
    adjective = asked["adjective"].lower() if asked else ""
    if not adjective or _ALSO.search(question):
        return reading
    if adjective == "heavy" and _FALLS.search(question):
        return reading
    kept = [one for one in reading.candidates if not _is_of_other_kind(one, adjective)]
    return without_raising(reading, kept)


def kinds_of(one: Candidate) -> frozenset[str] | None:
    """Give what a value that is no more than numbers is measured in; None where any is unknown."""
    words = _BESIDE.sub(" ", one.text.lower()).replace("-", " ").split()
    units = [quantity.unit for quantity in read_candidate(one).quantities]
    if not units or len(words) > _MOST_WORDS * len(units):
        return None
    kinds = [_KIND.get(unit or "") for unit in units]
    return frozenset(kind for kind in kinds if kind) if all(kinds) else None


def _is_of_other_kind(one: Candidate, adjective: str) -> bool:
    kinds = kinds_of(one)
    if not kinds:
        return False
    if adjective in ("fast", "far") and kinds == {"time"}:
        return _LASTING.search(one.before[-_REACH:]) is not None
    return kinds <= _NO_MEASURE[adjective]
