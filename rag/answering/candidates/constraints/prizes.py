"""Leave out who was given another prize of the same kind.

Question: who was given one prize ("best" and the words behind it).
Example: "Who won best actor?", "Bo was best supporting actor. Ann was best actress. Jo was best
actor." -> "Jo"
Exceptions: what is told of no such prize, in its sentence or the heading over it.
"""

import re

from rag.answering.candidates.filtering import Asked, Keep
from rag.answering.leads import quote_below_heading

_PRIZE = re.compile(
    r"\bbest\s+(?P<words>[a-z][\w’'-]*(?:\s+(?!(?:and|best|in)\b)[a-z][\w’'-]*){0,4})"
    r"(?:\s+in\s+an?\s+(?P<role>\w+)\s+(?:part|role))?",
    re.IGNORECASE,
)
_END = re.compile(
    r"\s+(?:a|an|and|are|as|at|award\w*|by|category|did|for|from|goes|had|has|he|in|is|nomination\w*"
    r"|nominee\w*|of|on|or|oscar\w*|prize\w*|she|that|the|they|to|trophy|was|were|went|who|will|win"
    r"|winners?|with|won)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_SAME = {"actresses": "actress", "actors": "actor", "movie": "film", "picture": "film"}
_KIND = {"actress": "actor"}
_PLAIN = frozenset({"female", "lead", "leading", "male", "motion", "feature", "full-length"})

# What asks for who was given it, unlike "which is the best stove?".
_WON = re.compile(
    r"\b(?:awarded|gets?|gone|got|named|nominat\w*|prizes?|receiv\w*|takes?|took|wins?|won|winner"
    r"|winning|best\s+(?:\w+\s+)?act(?:or|ress))\b",
    re.IGNORECASE,
)

Prize = tuple[str, frozenset[str]]  # its kind, and the words that tell it from others of the kind


def of_asked_prizes(asked: Asked) -> Keep | None:
    """Keep all but what is told of other prizes of one kind than the one that is asked for."""
    prizes = _prizes(asked.question)
    if len(prizes) != 1 or not _WON.search(asked.question):
        return None
    (prize,) = prizes
    return lambda one: not _is_other(quote_below_heading(one), prize)


def _is_other(told: str, asked: Prize) -> bool:
    same = {prize for prize in _prizes(told) if prize[0] == asked[0]}
    return bool(same) and asked not in same


def _prizes(text: str) -> set[Prize]:
    """Read the prizes of a text: "best supporting actress" -> actor, {supporting, actress}."""
    found = set[Prize]()
    for match in _PRIZE.finditer(text):
        words = _END.sub("", " ".join(match["words"].lower().split())).split()
        words = [_SAME.get(word, word) for word in words]
        role = (match["role"] or "").lower()
        told = frozenset({*words, role}) - _PLAIN - {""}
        found.add((_KIND.get(words[-1], words[-1]), told))
    return found
