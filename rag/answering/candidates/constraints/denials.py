"""Leave out what its sentence denies, forbids or strikes out; cut a denied part off an answer.

Question: any without a negation of its own, other than for what was before.
Example: "Where does it leak from?", "It does not leak from the gutter but from the roof." -> "the
roof"
Example: "Which painkiller may I give?", "Never give human painkillers: ibuprofen" of which
"ibuprofen" is left out
Exceptions: a negation whose first full word the question lacks, unless it stands right before the
answer; a limit, which denies nothing ("not until 11", "no more than five times"); of what is
forbidden, questions for that ("is it toxic?"); who a team was "without", where it is asked who
somebody is.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from rag.answering.candidates.filtering import Asked, Keep
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


def without_denied(asked: Asked) -> Keep | None:
    """Keep all but what the sentences of candidates deny."""
    question = asked.question
    if _denies_itself(question):
        return None
    words = {word[:_STEM] for word in _full_words(question)}
    forbids = not _WARNED.search(question)
    misses = forbids and not _WHO_IS.match(question)

    def keep(one: Candidate) -> bool:
        if _is_denied(one, words) or (forbids and _is_forbidden(one, words)):
            return False
        return not (misses and _is_missing(one))

    return keep


def with_denials_cut(asked: Asked) -> Reading:
    """Cut what is denied off answers: after "not by" of "Ann but by Bo" only "Bo" is left."""
    if _denies_itself(asked.question):
        return asked.reading
    return replace(asked.reading, candidates=tuple(map(_behind_but, asked.reading.candidates)))


def _denies_itself(question: str) -> bool:
    return _NEGATED.search(question) is not None or asks_for_former(question)


def _behind_but(candidate: Candidate) -> Candidate:
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
