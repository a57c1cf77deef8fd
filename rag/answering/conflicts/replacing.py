"""Values that a text takes back: "not on 12 May, but moved to 19 May", "£36 instead of £32".

A place that takes a value back is no support of it, and the value that it names instead is the
newer one. Dates, times and numbers only; the words are English. This module knows nothing of how
an answer is worded.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from rag.answering.conflicts.former import asks_for_former
from rag.answering.grouping import Group, read_completed
from rag.answering.values.comparing import contradict
from rag.reading.reader import Candidate, Reading
from rag.types import Span

LIKELY = 0.05  # of a newer value, from which it counts though it names no older one

_SET_ANEW = (
    r"(?:adjourned|brought forward|changed|deferred|delayed|extended|lengthened|lowered|moved"
    r"|postponed|pushed back|put (?:back|off)|raised|reduced|rescheduled|shortened"
    r"|moves|rises|falls|drops|increases|decreases|goes (?:up|down)|gone (?:up|down)"
    r"|to (?:change|cut|extend|increase|lower|move|postpone|raise|reduce|shorten))"
)
_WITHIN = r"(?:(?![.!?]\s)[^;])*?"  # more words of the sentence
_AT = r"(?:(?:[a-z]+day,?|about|at|for|from|in|on|planned|scheduled|the)\s+)*"
_NO_MORE = (
    r"(?:no longer|(?:can|will|could|is|does|do)(?: ?not|n['’]t))\s+(?:be\s+)?\w+(?:\s+place)?"
)
_INSTEAD = (
    r"(?:\binstead of|\brather than|\bin place of|(?:,|\band)\s+(?:and\s+)?(?:not|no longer)"
    r"|\b(?:up|down) from|[(,]\s*(?:was|previously|formerly|originally))"
)
_either = partial(re.compile, flags=re.IGNORECASE)
_NEW_AFTER = _either(rf"[^.;:]{{0,30}}?(?:{_INSTEAD}|\binstead\b)")  # what stands after the value
_NEW_BEFORE = _either(
    rf"(?:\b{_SET_ANEW}\b{_WITHIN}\b(?:to|until|till)\s+{_AT}|\bnow\b[^,;:()]{{0,50}}"
    r"|\bnew\s+(?:appointment|cost|date|day|deadline|fee|limit|price|rate|time)"
    rf"(?:\s+(?:is|will be)|:)?\s+{_AT}"
    rf"|\b(?:days?|weeks?|months?|years?)\s+(?:early|late|(?:earlier|later) than \w+),?\s+{_AT})\Z"
)
_OLD_BEFORE = _either(
    rf"(?:{_INSTEAD}\s+{_AT}|\bno longer\s+{_AT}"
    rf"|\b{_NO_MORE}\s+(?:on|at|from|for)\s+{_AT})\Z"
)
_CHANGED = _either(rf"\b{_SET_ANEW}\b{_WITHIN}\b(?:by|from)\s+{_AT}\Z")
_TO = _either(r"\s+(?:\w+\s+){0,2}to\b")
_CALLED_OFF = r"(?:called off|cancell?ed|moved|postponed|put off|superseded|withdrawn)\b"
_OLD_AFTER = _either(
    rf",?\s*(?:(?:is|are|was|were|(?:has|have|had) been|will be)\s+{_CALLED_OFF}"
    rf"|\|(?:[^|\n]*\|)*\s*{_CALLED_OFF}\s*\|)"  # in the row of a table
)
_FROM_TO = _either(r"(?P<from>(?:from|by)\s+)?[^;]*?\d[^;]*?\s+to\s+(?=\W?\d)")
_FIGURES = re.compile(r"\d(?:[.,:]?\d)*")
_OF_CHANGE = _either(
    r"\b(?:adjourn|cancel|chang|defer|delay|extend|increas|instead|postpon|reduc|replac|reschedul"
    r"|supersed|withdr)\w*"
    r"|\b(?:brought|called off|drop(?:s|ped)?|fell|fallen|falls|mov(?:e[ds]?|ing)|planned"
    r"|rais(?:e[ds]?|ing)|ris(?:es?|en|ing)|rose)\b|\bfall(?:\W*$|\s+(?:by|from|to)\b)"
)


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

    The newer value comes first where nothing else holds the older one. Where older documents do,
    it is `newer`: both are worth saying.
    """
    if not groups or _asks_change(question):
        return Standing(tuple(_former_first(groups) if asks_for_former(question) else groups))
    best, *others = groups
    newer = next((group for group in others if _replaces(group, best)), None)
    kept = tuple(c for c in best.members if not (_is_old(c) or (newer and _leads_to(c, newer))))
    if newer is None:
        return Standing((_with(best, kept), *others))
    rest = tuple(group for group in others if group is not newer)
    if not kept:  # what was believed of the older value is said of the newer one
        believed = min(1.0, newer.probability + best.probability)
        return Standing((replace(newer, probability=believed), *rest))
    return Standing((_with(best, kept), *others), newer)


def _former_first(groups: Sequence[Group]) -> list[Group]:
    """Put the value first that the likeliest place says to be taken back, if it says so of one.

    What was believed of the newer value is said of it.
    """
    if not groups or any(map(_is_old, groups[0].members)):
        return list(groups)
    best, *others = groups
    for older in others:
        told = [c for c in older.members if _is_old(c) and c.quote == best.best.quote]
        if told and contradict(older.value, best.value):
            believed = min(1.0, older.probability + best.probability)
            first = replace(_with(older, tuple(told)), probability=believed)
            return [first, *(group for group in others if group is not older)]
    return list(groups)


def _asks_change(question: str) -> bool:
    """Say whether a question asks of the change itself, or of the time before it."""
    return asks_for_former(question) or _OF_CHANGE.search(question) is not None


def _with(group: Group, kept: tuple[Candidate, ...]) -> Group:
    """Keep these places of a group, if any; it then says what the best of them says."""
    if not kept:
        return group
    return replace(group, members=kept, value=read_completed(kept[0]))


def _new_part(candidate: Candidate) -> Candidate:
    text, start = candidate.text, candidate.span.start
    ranges = _FROM_TO.match(text)
    changed = ranges and _CHANGED.search(candidate.before + (ranges["from"] or ""))
    first = ranges.end() if ranges and changed else 0
    instead = re.search(rf"\s*{_INSTEAD}\s", text[first:], re.IGNORECASE)
    last = first + instead.start() if instead else len(text)
    if not any(map(str.isdigit, text[first:last])):
        return candidate
    return replace(candidate, span=Span(start + first, start + last))


def _replaces(newer: Group, older: Group) -> bool:
    """Say whether a value is said to be a new one where the older one does not stand any more."""
    if not contradict(newer.value, older.value):
        return False
    return any(_is_new(one) and _is_later(one, newer, older) for one in newer.members)


def _is_later(one: Candidate, newer: Group, older: Group) -> bool:
    """Say whether a place is newer than all that hold the older value, and speaks of that."""
    linked = [c for c in older.members if _follows(one, c)]
    named = set(_FIGURES.findall(older.best.text)) <= set(_FIGURES.findall(one.quoted))
    if newer.probability < LIKELY and not (linked or named):
        return False
    others = [c for c in older.members if not _is_old(c) and c not in linked]
    if not others and not any(map(_is_old, linked)):
        return False  # "Adults pay £5. Children now pay £3."
    return all(_may_precede(c, one) for c in others)


def _may_precede(older: Candidate, newer: Candidate) -> bool:
    first, last = older.hit.document, newer.hit.document
    if first.id == last.id:
        return False
    return not (first.published and last.published) or first.published < last.published


def _leads_to(candidate: Candidate, newer: Group) -> bool:
    return any(_is_new(one) and _follows(one, candidate) for one in newer.members)


def _follows(one: Candidate, other: Candidate) -> bool:
    """Say whether a place stands in the sentence of another one or in the one after it."""
    if one.hit.document.id != other.hit.document.id:
        return False
    between = one.hit.document.text[other.quote.end : one.quote.start]
    return one.quote == other.quote or (one.quote.start >= other.quote.end and not between.strip())


def _is_new(candidate: Candidate) -> bool:
    before, after = candidate.before, candidate.after
    return bool(_NEW_BEFORE.search(before) or _NEW_AFTER.match(after))


def _is_old(candidate: Candidate) -> bool:
    before, after = candidate.before, candidate.after
    changed = _CHANGED.search(before) and _TO.match(after)
    return bool(changed or _OLD_BEFORE.search(before) or _OLD_AFTER.match(after))
