"""Let a new value replace the one that a text takes back: "£36 instead of £32" -> £36.

A place that takes a value back no longer counts for it: "not on 12 May, but moved to 19 May".
Values that can contradict each other, such as dates and numbers, are replaced by any later text
that says so. Names and places are replaced only right where the older one is said to hold no more.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.answering.conflicts.changes import (
    CHANGED,
    INSTEAD,
    is_new,
    is_of_the_past,
    is_old,
    succeeds,
)
from rag.answering.conflicts.former import asks_for_former, asks_for_now
from rag.answering.conflicts.formerly import former_first, may_precede
from rag.answering.grouping import Group, with_members
from rag.answering.values.comparing import contradict, same_value
from rag.reading.reader import Candidate, Reading
from rag.types import Span

LIKELY = 0.05  # of a newer value, from which it counts though it names no older one

_FROM_TO = re.compile(r"(?P<from>(?:from|by)\s+)?[^;]*?\d[^;]*?\s+to\s+(?=\W?\d)", re.IGNORECASE)
_FIGURES = re.compile(r"\d(?:[.,:]?\d)*")
_OF_CHANGE = re.compile(
    r"\b(?:adjourn|cancel|chang|defer|delay|extend|increas|instead|postpon|reduc|replac|reschedul"
    r"|supersed|withdr)\w*"
    r"|\b(?:brought|called off|drop(?:s|ped)?|fell|fallen|falls|mov(?:e[ds]?|ing)|planned"
    r"|rais(?:e[ds]?|ing)|ris(?:es?|en|ing)|rose)\b|\bfall(?:\W*$|\s+(?:by|from|to)\b)"
    r"|\b(?:un)?availab",
    re.IGNORECASE,
)
_IN_THE_PAST = re.compile(r"\b(?:ago|did|had|last|paid|was|were|(?:19|20)\d\d)\b", re.IGNORECASE)
_IN_THE_PRESENT = re.compile(r"\b(?:are|can|do|does|is|may|must|will)\b|['’]s\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Standing:
    """The values that still stand, the likeliest first, and the one that replaces that one."""

    groups: tuple[Group, ...]
    newer: Group | None = None


def with_new_parts(question: str, reading: Reading) -> Reading:
    """Cut what is replaced off each answer: "£36 instead of £32" -> "£36"."""
    if _asks_change(question):
        return reading
    return replace(reading, candidates=tuple(map(_new_part, reading.candidates)))


def standing(question: str, groups: Sequence[Group]) -> Standing:
    """Leave out the places that take their value back, where others or a newer value stand.

    "It is moved from 12 May to 19 May" -> 19 May first, if no other text has 12 May. Where an older
    document has it, 12 May stays first and 19 May is given as `newer`, so that both can be said.
    """
    if not groups or _asks_change(question):
        return Standing(tuple(former_first(question, groups)))
    best, *others = groups
    told = _Told(now=asks_for_now(question), present=_asks_present(question))
    newer = next((group for group in others if told.replaces(group, best)), None)
    kept = tuple(
        c for c in best.members if not (told.is_old(c) or (newer and told.leads_to(c, newer)))
    )
    if newer is None:
        return Standing((with_members(best, kept), *others))
    rest = tuple(group for group in others if group is not newer)
    if not kept:  # what was believed of the older value is said of the newer one
        believed = min(1.0, newer.probability + best.probability)
        return Standing((replace(newer, probability=believed), *rest))
    return Standing((with_members(best, kept), *others), newer)


def _asks_present(question: str) -> bool:
    """Say whether a question asks for what holds, not for what was."""
    present = asks_for_now(question) or _IN_THE_PRESENT.search(question)
    return bool(present) and not _IN_THE_PAST.search(question)


def _asks_change(question: str) -> bool:
    """Say whether a question asks of the change itself, or of the time before it."""
    return asks_for_former(question) or _OF_CHANGE.search(question) is not None


def _new_part(candidate: Candidate) -> Candidate:
    text, start = candidate.text, candidate.span.start
    ranges = _FROM_TO.match(text)
    changed = ranges and CHANGED.search(candidate.before + (ranges["from"] or ""))
    first = ranges.end() if ranges and changed else 0
    instead = re.search(rf"\s*{INSTEAD}\s", text[first:], re.IGNORECASE)
    last = first + instead.start() if instead else len(text)
    if not any(map(str.isdigit, text[first:last])):
        return candidate
    return replace(candidate, span=Span(start + first, start + last))


@dataclass(frozen=True, slots=True)
class _Told:
    """How a place tells of its value, to a question that asks for what is now, or at least is."""

    now: bool
    present: bool

    def is_old(self, candidate: Candidate) -> bool:
        return is_old(candidate) or (self.present and is_of_the_past(candidate))

    def is_new(self, candidate: Candidate) -> bool:
        return is_new(candidate) or (self.now and succeeds(candidate))

    def replaces(self, newer: Group, older: Group) -> bool:
        """Say whether a value is said to be a new one where the older one stands no more."""
        if contradict(newer.value, older.value) or contradict(newer.main, older.main):
            return any(
                self.is_new(one) and self._is_later(one, newer, older) for one in newer.members
            )
        if {newer.value.kind, older.value.kind} != {"text"} or same_value(newer.value, older.value):
            return False
        return any(self._succeeds(one, c) for one in newer.members for c in older.members)

    def leads_to(self, candidate: Candidate, newer: Group) -> bool:
        return any(self.is_new(one) and _follows(one, candidate) for one in newer.members)

    def _succeeds(self, one: Candidate, other: Candidate) -> bool:
        """Say whether a name takes the place of one that is denied in the sentence before it."""
        if not _follows(one, other):
            return False
        moved = one.quote != other.quote and is_old(other) and is_new(one)
        return moved or (self.now and succeeds(one))

    def _is_later(self, one: Candidate, newer: Group, older: Group) -> bool:
        """Say whether a place is newer than all that hold the older value, and speaks of that."""
        linked = [c for c in older.members if _follows(one, c)]
        figures = set[str](_FIGURES.findall(older.best.text))  # "nine" has none
        named = bool(figures) and figures <= set(_FIGURES.findall(one.quoted))
        if newer.probability < LIKELY and not (linked or named):
            return False
        others = [c for c in older.members if not self.is_old(c) and c not in linked]
        if not others and not any(map(self.is_old, linked)):
            return False  # "Adults pay £5. Children now pay £3."
        return all(may_precede(c, one) for c in others)


def _follows(one: Candidate, other: Candidate) -> bool:
    """Say whether a place stands in the sentence of another one or in the one after it."""
    if one.hit.document.id != other.hit.document.id:
        return False
    between = one.hit.document.text[other.quote.end : one.quote.start]
    return one.quote == other.quote or (one.quote.start >= other.quote.end and not between.strip())
