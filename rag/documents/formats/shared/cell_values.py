"""A cell's value and its number format -> the text that office programs show."""

from datetime import date, datetime, timedelta
from typing import Any

_SHORTEST_MONTH = 3  # letters
_MOST_DIGITS = 15  # that a workbook keeps of a number
_DAY = timedelta(days=1)


def shown(value: Any, form: str) -> str:
    """Write a value as the program shows it, but for what would mislead.

    Days in digits, whose order none can tell, are written out; whole numbers keep their digits, and
    an amount of nothing is 0, not a dash.
    """
    if isinstance(value, str):
        return " ".join(value.split())
    if form == "General" and _is_whole(value):
        return f"{value:.0f}"
    text = _formatted(value / _DAY if isinstance(value, timedelta) else value, form)
    if isinstance(value, date) and "d" in form.lower() and not _names_month(text):
        return _day(value)
    if value == 0 and not any(map(str.isdigit, text)):
        return text.replace("-", "0").replace("–", "0")
    return text


def _is_whole(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return float(value).is_integer() and abs(value) < 10**_MOST_DIGITS


def _formatted(value: Any, form: str) -> str:
    from xlfmt import format_value

    try:
        return " ".join(format_value(value, form).split())
    except (TypeError, ValueError, LookupError, OverflowError):
        return str(value)


def _names_month(text: str) -> bool:
    letters = "".join(char if char.isalpha() else " " for char in text).split()
    return any(len(word) >= _SHORTEST_MONTH for word in letters)


def _day(value: date) -> str:
    day = f"{value:%B} {value.day}, {value.year}"
    clock = isinstance(value, datetime) and (value.hour or value.minute)
    return f"{day}, {value:%H:%M}" if clock else day
