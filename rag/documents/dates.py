"""Read a calendar date written in one of the usual ways; never guess.

"2024-01-29", "2024-01-29T08:00Z", "January 29, 2024", "Mon, 29 Jan. 2024", "29-Jan-24" ->
date(2024, 1, 29).
"01/02/2024" may be January or February, so it is no date here. In a heading or a file's name
a date is taken for the document's own where it stands apart, alone, at the start or the end; in
the first lines of a text where it has a line of its own ("Date: 9 May 2023"), or says from when the
text is valid or on which day a contract was made.
"""

import re
from datetime import date, datetime

from rag.text.months import MONTH, month_number

ISO_DATE = r"\d{4}-\d{1,2}-\d{1,2}"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,9})?)?(?:\s*(?:[ap]\.?m\.?|h|hrs|hours))?"
# "Z", "ET", "+01:00", "GMT+1", "+0000 (UTC)", "Eastern Standard Time"; no other word, which
# would be text that begins on the line of the date.
_OFFSET = r"(?:(?-i:[A-Z]{1,5})(?:\s*[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{1,2}(?::?\d{2})?)"
_ZONE_NAME = r"\w{1,12}(?:\s+(?:standard|daylight|summer))?\s+time"
_ZONE = rf"(?:\s*(?:{_ZONE_NAME}|{_OFFSET}))?(?:\s*\({_OFFSET}\))?"
_TIME = rf"(?:(?:,|\s+at)?[T\s]\s*{_CLOCK}{_ZONE})?"
_FORMS = tuple(
    re.compile(form + _TIME + r"\Z", re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})([-/.])(?P<number>\d{1,2})\2(?P<day>\d{1,2})",
        rf"{_WEEKDAY}{MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}})",
        rf"{_WEEKDAY}{_DAY}\s+(?:of\s+)?{MONTH},?\s+(?P<year>\d{{4}})",
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})-{MONTH}-(?P<year>\d{{4}}|\d{{2}})",  # Excel's d-mmm-yy
    )
)
_MONTH_NAME = MONTH.replace("?P<month>", "?:")
_DAY_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_WRITTEN = (
    rf"(?<![\w-]){_WEEKDAY}(?:\d{{4}}-\d{{2}}-\d{{2}}|{_MONTH_NAME}\s+{_DAY_NUMBER},?\s+\d{{4}}"
    rf"|{_DAY_NUMBER}\s+(?:of\s+)?{_MONTH_NAME},?\s+\d{{4}}"
    rf"|\d{{1,2}}-{_MONTH_NAME}-\d{{2}}(?:\d{{2}})?)(?![\w-])"
)
_ANY_DATE = re.compile(_WRITTEN, re.IGNORECASE)
_BEFORE = re.compile(r"(?:\A|[,;:|([–—]|\s-)\s*\Z")  # what sets a date at the end apart
_AFTER = re.compile(r"\s*(?:\Z|[,;:|–—]|-\s)")
_IN_NAME = re.compile(r"(?<!\d)(?<!\d-)\d{4}-\d{2}-\d{2}(?!-?\d)")
_OF_ELSE = re.compile(  # "Deadline: 9 May 2023" is no day of writing
    r"\b(?:deadline|due|born|died|until|from|since|by|valid|expires?|on)\W*\Z", re.IGNORECASE
)
_HEAD = 600  # characters, in which a letter has its date
_OWN_LINE = re.compile(rf"^[ \t*_]*({_WRITTEN})[ \t.*_]*$", re.IGNORECASE | re.MULTILINE)
_LABELLED = re.compile(
    r"^[ \t*_>-]*(?:date|dated|day|issued|(?:issue|publication) date|date of (?:issue|publication)"
    rf"|(?:last )?(?:changed|revised|updated))\b[ \t*_]*:?[ \t*_]*(?:on[ \t]+)?({_WRITTEN})",
    re.IGNORECASE | re.MULTILINE,
)
_MADE = re.compile(
    r"\b(?:agreement|contract|deed|lease|policy|tenancy|will)\b[^.\n]{0,80}?"
    rf"\b(?:made|dated|signed|entered into)\s+(?:on\s+|as of\s+)?({_WRITTEN})",
    re.IGNORECASE,
)
_VALID_FROM = re.compile(
    rf"\b(?:effective|in force|valid)\s+(?:as of|as from|from|since)\s+({_WRITTEN})", re.IGNORECASE
)
_SHORT = 2  # digits of a year
_FIRST_SHORT = 30  # the one that is 1930, as office programs have it
_FIRST_YEAR = 1900  # of a document's own date in its heading
_YEARS = range(1000, 3000)  # of real documents; programs write year 1 or 9999 for "no date"


def parse_date(value: object) -> date | None:
    """Return the day that `value` names: a date, a time, or a text; None when it names none.

    A day that only holds a place, such as 0001-01-01 or 9999-12-31, is none.
    """
    day = _named_day(value)
    return day if day and day.year in _YEARS else None


def heading_date(heading: str) -> date | None:
    """Return the one date of a heading, where it stands apart at its start or its end.

    "Minutes of the club, 9 May 2023" -> date(2023, 5, 9); "What 9 May 2023 changed" and
    "Deadline: 9 May 2023" -> None, and so of centuries past, whose events have such headings.
    """
    dates = list(_ANY_DATE.finditer(heading))
    if len(dates) != 1:
        return None
    before, after = heading[: dates[0].start()], heading[dates[0].end() :]
    at_end = after.strip(" )].") == "" and _BEFORE.search(before) and not _OF_ELSE.search(before)
    at_start = before.strip() == "" and _AFTER.match(after)
    day = parse_date(dates[0][0]) if at_end or at_start else None
    return day if day and day.year >= _FIRST_YEAR else None


def head_date(text: str) -> date | None:
    """Return the one date that the first lines of a text give for its own.

    "2 May 2023" on a line of its own, as in a letter; else "Date: 2 May 2023", "this agreement is
    made on 2 May 2023", "valid from 1 May 2019". Two such lines are a diary's.
    """
    head = text[:_HEAD]
    for pattern in (_OWN_LINE, _LABELLED, _MADE, _VALID_FROM):
        dates = pattern.findall(head)
        if dates:
            day = parse_date(dates[0]) if len(dates) == 1 else None
            return day if day and day.year >= _FIRST_YEAR else None
    return None


def name_date(stem: str) -> date | None:
    """Return the one ISO date in a file's name: "2023-05-09_minutes" -> date(2023, 5, 9)."""
    dates = _IN_NAME.findall(stem)
    return parse_date(dates[0]) if len(dates) == 1 else None


def _named_day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = value.strip() if isinstance(value, str) else ""
    matches = (form.match(text) for form in _FORMS)
    found = next((match for match in matches if match), None)
    return _calendar_day(found) if found else None


def _calendar_day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    named = parts.get("month")
    month = month_number(named) if named else int(parts["number"])
    year = int(parts["year"])
    if len(parts["year"]) == _SHORT:
        year += 2000 if year < _FIRST_SHORT else 1900
    try:
        return date(year, month, int(parts["day"]))
    except ValueError:  # 30 February: looks like a date, names no day
        return None
