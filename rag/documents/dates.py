"""Read a calendar date written in one of the usual ways; never guess.

"2024-01-29", "2024-01-29T08:00Z", "January 29, 2024", "Mon, 29 Jan. 2024" -> date(2024, 1, 29).
"01/02/2024" may be January or February, so it is no date here.
"""

import re
from datetime import date, datetime

from rag.months import MONTH, month_number

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
    )
)
_YEARS = range(1000, 3000)  # of real documents; programs write year 1 or 9999 for "no date"


def parse_date(value: object) -> date | None:
    """Return the day that `value` names: a date, a time, or a text; None when it names none.

    A day that only holds a place, such as 0001-01-01 or 9999-12-31, is none.
    """
    day = _named_day(value)
    return day if day and day.year in _YEARS else None


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
    try:
        return date(int(parts["year"]), month, int(parts["day"]))
    except ValueError:  # 30 February: looks like a date, names no day
        return None
