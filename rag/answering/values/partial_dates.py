"""A date of which parts may be missing, and whether two such dates can be the same day.

"January 24" agrees with "January 24, 2024" and differs from "January 25".
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rag.text.months import MONTH, MONTH_NAMES

_WEEK = timedelta(days=7)
_DAY_FIRST = re.compile(rf"\d(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\b", re.IGNORECASE)


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


def _day_of(whole: PartialDate) -> date:
    return date(whole.year or 1, whole.month or 1, whole.day or 1)
