"""Leave out a value in units of which the question's adjective is not measured.

Question: how cold, deep, far, fast, heavy, high, long, often, old, tall, … something is.
Example: "How cold is it?", "It is kept for 3 hours at 4 °C." -> "4 °C", not "3 hours"
Exceptions: a value without a unit or with an unknown one; hours of "how fast" and "how far", unless
they stand behind "for" ("ran for seven hours"); a question that asks for another measure as well.
"""

import re

from rag.answering.candidates.filtering import Asked, Keep
from rag.answering.grouping import read_candidate
from rag.reading.reader import Candidate

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


def in_asked_measure(asked: Asked) -> Keep | None:
    """Keep all but values measured in what the question's adjective is not."""
    found = _ASKED.search(asked.question)
    if found is None or _ALSO.search(asked.question):
        return None
    adjective = found["adjective"].lower()
    if adjective == "heavy" and _FALLS.search(asked.question):
        return None
    return lambda one: not _is_of_other_kind(one, adjective)


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
