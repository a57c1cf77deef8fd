"""Find the dates in a short text, complete or not: "January 24, 2024", "24 Jan", "last Friday".

Each becomes a `PartialDate`, in which the year, month or day may be missing. `completing` fills
those in.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from rag.answering.values.direction import direction, is_counted, is_named, is_often
from rag.answering.values.finding import Found, find_all
from rag.answering.values.partial_dates import PartialDate
from rag.answering.values.times import ZONE
from rag.answering.values.units import VERB
from rag.text.months import MONTH, month_number
from rag.text.weekdays import WEEKDAY, weekday_number

_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
# "June 5-9", "5th to 9th June": the first and the last day, of one month.
_UNTIL = (
    r"\s*(?:[-–—]|\b(?:and|through|to|until)\b)\s*(?:the\s+)?"
    r"(?P<until>[0-3]?\d)(?:st|nd|rd|th)?"
)
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
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
# Bars stand for a date: see `Found`.
_NAMING = re.compile(
    r"\b(?:the|an?) \|+ (?!(?:at|in|on|of|to|and|or|by|from|until|till|after|before|morning|noon"
    r"|afternoon|evening|night|midnight)\b)[a-z]",
    re.IGNORECASE,
)
# What a text must have for a pattern to be tried: a day of the week, a month, a figure.
_SIGNS = {
    "w": re.compile(rf"\b{WEEKDAY}", re.IGNORECASE),
    "m": re.compile(rf"\b{MONTH}", re.IGNORECASE),
    "f": re.compile(r"\d"),
}
_PATTERNS = [
    (frozenset(signs), re.compile(pattern, re.IGNORECASE))
    for signs, pattern in (
        ("f", r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?=\b|T\d)"),
        (
            "f",
            rf"(?<!\d[-./])\b{_YEAR}(?P<mark>[./])(?P<month>\d\d)(?P=mark)(?P<day>\d\d)\b"
            r"(?![-./]\d)",
        ),
        (
            "f",
            rf"(?<!\d[-./])\b(?P<first>\d\d?)(?P<mark>[-./])(?P<second>\d\d?)(?P=mark){_YEAR}\b"
            r"(?![-./]\d)",
        ),
        ("mf", rf"\b{MONTH}\s+{_DAY}{_UNTIL}\b(?![:.]\d|\s*[ap]\.?m\b)(?:,?\s+{_YEAR}\b)?"),
        # In "4.0.1 – 20 May" and "£5 – 20 May" the first number is no day.
        (
            "mf",
            rf"(?<![$€£¥₩₹#])(?<!\d[-.,:])\b{_DAY}{_UNTIL}\s+(?:of\s+|(?!{_NO_MONTH})){MONTH}"
            rf"(?:,?\s+{_YEAR})?\b",
        ),
        ("mf", rf"\b(?:{WEEKDAY},?\s+)?{MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?\b"),
        (
            "mf",
            rf"\b(?:{WEEKDAY},?\s+)?(?:the\s+)?{_DAY}\s+(?:of\s+|(?!{_NO_MONTH})){MONTH}"
            rf"(?:,?\s+{_YEAR})?\b",
        ),
        ("mf", rf"\b{MONTH}(?:,?\s+|\s+of\s+){_YEAR}\b"),
        (
            "",
            r"\b(?:(?:the\s+)?day\s+(?P<beyond>before\s+yesterday|after\s+tomorrow)"
            r"|(?P<relative>today|yesterday|tomorrow|tonight))\b",
        ),
        ("wf", rf"\b{WEEKDAY},?\s+(?:the\s+)?{_NTH}\b{_NO_NOUN}"),
        ("w", rf"\b(?:{_WHICH}\s+)?{WEEKDAY}\b"),
        ("f", rf"(?<![$€£¥₩₹])(?<!\d[.,])\b{_YEAR}\b(?![.,]\d)"),
        (
            "m",
            rf"\b(?:in|of|since|early|late|by|until|{_WHICH}(?!\s+{_NO_MONTH}))\s+{MONTH}"
            r"(?=\W|$)(?!\s*\d)",
        ),
        ("m", rf"^(?P<alone>)(?!{_NO_MONTH}){MONTH}(?=\W|$)(?!{_GOES_ON})"),
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
# What every date has; where a text has none of it, the patterns above need not be tried.
_TOLD = re.compile(
    rf"\d|\b(?:{MONTH}|{WEEKDAY}|(?:to|yester)day|tomorrow|tonight)\b", re.IGNORECASE
)
_REACH = 400  # characters before a date, and after it, that may tell more of it
_LEADING = 30  # characters of "since" or "late in" before such a word
_MONTHS = 12
_RELATIVE = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def names_by_date(text: str) -> bool:
    """Say whether a date only names what a text says.

    >>> names_by_date("the Jan. 6 committee"), names_by_date("the January 6 evening")
    (True, False)
    """
    return bool(_NAMING.search(find_dates(text, len(text)).rest))


@lru_cache(1024)  # several candidates stand in one sentence
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
            start, last = _start(match), match.end()
            around = before + text[:start] if start < _REACH else text[start - _REACH : start]
            return date_ and _in_sentence(date_, around, text[last : last + _REACH])
        counts = _UNIT.match(text, match.end()) or _COUNTED.match(text, match.end(), stop)
        return None if counts else date_

    stop = len(text) if end is None else end
    if not _TOLD.search(text, 0, stop + _LEADING):
        return Found((), text)
    there = {name for name, sign in _SIGNS.items() if sign.search(text)}
    patterns = [pattern for signs, pattern in _PATTERNS if signs <= there]
    found = find_all(patterns, lambda match: _days(match, read(match), stop), text, stop)
    return Found(_joined([day for days in found.values for day in days]), found.rest)


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
    return tuple(replace(found, year=year) if _lacks(found, year) else found for found in kept)


def _lacks(found: PartialDate, year: int | None) -> bool:
    """Say whether a date of a month can be one of this year, and has no other."""
    if found.month is None or found.year is not None or year is None:
        return False
    try:
        date(year, found.month, found.day or 1)
    except ValueError:  # February 29
        return False
    return True


def _from_match(parts: dict[str, str | None]) -> PartialDate | None:
    if beyond := parts.get("beyond"):
        return PartialDate(offset=-2 if beyond.lower().startswith("before") else 2)
    if relative := parts.get("relative"):
        return PartialDate(offset=_RELATIVE[relative.lower()])
    said = parts.get("weekday")
    weekday = weekday_number(said) if said else None
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
    if (bare or found.offset is not None) and is_counted(before, after):
        return None
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
