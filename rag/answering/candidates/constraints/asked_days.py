"""Leave out the hours of other days; move their belief to those of the asked day in the sentence.

Question: any that names days of the week.
Example: "When do you open on Sunday?", "We open at 6:00 on weekdays and 8:00 at weekends." ->
"8:00", believed as much as both
Exceptions: a time without days of its own; a question that compares.

A time is of the days right behind it ("8:00 at weekends") or right before it ("Mon-Fri: 8:00").
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.answering.candidates.filtering import Asked, Belief, narrowed
from rag.answering.values.times import find_times
from rag.questions.comparing import compares
from rag.reading.reader import Candidate, Reading

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ALL = frozenset(range(len(_DAYS)))
_WEEKEND = frozenset({5, 6})
_DAY = (  # "sat" and "sun" are words as well
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b"
    r"|(?-i:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?"
    r"|week\s?-?(?:days?|ends?)\b|working\s+days\b)"
)
_AND = r"\s*(?:[-–—&,/]|\b(?:and|or|through|till|to|until)\b)\s*(?:on\s+|at\s+)?"
_RUN = rf"{_DAY}(?:{_AND}{_DAY}){{0,6}}"
_BEHIND = re.compile(
    rf"\s*\(?(?:at|every|from|on)\s+(?:the\s+)?(?P<days>{_RUN})|\s*\((?P<listed>{_RUN})",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"(?P<days>{_RUN})\W{{0,3}}(?:(?:at|from|is)\s+)?\Z", re.IGNORECASE)
_ASKED = re.compile(
    rf"\b(?:at|every|for|on|this|next)\s+(?:the\s+(?=week))?{_DAY}(?!\s+(?:class|club|league|lunch"
    rf"|market|paper|roast|school|service)\w*)|\b{_DAY}\W*$",
    re.IGNORECASE,
)
_NAMED = re.compile(_DAY, re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:[-–—]|\b(?:through|till|to|until)\b)\s*", re.IGNORECASE)
_REACH = 80  # characters before a time that hold its days


def of_asked_days(asked: Asked) -> Reading:
    """Keep all but times of other days than those asked about."""
    reading = asked.reading
    wanted = {day for found in _ASKED.finditer(asked.question) for day in _days(found[0])}
    if not wanted or compares(asked.question):
        return reading
    days = {one: _days_of(one) for one in reading.candidates}
    others = [one for one, own in days.items() if own and wanted.isdisjoint(own)]
    if not others:
        return reading
    handed = _handed_over(others, [one for one, own in days.items() if wanted & own])
    kept = [handed.get(one, one) for one in days if one not in others]
    # What was handed over is not taken out of the whole.
    heirs = {(one.hit.document.id, one.quote) for one in handed}
    alone = [one for one in others if (one.hit.document.id, one.quote) not in heirs]
    told = narrowed(replace(reading, candidates=(*kept, *alone)), kept, Belief.SHARED)
    return replace(told, candidates=tuple(sorted(told.candidates, key=lambda one: -one.score)))


def _handed_over(
    others: Sequence[Candidate], own: Sequence[Candidate]
) -> dict[Candidate, Candidate]:
    """Give the belief in times of other days to the first of the day asked about in their quote."""
    handed: dict[Candidate, Candidate] = {}
    for other in others:
        place = other.hit.document.id, other.quote
        heir = next((one for one in own if (one.hit.document.id, one.quote) == place), None)
        if heir is not None:
            known = handed.get(heir, heir)
            handed[heir] = replace(known, score=known.score + other.score)
    return handed


def _days_of(one: Candidate) -> frozenset[int]:
    """Give the days of a time; none where it has none of its own, or for what is no time."""
    if not find_times(one.text).values:
        return frozenset()
    if own := _days(one.text):
        return own
    if before := _BEFORE.search(one.before[-_REACH:]):
        return _days(before["days"])
    behind = _BEHIND.match(one.after)
    return _days(behind["days"] or behind["listed"]) if behind else frozenset()


def _days(text: str) -> frozenset[int]:
    """Read the days that a text names, Monday 0; those between the ends of a range as well."""
    found, last, end = set[int](), None, 0
    for name in _NAMED.finditer(text):
        word = name[0].lower()
        if not word.startswith(_DAYS):
            found |= _WEEKEND if "end" in word else _ALL - _WEEKEND
            last = None
            continue
        day = _DAYS.index(word[:3])
        if last is not None and _RANGE.fullmatch(text, end, name.start()):
            found |= {(last + step) % len(_DAYS) for step in range((day - last) % len(_DAYS))}
        found.add(day)
        last, end = day, name.end()
    return frozenset(found)
