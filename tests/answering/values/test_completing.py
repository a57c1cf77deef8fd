"""What a date leaves unsaid is filled in from a publication date."""

from datetime import date

import pytest

from rag.answering.values.completing import complete
from rag.answering.values.dates import find_dates
from rag.answering.values.partial_dates import PartialDate

PUBLISHED = date(2024, 1, 29)  # a Monday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("January 29", "January 29, 2024"),
        ("December 30", "December 30, 2023"),  # a month ago, not eleven months ahead
        ("February 2", "February 2, 2024"),
        ("Thursday, February 2", "February 2, 2023"),  # a Friday in 2024
        ("Friday 2 February", "February 2, 2024"),
        ("last Friday", "January 26, 2024"),
        ("opened on Monday", "January 29, 2024"),
        ("will open on Monday", "January 29, 2024"),
        ("opened on Tuesday", "January 23, 2024"),
        ("will open on Tuesday", "January 30, 2024"),
        ("by Friday", "February 2, 2024"),
        ("since Friday", "January 26, 2024"),
        ("this coming Monday", "February 5, 2024"),
        ("this past Monday", "January 22, 2024"),
        ("Friday the 26th", "January 26, 2024"),
        ("on Friday, 2nd", "February 2, 2024"),
        ("last Monday", "January 22, 2024"),
        ("next Friday", "February 2, 2024"),
        ("yesterday", "January 28, 2024"),
        ("tomorrow", "January 30, 2024"),
        ("in December", "December 2023"),
        ("has been closed since June", "June 2023"),
        ("since August 5", "August 5, 2023"),
        ("since January", "January 2024"),
        ("opened in August", "August 2023"),
        ("will open in August", "August 2024"),
        ("opened in March", "March 2023"),
        ("opened on February 2", "February 2, 2023"),
        ("opened on January 30", "January 30, 2024"),  # already that day further east
        ("will open on January 2", "January 2, 2025"),
        ("until November", "November 2024"),
        ("in August", "August"),
        ("August 5", "August 5"),
        ("Saturday, August 5", "August 5, 2023"),
        ("Monday 5 August", "August 5, 2024"),
        ("this August", "August"),
        ("coming March", "March 2024"),
        ("every February 2", "February 2"),
        ("last February", "February 2023"),
        ("last January", "January 2023"),
        ("past December", "December 2023"),
        ("this February", "February 2024"),
        ("next December", "December 2024"),
        ("next January", "January 2025"),
        ("1997", "1997"),
        ("January 24, 2020", "January 24, 2020"),
    ],
)
def test_what_is_unsaid_is_filled_in_from_the_publication_date(text: str, expected: str) -> None:
    (found,) = find_dates(text).values
    assert str(complete(found, PUBLISHED)) == expected


@pytest.mark.parametrize("text", ["Monday", "on Monday", "opens on Monday", "Friday the 13th"])
def test_a_weekday_stays_as_it_is_where_nothing_tells_its_week(text: str) -> None:
    (found,) = find_dates(text).values
    assert complete(found, PUBLISHED) == found


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        (date(2024, 1, 22), "this Friday", "January 26, 2024"),  # on a Monday
        (date(2024, 1, 22), "this Monday", "January 22, 2024"),
        (date(2024, 1, 24), "this Monday", "January 22, 2024"),  # on a Wednesday
        (date(2024, 1, 27), "this Monday", "January 29, 2024"),  # on a Saturday
        (date(2024, 1, 28), "this Sunday", "January 28, 2024"),  # on that Sunday
    ],
)
def test_this_weekday_is_that_of_the_same_week(published: date, text: str, expected: str) -> None:
    (found,) = find_dates(text).values
    assert str(complete(found, published)) == expected


@pytest.mark.parametrize("published", [date.min, date.max])
@pytest.mark.parametrize(
    "text",
    [
        "January 24",
        "Friday, December 31",
        "yesterday",
        "tomorrow",
        "last Friday",
        "next Monday",
        "this Monday",
        "this Sunday",
        "last March",
        "next March",
    ],
)
def test_a_date_is_completed_at_the_ends_of_the_calendar_too(text: str, published: date) -> None:
    (found,) = find_dates(text).values
    whole = complete(found, published)
    assert whole == found or whole.year in (1, 2, 9998, 9999)


def test_a_day_beyond_the_calendar_stays_unsaid() -> None:
    tomorrow, yesterday = PartialDate(offset=1), PartialDate(offset=-1)
    assert complete(tomorrow, date.max) == tomorrow
    assert complete(yesterday, date.max) == PartialDate(9999, 12, 30)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (date(2024, 3, 1), "February 29, 2024"),
        (date(2025, 3, 1), "February 29, 2024"),
        (date(2023, 6, 1), "February 29, 2024"),
        (date(2026, 3, 1), "February 29"),
    ],
)
def test_a_leap_day_is_only_placed_in_a_year_that_has_one(published: date, expected: str) -> None:
    assert str(complete(PartialDate(month=2, day=29), published)) == expected
