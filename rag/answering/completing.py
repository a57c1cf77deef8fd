"""What a date leaves unsaid, filled in from a publication: "last Friday" -> January 26, 2024.

It is filled in as a reader of that day would. This module knows nothing of how dates are found.
"""

from dataclasses import replace
from datetime import date, timedelta

from rag.answering.dates import PartialDate, way_of

_SATURDAY = 5


def complete(found: PartialDate, published: date) -> PartialDate:
    """Fill in what a publication date decides; what it does not stays unsaid.

    A day and month without a year are the ones nearest to the publication, of those that fall on
    the weekday where one is said; "last March" is before the month of the publication, "next
    March" after it. A weekday alone is the one in the week up to the publication, "next" the one
    after it, "this" the one of the same week, or of the coming one at a weekend. A day outside
    the years 1 to 9999 stays unsaid, and so does the year of a February 29 when no year next to
    the publication has one.
    """
    try:
        if found.offset is not None:
            return _of(published + timedelta(days=found.offset))
        if found.month is None and found.weekday is not None:
            day = _of(_weekday(found.weekday, found.which, published))
            return replace(day, some_week=found.which is None)
    except OverflowError:
        return found
    if found.year is None and found.month is not None:
        days = {
            year: middle
            for year in (published.year + step for step in (0, -1, 1))
            if (middle := _middle(year, found)) is not None
            and _goes_its_way(found, middle, published)
        }
        year = min(
            days,
            key=lambda year: (
                found.weekday not in (None, days[year].weekday()),
                abs(days[year] - published),
            ),
            default=None,
        )
        return replace(found, year=year, which=None if year else found.which)
    return found


def _of(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


def _weekday(weekday: int, which: str | None, published: date) -> date:
    back = (published.weekday() - weekday) % 7
    if which == "this":
        ahead = weekday - published.weekday()
        return published + timedelta(days=ahead % 7 if published.weekday() >= _SATURDAY else ahead)
    if which == "next":
        return published + timedelta(days=7 - back)
    if which in ("last", "past"):
        back = back or 7
    return published - timedelta(days=back)


def _goes_its_way(found: PartialDate, middle: date, published: date) -> bool:
    """Say whether a month can be that of "last March" or "next March"; this month is neither."""
    ahead = (middle.year - published.year) * 12 + middle.month - published.month
    way = way_of(found)
    return way is None or ahead * way > 0


def _middle(year: int, found: PartialDate) -> date | None:
    """Place a date of which the day may be unsaid in a year; None where it does not exist."""
    try:
        return date(year, found.month or 1, found.day or 15)
    except ValueError:
        return None
