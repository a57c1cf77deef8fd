"""Move belief from one of two names that stand side by side to the one that is asked for.

Question: somebody's real name, or the part that somebody plays.
Example: "What is IU's real name?", "Ji-hye (IU) and Lee Ji-eun aka IU" -> "Lee Ji-eun", believed as
much as all names there
Exceptions: where no passage has the name asked for in one of these forms, other names of the one
asked about are still no part, and are left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.answering.candidates.filtering import Asked, Belief, narrowed
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
_WORDS = r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,3}"
_NAME, _OTHER = rf"(?P<name>{_WORDS})", rf"(?P<other>{_WORDS})"
_ALSO = r",?\s+(?:\(?aka|\(?a\.k\.a\.?|also known as|better known as|known (?:\w+ly )?as)\s+"
_ALSO_CALLED = re.compile(rf"{_NAME}{_ALSO}{_OTHER}")
_PLAYED_BY = re.compile(rf"{_NAME}\s+\({_OTHER}\)")
_LONG = 6  # letters of a name that is known with two of them swapped


def with_asked_name(asked: Asked) -> Reading:
    """Believe the name that is asked for, where a hit tells it beside the one in the question.

    A person has the part of any name that a hit has for that person. Such a name is no part.
    """
    reading = asked.reading
    own, part = _asked(asked.question, _ASKS_OWN), _asked(asked.question, _ASKS_PART)
    if bool(own) == bool(part) or not reading.candidates:
        return reading
    also, played = list(_told(_ALSO_CALLED, asked.hits)), list(_told(_PLAYED_BY, asked.hits))
    if own:
        told = [one for one, other in also if _begins(other, own)]
        wrong = {one.text.casefold() for one, other in played if other.casefold() == own}
    else:
        names = _names_of(part, also)
        told = [one for one, other in played if any(_alike(other, name) for name in names)]
        wrong = {c.text.casefold() for c in reading.candidates if _is_other(c.text, part, names)}
    others = [
        c for c in reading.candidates if c.text.casefold() not in wrong and not _within(c, told)
    ]
    if not told:
        is_known = own or len(others) == len(reading.candidates)
        return reading if is_known else narrowed(reading, others, Belief.SHARED)
    believed = sum(c.score for c in reading.candidates) - sum(c.score for c in others)
    candidates = (replace(told[0], score=believed), *others)
    ranked = tuple(sorted(candidates, key=lambda c: -c.score))
    return Reading(ranked, ranked[0].score)


def own_names(stage: str, hits: Sequence[Hit]) -> set[str]:
    """Give the names told as the own ones of who is known by another one, all case folded."""
    told = _told(_ALSO_CALLED, hits)
    return {one.text.casefold() for one, other in told if _begins(other.casefold(), stage)}


def _names_of(asked: str, also: Sequence[tuple[Candidate, str]]) -> set[str]:
    """Give all names of one who is asked about, also the last word of a longer one."""
    names = {asked}
    for one, other in also:
        name = one.text.casefold()
        if asked in (name, name.split()[-1]) or _begins(other, asked):
            names |= {name, name.split()[-1], other.casefold()}
    return names


def _is_other(answer: str, asked: str, names: set[str]) -> bool:
    """Say whether an answer is another name of the one asked about, as one may play oneself."""
    return answer.casefold() != asked and any(_alike(answer, name) for name in names)


def _alike(one: str, name: str) -> bool:
    """Say whether a name is another one, or that with letters inside swapped: "Taheyung"."""
    one = one.casefold()
    swapped = len(name) >= _LONG and sorted(one) == sorted(name)
    return one == name or (swapped and (one[0], one[-1]) == (name[0], name[-1]))


def _begins(other: str, asked: str) -> bool:
    return f"{other.casefold()} ".startswith(f"{asked} ")


def _asked(question: str, patterns: Sequence[re.Pattern[str]]) -> str:
    """Give the name that a question asks another name of, case folded; "" where it asks none."""
    for pattern in patterns:
        found = pattern.search(question)
        if found and (name := _LEADING.sub("", found["of"]).strip()):
            return " ".join(name.casefold().split())
    return ""


def _told(pattern: re.Pattern[str], hits: Sequence[Hit]) -> Iterator[tuple[Candidate, str]]:
    """Yield each name in the hits that stands beside another one, the best passage's first."""
    for hit in hits:
        for found in pattern.finditer(hit.passage.text):
            start, end = found.span("name")
            at = hit.passage.start
            quote = next(
                (s for s in hit.passage.sentences if s.start <= at + start and at + end <= s.end),
                None,
            )
            if quote is not None:
                place = Span(at + start, at + end)
                yield Candidate(hit, place, quote, 0.0), found["other"]


def _within(candidate: Candidate, told: Sequence[Candidate]) -> bool:
    """Say whether a candidate stands where one of the names does, or says the same."""
    return any(candidate.text.casefold() == one.text.casefold() for one in told) or any(
        candidate.hit.document.id == one.hit.document.id
        and candidate.span.start < one.span.end
        and one.span.start < candidate.span.end
        for one in told
    )
