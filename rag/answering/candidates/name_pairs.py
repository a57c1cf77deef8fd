"""Two names of one person side by side: "Lee Ji-eun aka IU" and "Ji-hye (IU)", a name and a part.

Asked for a real name, the reader may take the part that stands beside the stage name, and the
other way round. Where a text tells the name that is asked for in one of these forms, what is
believed of the other is believed of it. This module knows nothing of how an answer is worded.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.reading.reader import Candidate, Reading
from rag.types import Hit, Span

_OWN = r"(?:real|birth|legal|actual|given)\s+name"
_PART = r"(?:character|role|part)"
_ASKS_OWN = (
    re.compile(rf"\b(?P<of>\w[\w.' -]*?)['’]?s?\s+{_OWN}\b", re.IGNORECASE),
    re.compile(rf"\b{_OWN}\s+of\s+(?P<of>\w[\w.' -]*)", re.IGNORECASE),
)
_ASKS_PART = (
    re.compile(rf"\bname\s+of\s+(?P<of>\w[\w.' -]*?)['’]s?\s+{_PART}\b", re.IGNORECASE),
    re.compile(rf"\b(?P<of>\w[\w.' -]*?)['’]s?\s+{_PART}(?:['’]s)?(?:\s+name)?\b", re.IGNORECASE),
    re.compile(r"\b(?:who|whom|what|which\s+\w+)\s+(?:does|did)\s+(?P<of>\w[\w.' -]*?)\s+play\b",
               re.IGNORECASE),
)  # fmt: skip
_LEADING = re.compile(
    r"^(?:(?:and|so|what|who|which|tell me)\b|['’]?s\b|is\b|was\b|the\b|\s)+", re.I
)
_NAME = r"(?P<name>[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,3})"
_ALSO = r",?\s+(?:\(?aka|\(?a\.k\.a\.?|also known as|better known as|known (?:\w+ly )?as)\s+"


def with_asked_name(question: str, reading: Reading, hits: Sequence[Hit]) -> Reading:
    """Believe the name that is asked for, where a hit tells it beside the one in the question."""
    own, part = _asked(question, _ASKS_OWN), _asked(question, _ASKS_PART)
    if bool(own) == bool(part) or not reading.candidates:
        return reading
    also, plays = rf"{_NAME}{_ALSO}(?i:{own or part})\b", rf"{_NAME}\s+\((?i:{own or part})\)"
    told = list(_told(also if own else plays, hits))
    if not told:
        return reading
    wrong = {c.text for c in _told(plays if own else also, hits)}
    others = [c for c in reading.candidates if c.text not in wrong and not _within(c, told)]
    believed = sum(c.score for c in reading.candidates) - sum(c.score for c in others)
    candidates = (replace(told[0], score=believed), *others)
    ranked = tuple(sorted(candidates, key=lambda c: -c.score))
    return Reading(ranked, ranked[0].score)


def _asked(question: str, patterns: Sequence[re.Pattern[str]]) -> str:
    """Give the name that a question asks another name of, as a pattern; "" where it asks none."""
    for pattern in patterns:
        found = pattern.search(question)
        if found and (name := _LEADING.sub("", found["of"]).strip()):
            return r"\s+".join(map(re.escape, name.split()))
    return ""


def _told(pattern: str, hits: Sequence[Hit]) -> Iterator[Candidate]:
    """Yield each place in the hits where a pattern tells a name, the best passage's first."""
    for hit in hits:
        for found in re.finditer(pattern, hit.passage.text):
            start, end = found.span("name")
            at = hit.passage.start
            quote = next(
                (s for s in hit.passage.sentences if s.start <= at + start and at + end <= s.end),
                None,
            )
            if quote is not None:
                yield Candidate(hit, Span(at + start, at + end), quote, 0.0)


def _within(candidate: Candidate, told: Sequence[Candidate]) -> bool:
    """Say whether a candidate stands where one of the names does, or says the same."""
    return any(candidate.text.casefold() == one.text.casefold() for one in told) or any(
        candidate.hit.document.id == one.hit.document.id
        and candidate.span.start < one.span.end
        and one.span.start < candidate.span.end
        for one in told
    )
