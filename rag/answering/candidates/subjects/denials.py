"""What a text denies is no answer: "it does not come from the gutter", "on Friday, not Monday".

A denial is known by its words alone: a negation whose first full word the question has too, one
right before the answer, or a command that begins with one, which forbids what it names up to its
end, and what a colon then lists. What is struck out is denied as well, and who a team is "without"
had no part in what was done. A limit denies nothing: "until 11", "more than five times". Where the
question has a negation of its own, or asks for what was before, nothing is taken for denied.
English only. This module knows nothing of how candidates are found, scored and grouped.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from rag.answering.conflicts.former import asks_for_former
from rag.reading.reader import Candidate, Reading
from rag.text.function_words import FUNCTION_WORDS
from rag.types import Span

_NEGATION = r"\b(?:not|never|cannot|no\s+longer)\b|n['’]t\b"
_NEGATED = re.compile(
    rf"{_NEGATION}|\b(?:no|nobody|nothing|none|neither|nor|without|except|refuse[sd]?|den(?:y|ied|ies)"
    r"|instead|rather|replac\w*|unlike|avoid\w*)\b",
    re.IGNORECASE,
)
# "not ... until 11" says when, "not longer than 5 m" how long, "not only" denies nothing.
_LIMIT = re.compile(
    r"\b(?:until|till|before|unless|than|since|only|just|merely|except|but|because|if|when)\b", re.I
)
_LIMITS = re.compile(rf"(?:\w+\s+)?{_LIMIT.pattern}", re.IGNORECASE)  # "more than five times"
_CLAUSE = re.compile(r"[,;:.!?()–—]|\s-\s")
_LINK = r"(?:(?:an?|as|at|by|for|from|in|of|on|the|to|with)\s+)"
_RIGHT_BEFORE = re.compile(
    rf"\b(?:not|neither|nor|none\s+of|instead\s+of|rather\s+than|no\s+longer)\s+{_LINK}{{0,2}}\Z",
    re.IGNORECASE,
)
_TURN = re.compile(rf",?\s+but\s+(?:rather\s+)?{_LINK}{{0,2}}(?=\S)", re.IGNORECASE)
# "Never give human painkillers: ibuprofen", "1. Avoid nuts such as almonds"
_COMMAND = re.compile(
    r"[\W\d_]*(?:never|do\s+not|don['’]t|avoid)\b(?P<named>[^.;!?()]*)\Z", re.IGNORECASE
)
# What asks for what is forbidden, or for who was away.
_WARNED = re.compile(
    r"\b(?:absent|banned|danger\w*|forbid\w*|harm\w*|injured|miss(?:ed|ing)?|poison\w*"
    r"|prohibit\w*|toxic)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?P<of>[\w-]+)\s*:\s*\Z")
# "Hull, without their injured captain Ann Moss, lost": she is the captain, and was not that day.
_WITHOUT = re.compile(
    r"\b(?:without|minus|in\s+the\s+absence\s+of)\s+(?:his|her|its|our|their|the)\s+"
    r"(?:[a-z][\w-]*\s+){1,4}\Z"
)
_WHO_IS = re.compile(r"^\W*(?:and\s+)?who\s*(?:['’]s|is|are)\b", re.IGNORECASE)
_STRUCK = "~~"  # before and after what Markdown strikes out
_WORD = re.compile(r"[^\W\d_]+")
_STEM = 4  # letters by which "agreed" and "agree" are the same word
_AUXILIARIES = frozenset(
    """
    actually been being get gets got had has have really
    """.split()  # noqa: SIM905  # a list of words reads best as words
)


def without_denied(question: str, reading: Reading) -> Reading:
    """Leave out what the sentences of candidates deny, and share out belief among the others."""
    if _NEGATED.search(question) or asks_for_former(question):
        return reading
    reading = replace(reading, candidates=tuple(map(_behind_but, reading.candidates)))
    asked = {word[:_STEM] for word in _full_words(question)}
    kept = [one for one in reading.candidates if not _is_denied(one, asked)]
    if not _WARNED.search(question):
        kept = [one for one in kept if not _is_forbidden(one, asked)]
        if not _WHO_IS.match(question):
            kept = [one for one in kept if not _is_missing(one)]
    return reading.without_others(kept)


def _behind_but(candidate: Candidate) -> Candidate:
    """Cut what is denied off an answer: after "not by" of "Ann but by Bo" only "Bo" is left."""
    turn = _TURN.search(candidate.text)
    if turn is None or not _RIGHT_BEFORE.search(candidate.before):
        return candidate
    return replace(candidate, span=Span(candidate.span.start + turn.end(), candidate.span.end))


def _is_denied(candidate: Candidate, asked: set[str]) -> bool:
    """Say whether the words before an answer, in its clause, deny it, or it is struck out."""
    before = candidate.before
    struck = before.count(_STRUCK) % 2 and _STRUCK in candidate.after
    if struck or _RIGHT_BEFORE.search(before):
        return True
    clause = _CLAUSE.split(before)[-1]
    ends = [negation.end() for negation in re.finditer(_NEGATION, clause, re.IGNORECASE)]
    if not ends or _LIMIT.search(clause, ends[-1]) or _LIMITS.match(candidate.text):
        return False
    denied = next(_full_words(clause[ends[-1] :]), "")
    return denied != "" and denied[:_STEM] in asked


def _is_forbidden(one: Candidate, asked: set[str]) -> bool:
    """Say whether a command not to leads to an answer, and names what the question asks of."""
    command = _COMMAND.match(one.before)
    if command is None or _LIMIT.search(command["named"]) or _LIMITS.match(one.text):
        return False
    listed = _LISTED.search(one.before)
    if listed is not None:
        return listed["of"].lower()[:_STEM] in asked
    named = command["named"]
    if _CLAUSE.search(named):
        return False
    return any(word[:_STEM] in asked for word in _full_words(named))


def _is_missing(one: Candidate) -> bool:
    return one.text[:1].isupper() and _WITHOUT.search(one.before) is not None


def _full_words(text: str) -> Iterator[str]:
    words = (word.lower() for word in _WORD.findall(text))
    return (word for word in words if word not in FUNCTION_WORDS and word not in _AUXILIARIES)
