"""Leave out what a relative clause, or a phrase that begins the sentence, tells of another thing.

Question: when or where something was done.
Example: "When was Low Tide released?", "Low Tide is a track of the album The Ferry, which was
released on 3 May. Low Tide came out on 9 April." -> "9 April"
Example: "When was Low Tide released?", "During the interview published on 7 June, she sang Low
Tide." of which "7 June" is left out
Exceptions: a clause behind a name that the question has, or behind one without a noun before it
("a lugger from Whitby, which was …"), as it may hang on what stands before that; a question that
compares; all where nothing else was found.
"""

import re

from rag.answering.candidates.filtering import Asked, Keep
from rag.questions.comparing import compares
from rag.reading.reader import Candidate
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


def without_other_things(asked: Asked) -> Keep | None:
    """Keep all but what is told of another thing than the one that a question asks about."""
    thing = _asked(asked.question)
    if not thing or compares(asked.question):
        return None
    return lambda one: not _is_of_other(one, thing, asked.question)


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
