"""When another thing was released is no answer: "X is a track of the album Y which was out in May".

Asked when or where something was done, what is told of another thing in the same sentence is left
out: in a relative clause right behind a noun and a name that the question has not ("the album Y,
which was ..."), where what is asked about and a verb stand before them, or in a phrase that begins
the sentence ("During the interview released on 3 May, X said ..."). A clause behind a name alone is
left, as it may as well hang on what stands before that. Where hardly anything else was believed,
the rest is not believed the more for it. English only. This module knows nothing of
how candidates are found, scored and grouped.
"""

import re
from dataclasses import replace

from rag.answering.candidates.subjects.asked_rows import COMPARES
from rag.reading.reader import Candidate, Reading
from rag.text.function_words import FUNCTION_WORDS
from rag.text.stems import stems

_WHEN = r"(?:when|where|(?:on\s+|in\s+)?(?:what|which)\s+(?:date|day|month|place|time|year))"
_ASKED = (
    re.compile(
        rf"\b{_WHEN}\s+(?:did|do|does|had|has|have|is|are|was|were|will)\s+(?:the\s+)?"
        r"(?P<of>\S.*?)\s+\w+(?:\s+(?:first|off|on|originally|out|up))?\W*$",
        re.IGNORECASE,
    ),
    re.compile(r"\b\w+\s+(?:date|day|place|year)\s+of\s+(?:the\s+)?(?P<of>\S.*?)\W*$", re.I),
    re.compile(r"^\W*(?:the\s+)?(?P<of>\S.*?)['’]?s?\s+\w+\s+(?:date|day|place|year)\W*$", re.I),
)
_RELATIVE = re.compile(
    r",?\s+(?:which|that|who)\s+(?:had\b|has\b|is\b|are\b|was\b|were\b|will\b|\w{2,}ed\b)",
)
_THING = re.compile(  # "new mini-album The Winning"
    r"\b(?P<noun>[a-z][\w-]{2,20})\s+[\"“'‘*_]{0,3}[A-Z][\w'’-]{0,20}(?:\s+[A-Z\d][\w'’-]{0,20}){0,5}"
    r"[\"”'’*_]{0,3}\Z"
)
_LEAST = 120  # characters before a relative pronoun that hold the noun and the name
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|\w{2,}ed)\b")
_CLAUSE = re.compile(r"[.;:!?()–—]")
_BEGINNING = re.compile(
    r"\W*(?:after|at|before|during|following|for|from|in|on|since|with)\s[^,;:.!?()]{0,120}?"
    r"\b(?P<thing>[a-z][\w-]{2,})\s+\w{2,}ed\s+(?:at|in|on)\s+\Z",
    re.IGNORECASE,
)

_BELIEVED = 0.1  # of a candidate, from which it is one in its own right


def without_other_things(question: str, reading: Reading) -> Reading:
    """Leave out what is told of another thing than the one that a question asks about."""
    asked = _asked(question)
    if not asked or COMPARES.search(question):
        return reading
    kept = [one for one in reading.candidates if not _is_of_other(one, asked, question)]
    if not kept or len(kept) == len(reading.candidates):
        return reading
    believed = max(one.score for one in kept) >= _BELIEVED
    return reading.without_others(kept) if believed else replace(reading, candidates=tuple(kept))


def _asked(question: str) -> str:
    """Give the thing that a question asks about; "" for a question of another form."""
    found = next((match for form in _ASKED if (match := form.search(question))), None)
    return found["of"] if found else ""


def _is_of_other(one: Candidate, asked: str, question: str) -> bool:
    known = stems(question)
    before = one.before
    beginning = _BEGINNING.fullmatch(before)
    if beginning and one.after.startswith(",") and known.isdisjoint(stems(beginning["thing"])):
        return True
    relative = next(reversed(list(_RELATIVE.finditer(before))), None)
    if relative is None or _CLAUSE.search(before, relative.end()):
        return False
    thing = _THING.search(before, max(0, relative.start() - _LEAST), relative.start())
    if thing is None or thing["noun"] in FUNCTION_WORDS or known & stems(thing[0]):
        return False
    at = before.lower().find(asked.lower(), 0, thing.start())
    return at >= 0 and _VERB.search(before, at + len(asked), thing.start()) is not None
