"""Leave out what is done unless the condition asked of holds; move belief to what is done then.

Question: any with a condition ("if", "when", "in case of").
Example: "What do we do if there is a storm?", "On Monday the cable car, unless there is a storm;
then the museum." -> "the museum", believed as much as both
Exceptions: a condition without a word of the question's.
"""

import re
from dataclasses import replace

from rag.answering.candidates.filtering import Asked, Belief, narrowed
from rag.reading.reader import Candidate, Reading
from rag.text.stems import stems

_ASKED = re.compile(
    r"\b(?:if|when|in\s+case(?:\s+of)?|in\s+the\s+event\s+of)\s+(?P<condition>\S.*)", re.IGNORECASE
)
_UNLESS = re.compile(
    r"[\s,(]*\b(?:unless|except\s+(?:if|when))\s+(?P<condition>[^.;,:()]+)", re.IGNORECASE
)
_THEN = re.compile(
    r"[\s,;:()]*(?:then|otherwise|in\s+(?:that|which)\s+case)\b(?:\s+\w+){0,3}\s*", re.IGNORECASE
)


def without_excepted(asked: Asked) -> Reading:
    """Keep all but what holds unless there is what the question puts as a condition."""
    reading = asked.reading
    condition = _ASKED.search(asked.question)
    if condition is None:
        return reading
    known = stems(condition["condition"])
    out = [one for one in reading.candidates if _is_excepted(one, known)]
    kept = [one for one in reading.candidates if not any(one is other for other in out)]
    told = [
        replace(one, score=one.score + sum(other.score for other in out if _leads(other, one)))
        for one in kept
    ]
    if told == kept:
        return narrowed(reading, kept, Belief.SHARED_IF_SURE)
    return replace(reading, candidates=tuple(sorted(told, key=lambda one: -one.score)))


def _is_excepted(one: Candidate, known: set[str]) -> bool:
    exception = _UNLESS.match(one.after)
    return exception is not None and not known.isdisjoint(stems(exception["condition"]))


def _leads(excepted: Candidate, one: Candidate) -> bool:
    """Say whether what is told to be done then is one of the same sentences."""
    if excepted.hit.document.id != one.hit.document.id or one.span.start < excepted.span.end:
        return False
    between = excepted.hit.document.text[excepted.span.end : one.span.start]
    exception = _UNLESS.match(between)
    return exception is not None and _THEN.fullmatch(between, exception.end()) is not None
