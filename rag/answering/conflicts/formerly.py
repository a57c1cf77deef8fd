"""Put the former value first where a question asks for it: "what was the old price?".

The same sentence may say it beside the new one ("£36, up from £32"), or an older document has it. A
value that a text calls new is then left out.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.answering.conflicts.changes import is_new, is_old, leaves
from rag.answering.conflicts.former import asks_for_former
from rag.answering.grouping import Group, with_members
from rag.answering.values.comparing import contradict
from rag.reading.reader import Candidate
from rag.text.stems import stems

_TO_WHAT = re.compile(r"\b(?:cut|lowered|moved|postponed|raised|reduced)\s+to\b", re.IGNORECASE)


def former_first(question: str, groups: Sequence[Group]) -> list[Group]:
    """Put the former value first where a question asks for it, and leave the new one out.

    The former value's group takes over the probability of the new one's, since that is how sure the
    reader is that the place answers. Where nothing former is asked for, the groups stay as they
    are.
    """
    if not groups or not asks_for_former(question) or any(map(is_old, groups[0].members)):
        return list(groups)
    best, *others = groups
    for older in others:
        told = [c for c in older.members if is_old(c) and c.quote == best.best.quote]
        if told and (contradict(older.value, best.value) or _is_bare(older, best)):
            return _led_by(with_members(older, tuple(told)), older, groups)
    for older in others:
        told = [c for c in older.members if leaves(c) and stems(question) & stems(c.after)]
        if told:
            return _led_by(with_members(older, tuple(told)), older, groups)
    if best.value.kind == "text" or not is_new(best.best) or _TO_WHAT.search(question):
        return list(groups)
    elsewhere = [group for group in others if group.best.quote != best.best.quote]
    rivals = [group for group in elsewhere if contradict(group.value, best.value)]
    if any(map(is_new, (group.best for group in rivals))):
        return list(groups)  # of several changes, none is told to be the last
    older_ones = [group for group in rivals if may_precede(group.best, best.best)]
    if not older_ones:
        return others
    asked = stems(question)
    older = max(older_ones, key=lambda group: (_nearness(group.best, asked), group.probability))
    return _led_by(older, older, groups)


def may_precede(older: Candidate, newer: Candidate) -> bool:
    """Say whether a place is of another document that is not known to be as new."""
    first, last = older.hit.document, newer.hit.document
    if first.id == last.id:
        return False
    return not (first.published and last.published) or first.published < last.published


def _led_by(first: Group, its: Group, groups: Sequence[Group]) -> list[Group]:
    """Put a group first, and believe of it what was believed of the best one."""
    believed = min(1.0, its.probability + groups[0].probability)
    rest = [group for group in groups[1:] if group is not its]
    return [replace(first, probability=believed), *rest]


def _is_bare(older: Group, best: Group) -> bool:
    """Say whether the older value is a bare number beside the new one: "6.30 pm, not at 7"."""
    units = [one.unit for one in older.value.quantities]
    return units == [None] and (best.value.kind == "time" or len(best.value.quantities) == 1)


def _nearness(candidate: Candidate, asked: set[str]) -> int:
    """Count the words asked for that stand before a value, after the last comma."""
    return len(asked & stems(candidate.before.rpartition(", ")[2]))
