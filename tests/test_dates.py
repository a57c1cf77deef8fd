"""Dates as people write them, completed from a publication date, compared."""

from datetime import date

import pytest

from rag.answering.dates import PartialDate, agree, complete, find_date

PUBLISHED = date(2024, 1, 29)  # a Monday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("January 24, 2024", PartialDate(2024, 1, 24)),
        ("on January 24 2024", PartialDate(2024, 1, 24)),
        ("24 Jan 2024", PartialDate(2024, 1, 24)),
        ("the 24th of January, 2024", PartialDate(2024, 1, 24)),
        ("2024-01-24", PartialDate(2024, 1, 24)),
        ("Jan. 24", PartialDate(None, 1, 24)),
        ("Sept. 3", PartialDate(None, 9, 3)),
        ("December 2023", PartialDate(2023, 12)),
        ("the bitterly cold month of December 2023", PartialDate(2023, 12)),
        ("in 1997", PartialDate(1997)),
        ("in May", PartialDate(None, 5)),
        ("March", PartialDate(None, 3)),
        ("last Friday", PartialDate(weekday=4, which="last")),
        ("Friday", PartialDate(weekday=4)),
        ("yesterday", PartialDate(offset=-1)),
        ("February 30, 2024", PartialDate(2024)),
        ("may have left", None),
        ("seven hours", None),
        ("", None),
    ],
)
def test_dates_are_found_as_people_write_them(text: str, expected: PartialDate | None) -> None:
    assert find_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("January 29", "January 29, 2024"),
        ("December 30", "December 30, 2023"),  # a month ago, not eleven months ahead
        ("February 2", "February 2, 2024"),
        ("Thursday, February 2", "February 2, 2023"),  # a Friday in 2024
        ("Friday 2 February", "February 2, 2024"),
        ("last Friday", "January 26, 2024"),
        ("Monday", "January 29, 2024"),
        ("last Monday", "January 22, 2024"),
        ("next Friday", "February 2, 2024"),
        ("yesterday", "January 28, 2024"),
        ("tomorrow", "January 30, 2024"),
        ("in December", "December 2023"),
        ("1997", "1997"),
        ("January 24, 2020", "January 24, 2020"),
    ],
)
def test_what_is_unsaid_is_filled_in_from_the_publication_date(text: str, expected: str) -> None:
    found = find_date(text)
    assert found is not None
    assert str(complete(found, PUBLISHED)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("January 24, 2024", "24 Jan 2024", True),
        ("January 24, 2024", "2024-01-24", True),
        ("January 24, 2024", "January 2024", True),
        ("January 24, 2024", "January 28, 2024", False),
        ("January 24, 2024", "January 24, 2023", False),
        ("2024", "2023", False),
        ("in May", "2024", False),
        ("Wednesday, January 24", "January 24, 2024", True),
    ],
)
def test_dates_agree_when_nothing_that_both_say_differs(
    one: str, other: str, expected: bool
) -> None:
    first, second = find_date(one), find_date(other)
    assert first is not None
    assert second is not None
    assert agree(first, second) is expected


@pytest.mark.parametrize("published", [date.min, date.max])
@pytest.mark.parametrize(
    "text",
    ["January 24", "Friday, December 31", "yesterday", "tomorrow", "last Friday", "next Monday"],
)
def test_a_date_is_completed_at_the_ends_of_the_calendar_too(text: str, published: date) -> None:
    found = find_date(text)
    assert found is not None
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
