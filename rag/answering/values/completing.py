"""Fill in what a date leaves unsaid from a day of publication: "last Friday" -> January 26, 2024.

Goes in: a `PartialDate` and the day; comes out: a `PartialDate` with more parts, or the same one
where the day does not decide. It is filled in as a reader of that day would.
"""

from dataclasses import replace
from datetime import date, timedelta

from rag.answering.values.direction import BACK
from rag.answering.values.partial_dates import PartialDate, way_of

_SATURDAY = 5
_NEAR = timedelta(days=92)  # three months: in other years the same day is thrice as far away
_WEEKS = 4  # in which a "Friday the 26th" is looked for


def complete(found: PartialDate, published: date) -> PartialDate:
    """Fill in what a publication date decides; what it does not stays unsaid.

    A month without a year is the nearest one before the publication or after it, as its sentence
    points, of those that fall on the weekday where one is said. With neither said, it is the
    nearest one where that is within three months; "last March" is before the month of the
    publication, "next March" after it, and "every March" is no one of them. A weekday alone is
    the one in the week up to the publication where its sentence points back, in the week from it
    on where that points ahead, and else stays unsaid; "last" is the one before, "next" the one
    after it, "this" the one of the same week, or of the coming one at a weekend. "Friday the
    26th" is one of the next or last four weeks. A day outside the years 1 to 9999 stays unsaid,
    and so does the year of a February 29 when no year next to the publication has one.
    """
    try:
        if found.offset is not None:
            return _of(published + timedelta(days=found.offset))
        if found.month is None and found.weekday is not None:
            return _of_weekday(found, found.weekday, published)
    except OverflowError:
        return found
    if found.year is None and found.month is not None and found.which != "every":
        return _of_month(found, published)
    return found


def _of(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


def _of_month(found: PartialDate, published: date) -> PartialDate:
    def order(day: date) -> tuple[bool, bool, timedelta]:
        wrong_name = found.weekday not in (None, day.weekday())
        return wrong_name, not _is_pointed_at(found, day, published), abs(day - published)

    years = (published.year + step for step in (0, -1, 1))
    middles = [middle for year in years if (middle := _middle(year, found)) is not None]
    days = [day for day in middles if _goes_its_way(found, day, published)]
    best = min(days, key=order, default=None)
    if best is None:
        return found
    told = {way_of(found), found.direction, found.weekday} != {None}
    if not told and len(days) > 1 and abs(best - published) > _NEAR:
        return found
    return replace(found, year=best.year, which=None, direction=None)


def _is_pointed_at(found: PartialDate, day: date, published: date) -> bool:
    """Say whether a day, or the month around it, is on the side to which a sentence points.

    A day may be the one after the publication: a text's date is not that of every time zone.
    """
    if found.direction is None:
        return True
    if found.day is None:
        return _months_to(day, published) * found.direction >= 0
    return (day - published).days * found.direction >= -1


def _months_to(day: date, published: date) -> int:
    return (day.year - published.year) * 12 + day.month - published.month


def _of_weekday(found: PartialDate, weekday: int, published: date) -> PartialDate:
    back = (published.weekday() - weekday) % 7
    if found.day is not None:
        weeks = [published + timedelta(days=7 * step - back) for step in range(-_WEEKS, _WEEKS + 1)]
        fitting = [day for day in weeks if day.day == found.day]
        nearest = min(fitting, key=lambda day: abs(day - published), default=None)
        return _of(nearest) if nearest else found
    if found.which:
        return _of(published + timedelta(days=_days_to(found.which, back, published.weekday())))
    if found.direction is None:
        return found
    days = -back if found.direction == BACK else -back % 7
    return replace(_of(published + timedelta(days=days)), some_week=True)


def _days_to(which: str, back: int, today: int) -> int:
    """Count the days to "this" or another weekday, which was last `back` days ago, 0 for today."""
    if which == "this":
        this_week = -back if back <= today else 7 - back
        return -back % 7 if today >= _SATURDAY else this_week
    return 7 - back if which in ("next", "coming") else -(back or 7)


def _goes_its_way(found: PartialDate, middle: date, published: date) -> bool:
    """Say whether a month can be that of "last March" or "next March"; this month is neither."""
    way = way_of(found)
    return way is None or _months_to(middle, published) * way > 0


def _middle(year: int, found: PartialDate) -> date | None:
    """Place a date of which the day may be unsaid in a year; None where it does not exist."""
    try:
        return date(year, found.month or 1, found.day or 15)
    except ValueError:
        return None
