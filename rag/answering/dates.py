"""Dates as people write them, complete or not: "January 24, 2024", "24 Jan", "last Friday".

A date may lack its year, month or day. English only. This module knows nothing of documents,
and not how what a date lacks is filled in.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rag.answering.direction import direction, is_named, is_often
from rag.answering.finding import Found, find_all
from rag.answering.times import ZONE
from rag.answering.units import VERB
from rag.text.months import MONTH, MONTH_NAMES, month_number

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
# "June 5-9", "5th to 9th June": the first and the last day, of one month.
_UNTIL = (
    r"\s*(?:[-–—]|\b(?:and|through|to|until)\b)\s*(?:the\s+)?"
    r"(?P<until>[0-3]?\d)(?:st|nd|rd|th)?"
)
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_NAMED = r"(?P<weekday>" + "|".join(_DAYS) + r")"
_WHICH = r"(?P<which>last|this|next|past|coming)"
_SAID_BEFORE = re.compile(rf"\b{_WHICH}\s+$", re.IGNORECASE)
# "Friday the 26th", where "Friday the 26th victim" is no such day.
_NTH = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)"
_NO_NOUN = (
    r"(?!\s+(?!(?:and|at|after|before|but|by|for|from|he|in|is|it|or|she|the|they|to|until|was|we"
    r"|when|will|with)\b)(?-i:[a-z]))"
)
# In "30 may have left" and "this march" a verb or a noun; with "of" or a year beside it, a month.
_NO_MONTH = r"(?-i:may|march)\b(?!,?\s+\d{4}\b)"
# In "May said", "May's" and "June Carter" a person; where it is a month, it still is one as words.
_GOES_ON = rf"['’]s|\s+(?:(?-i:[A-Z])|{VERB}|(?:is|was|has|had|will)\b)"
_PATTERNS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?=\b|T\d)",
        rf"(?<!\d[-./])\b{_YEAR}(?P<mark>[./])(?P<month>\d\d)(?P=mark)(?P<day>\d\d)\b(?![-./]\d)",
        rf"(?<!\d[-./])\b(?P<first>\d\d?)(?P<mark>[-./])(?P<second>\d\d?)(?P=mark){_YEAR}\b"
        r"(?![-./]\d)",
        rf"\b{MONTH}\s+{_DAY}{_UNTIL}\b(?![:.]\d|\s*[ap]\.?m\b)(?:,?\s+{_YEAR}\b)?",
        # In "4.0.1 – 20 May" and "£5 – 20 May" the first number is no day.
        rf"(?<![$€£¥₩₹#])(?<!\d[-.,:])\b{_DAY}{_UNTIL}\s+(?:of\s+|(?!{_NO_MONTH})){MONTH}(?:,?\s+{_YEAR})?\b",
        rf"\b(?:{_NAMED},?\s+)?{MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?\b",
        rf"\b(?:{_NAMED},?\s+)?(?:the\s+)?{_DAY}\s+(?:of\s+|(?!{_NO_MONTH})){MONTH}"
        rf"(?:,?\s+{_YEAR})?\b",
        rf"\b{MONTH}(?:,?\s+|\s+of\s+){_YEAR}\b",
        r"\b(?P<relative>today|yesterday|tomorrow|tonight)\b",
        rf"\b{_NAMED},?\s+(?:the\s+)?{_NTH}\b{_NO_NOUN}",
        rf"\b(?:{_WHICH}\s+)?{_NAMED}\b",
        rf"(?<![$€£¥₩₹])(?<!\d[.,])\b{_YEAR}\b(?![.,]\d)",
        rf"\b(?:in|of|since|early|late|by|until|{_WHICH}(?!\s+{_NO_MONTH}))\s+{MONTH}"
        r"(?=\W|$)(?!\s*\d)",
        rf"^(?P<alone>)(?!{_NO_MONTH}){MONTH}(?=\W|$)(?!{_GOES_ON})",
    )
]
# "1600 km", "1800 GMT" and "1600 BC" are no years of ours, nor is that of "2000 employees"; but
# "employees" may also go on after "in 2000", and so may "Miles Davis".
_UNIT = re.compile(
    r"\s*-?\s*(?:[%°$€£¥₩₹]|(?:[ckm]?m|[km]?g|mph|k|bn|[mb]illion|thousand|met(?:er|re)s?|BCE?)\b"
    r"|(?-i:(?:kilo|centi|milli)met(?:er|re)s?|kilo(?:gram)?s?|grams?|feet|foot|ft|inch(?:es)?|miles?"
    r"|yards?|acres?|hectares?|lit(?:er|re)s?|gallons?|lbs?|tons?|tonnes?|degrees?|watts?|calories"
    r"|hours?|hrs?|minutes?|per\s?cent|dollars|euros|pounds|yen|rupees)\b"
    rf"|{ZONE}\b|B\.C\.)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"[\s-]+(?:(?!was|is|has|as|its|this)[a-z]+s|people|men|women|children)\b")
_DAY_FIRST = re.compile(rf"\d(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\b", re.IGNORECASE)
# What every date has; where a text has none of it, the patterns above need not be tried.
_TOLD = re.compile(rf"\d|\b(?:{MONTH}|{_NAMED}|(?:to|yester)day|tomorrow|tonight)\b", re.IGNORECASE)
_LEADING = 30  # characters of "since" or "late in" before such a word
_WEEK = timedelta(days=7)
_MONTHS = 12
_RELATIVE = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which parts may be unsaid; weekdays and offsets count from a publication."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # Monday is 0
    which: str | None = None  # as in `_WHICH`, of a weekday or a month; or "every"
    direction: int | None = None  # of its sentence where no year is said: `BACK`, `AHEAD`
    offset: int | None = None  # days
    unordered: bool = False  # "3/4/2024" is of March or of April: month and day may change places
    some_week: bool = False  # filled in from a weekday alone, which says not of which week

    @property
    def is_complete(self) -> bool:
        """Say whether year, month and day are all there."""
        return None not in (self.year, self.month, self.day)

    @property
    def is_year(self) -> bool:
        """Say whether only the year is there."""
        return self.year is not None and self.month is None

    @property
    def is_month(self) -> bool:
        """Say whether only the month is there: it comes every year, and has many days."""
        return self.month is not None and self.year is None and self.day is None

    def __str__(self) -> str:
        month = MONTH_NAMES[self.month - 1] if self.month else None
        if month and self.day:
            month = f"{month} {self.day}," if self.year else f"{month} {self.day}"
        return " ".join(str(part) for part in (month, self.year) if part is not None)

    def written_like(self, text: str) -> str:
        """Write it with the day before the month where a text does: "28 February 2025"."""
        if self.day and self.month and _DAY_FIRST.search(text):
            return f"{self.day} {MONTH_NAMES[self.month - 1]} {self.year or ''}".rstrip()
        return str(self)


def find_dates(text: str, end: int | None = None, before: str = "") -> Found[PartialDate]:
    """Read the dates in a short text, each with what another one adds to it.

    "on January 24, 2024" -> 2024-01-24; "Jan. 24" -> no year; "last Friday" -> a weekday;
    "June 5 to June 9, 2024" -> two dates of 2024. Those that begin before `end` count, and are
    read with what stands after it. A bare month is one where nothing else stands before `end`.
    `before` is how the sentence begins; neither "every Friday" nor "Black Friday" is a date.
    """

    def read(match: re.Match[str]) -> PartialDate | None:
        parts = match.groupdict()
        if "alone" in parts and match.end() < stop:
            return None
        date_ = _from_match(parts)
        if date_ is None or not date_.is_year:
            return date_ and _in_sentence(
                date_, before + text[: _start(match)], text[match.end() :]
            )
        counts = _UNIT.match(text, match.end()) or _COUNTED.match(text, match.end(), stop)
        return None if counts else date_

    stop = len(text) if end is None else end
    if not _TOLD.search(text, 0, stop + _LEADING):
        return Found((), text)
    found = find_all(_PATTERNS, lambda match: _days(match, read(match), stop), text, stop)
    return Found(_joined([day for days in found.values for day in days]), found.rest)


def agree(one: PartialDate, other: PartialDate) -> bool:
    """Say whether two dates can be the same: nothing that both say differs.

    They must share the finest part that one of them says at all, short of the day: "2024"
    agrees with "January 24, 2024", but "January" alone agrees with neither. Two bare
    weekdays of the same name agree when they were taken for days one week apart. "3/4/2024" agrees
    with March 4 and with April 3, but not with "4/3/2024".
    """
    if one.unordered and other.unordered:
        return one == other
    if one.unordered or other.unordered:
        return any(agree(a, b) for a in _orders(one) for b in _orders(other))
    if one == other:
        return True
    if one.is_month != other.is_month:
        return False
    if one.some_week and other.some_week and abs(_day_of(one) - _day_of(other)) == _WEEK:
        return True
    shared = _said_by_both(one, other)
    return bool(shared) and all(a == b for a, b in shared)


def differ(one: PartialDate, other: PartialDate) -> bool:
    """Say whether two dates cannot be the same; "January" and "2024" neither agree nor differ.

    Nor do "3/4/2024" and "4/3/2024", of which each may mean the other.
    """
    if one.unordered or other.unordered:
        return all(differ(a, b) for a in _orders(one) for b in _orders(other))
    return not agree(one, other) and any(a != b for a, b in _said_by_both(one, other))


def _orders(found: PartialDate) -> tuple[PartialDate, ...]:
    """List what an unordered date may mean; any other one means itself."""
    if not found.unordered:
        return (found,)
    told = replace(found, unordered=False)
    return told, replace(told, month=found.day, day=found.month)


def way_of(found: PartialDate) -> int | None:
    """Say whether "next" puts a date after a publication, 1, or "last" before it, -1."""
    return {"next": 1, "coming": 1, "last": -1, "past": -1}.get(found.which or "")


def _said_by_both(one: PartialDate, other: PartialDate) -> list[tuple[int, int]]:
    pairs = [
        (one.year, other.year),
        (one.month, other.month),
        (one.day, other.day),
    ]
    if one.month is None or other.month is None:  # where both say the day, its name adds nothing
        pairs.append((_weekday_of(one), _weekday_of(other)))
    if (one.month is None) == (other.month is None):  # both of a weekday, or both of a month
        pairs.append((way_of(one), way_of(other)))
    return [(a, b) for a, b in pairs if a is not None and b is not None]


def _weekday_of(found: PartialDate) -> int | None:
    return _day_of(found).weekday() if found.is_complete else found.weekday


def _joined(dates: Sequence[PartialDate]) -> tuple[PartialDate, ...]:
    """Drop what only names the day of another date again, and share out the one year said."""
    months = [found for found in dates if found.month is not None]
    years = {found.year for found in dates if found.year is not None}
    if not months:
        return tuple(dates)
    whole = any(found.day is not None for found in months)
    kept = [
        found
        for found in dates
        if found.month is not None or (len(years) > 1 if found.year else not whole)
    ]
    year = min(years) if len(years) == 1 else None
    return tuple(
        found if found.month is None else replace(found, year=found.year or year) for found in kept
    )


def _from_match(parts: dict[str, str | None]) -> PartialDate | None:
    if relative := parts.get("relative"):
        return PartialDate(offset=_RELATIVE[relative.lower()])
    said = parts.get("weekday")
    weekday = _DAYS.index(said.lower()) if said else None
    which = (parts.get("which") or "").lower() or None
    if weekday is not None and not parts.get("month") and not parts.get("day"):
        return PartialDate(weekday=weekday, which=which)
    year = int(parts["year"] or 0) if parts.get("year") else None
    month = _month(parts.get("month") or parts.get("first"))
    said_day = parts.get("day") or parts.get("second")
    day = int(said_day) if said_day else None
    if parts.get("first") and month and day and month > _MONTHS:
        month, day = day, month  # 24/1/2024
    try:
        date(year or 2024, month or 1, day or 1)  # 2024 has a February 29
    except ValueError:
        return None
    unordered = bool(parts.get("first")) and month != day and max(month or 0, day or 0) <= _MONTHS
    return PartialDate(year, month, day, weekday, which, unordered=unordered)


def _days(
    match: re.Match[str], first: PartialDate | None, end: int
) -> tuple[PartialDate, ...] | None:
    """Add to a date the last day of its range, if that begins before `end`."""
    if first is None:
        return None
    if "until" not in match.re.groupindex:
        return (first,)
    last = _from_match({**match.groupdict(), "day": match["until"]})
    if last is None or (last.day or 0) <= (first.day or 0):
        return None
    last = replace(last, which=first.which, direction=first.direction)
    return (first, last) if match.start("until") < end else (first,)


def _start(match: re.Match[str]) -> int:
    """Give where the words of a date begin, after "last" or "since"."""
    parts = match.groupdict()
    names = ("weekday", "day", "month")
    return min((match.start(name) for name in names if parts.get(name)), default=match.start())


def _in_sentence(found: PartialDate, before: str, after: str) -> PartialDate | None:
    """Add to a date where its sentence points; None if it makes it a name, or one of many."""
    bare = found.weekday is not None and found.month is None and found.day is None
    if found.which or found.year or not (bare or found.month):
        return found
    if found.day is None and (which := _SAID_BEFORE.search(before)):
        return replace(found, which=which["which"].lower())
    if is_often(before):
        return None if bare else replace(found, which="every")
    if bare and is_named(before):
        return None
    return replace(found, direction=direction(before, after))


def _month(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if text.isdigit() else month_number(text)


def _day_of(whole: PartialDate) -> date:
    return date(whole.year or 1, whole.month or 1, whole.day or 1)
