"""Dates as people write them, found and compared."""

import pytest

from rag.answering.values.dates import find_dates
from rag.answering.values.direction import AHEAD, BACK
from rag.answering.values.partial_dates import PartialDate, agree, differ


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("January 24, 2024", PartialDate(2024, 1, 24)),
        ("on January 24 2024", PartialDate(2024, 1, 24)),
        ("24 Jan 2024", PartialDate(2024, 1, 24)),
        ("the 24th of January, 2024", PartialDate(2024, 1, 24)),
        ("2024-01-24", PartialDate(2024, 1, 24)),
        ("24/01/2024", PartialDate(2024, 1, 24)),
        ("1/24/2024", PartialDate(2024, 1, 24)),
        ("24.1.2024", PartialDate(2024, 1, 24)),
        ("24-01-2024", PartialDate(2024, 1, 24)),
        ("2024/01/24", PartialDate(2024, 1, 24)),
        ("5/5/2024", PartialDate(2024, 5, 5)),
        ("3/4/2024", PartialDate(2024, 3, 4, unordered=True)),
        ("24/1-2024", PartialDate(2024)),
        ("Jan. 24", PartialDate(None, 1, 24)),
        ("Sept. 3", PartialDate(None, 9, 3)),
        ("December 2023", PartialDate(2023, 12)),
        ("the bitterly cold month of December 2023", PartialDate(2023, 12)),
        ("in 1997", PartialDate(1997)),
        ("in May", PartialDate(None, 5)),
        ("March", PartialDate(None, 3)),
        ("last Friday", PartialDate(weekday=4, which="last")),
        ("Friday", PartialDate(weekday=4)),
        ("this coming Friday", PartialDate(weekday=4, which="coming")),
        ("will open on Friday", PartialDate(weekday=4, direction=AHEAD)),
        ("opened on Friday", PartialDate(weekday=4, direction=BACK)),
        ("Friday the 26th", PartialDate(day=26, weekday=4)),
        ("Friday, the 26th victim", PartialDate(weekday=4)),
        ("the day before yesterday", PartialDate(offset=-2)),
        ("the day after tomorrow", PartialDate(offset=2)),
        ("Monday week", None),
        ("Friday fortnight", None),
        ("Friday of next week", None),
        ("the Friday before last", None),
        ("the second Tuesday of the month", None),
        ("a week on Friday", None),
        ("two weeks ago yesterday", None),
        ("every Friday", None),
        ("Black Friday", None),
        ("yesterday", PartialDate(offset=-1)),
        ("February 30, 2024", PartialDate(2024)),
        ("24 may 2024", PartialDate(2024, 5, 24)),
        ("the 24th of may", PartialDate(None, 5, 24)),
        ("may 24", PartialDate(None, 5, 24)),
        ("30 May", PartialDate(None, 5, 30)),
        ("in may", PartialDate(None, 5)),
        ("may have left", None),
        ("30 may have been killed", None),
        ("30 march to the capital", None),
        ("this may be so", None),
        ("the last march", None),
        ("seven hours", None),
        ("", None),
    ],
)
def test_dates_are_found_as_people_write_them(text: str, expected: PartialDate | None) -> None:
    assert find_dates(text).values == (() if expected is None else (expected,))


def test_the_sentence_of_a_date_tells_more_of_it() -> None:
    assert find_dates("Friday", before="It will open on ").values == (
        PartialDate(weekday=4, direction=AHEAD),
    )
    assert find_dates("June", before="It is closed since ").values == (
        PartialDate(month=6, direction=BACK),
    )
    assert find_dates("June", before="It is held every ").values == (
        PartialDate(month=6, which="every"),
    )
    assert find_dates("Friday", before="It opens this coming ").values == (
        PartialDate(weekday=4, which="coming"),
    )
    assert find_dates("Friday", before="It is open every ").values == ()
    assert find_dates("Friday", before="They queued on Black ").values == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("June 5 to June 9, 2024", [PartialDate(2024, 6, 5), PartialDate(2024, 6, 9)]),
        ("June 5-9, 2024", [PartialDate(2024, 6, 5), PartialDate(2024, 6, 9)]),
        ("June 5 – 9", [PartialDate(None, 6, 5), PartialDate(None, 6, 9)]),
        ("5-9 June 2024", [PartialDate(2024, 6, 5), PartialDate(2024, 6, 9)]),
        ("the 5th to the 9th of June", [PartialDate(None, 6, 5), PartialDate(None, 6, 9)]),
        ("June 5 and 9, 2024", [PartialDate(2024, 6, 5), PartialDate(2024, 6, 9)]),
        ("June 5 - 7 pm", [PartialDate(None, 6, 5)]),
        ("June 5 to 7:30", [PartialDate(None, 6, 5)]),
        ("June 5-2, 2024", [PartialDate(2024, 6, 5)]),
        ("June 5-40", [PartialDate(None, 6, 5)]),
        ("January 24 (2024)", [PartialDate(2024, 1, 24)]),
        ("January 24, 2024, a Wednesday", [PartialDate(2024, 1, 24)]),
        ("Monday to Friday", [PartialDate(weekday=0), PartialDate(weekday=4)]),
        ("2019-2021", [PartialDate(2019), PartialDate(2021)]),
        ("June 2023 and in 2024", [PartialDate(2023, 6), PartialDate(2024)]),
        ("2024-01-24T08:00", [PartialDate(2024, 1, 24)]),
    ],
)
def test_all_dates_of_a_text_are_found(text: str, expected: list[PartialDate]) -> None:
    assert list(find_dates(text).values) == expected


def test_what_is_no_date_is_left_for_other_readings() -> None:
    assert find_dates("on January 24 at 7:30").rest == "on |||||||||| at 7:30"


@pytest.mark.parametrize(
    "text",
    [
        "2000 employees",
        "1500 people",
        "1600 km",
        "1600 BC",
        "$1999",
        "1,999",
        "2000 %",
        "2000 feet",
        "2000 per cent",
        "1800 GMT",
        "1800 hours",
        "1500 kilometres",
        "2000 dollars",
    ],
)
def test_a_number_that_counts_is_no_year(text: str) -> None:
    assert find_dates(text).values == ()


def test_a_date_is_read_to_its_end_where_only_its_beginning_is_asked_for() -> None:
    text = "January 24, 2024 and June 3, 2025"
    assert find_dates(text, len("January 24")).values == (PartialDate(2024, 1, 24),)
    assert find_dates("June 5-9, 2024", len("June 5")).values == (PartialDate(2024, 6, 5),)
    assert find_dates("2000 fans wept", len("2000")).values == (PartialDate(2000),)
    assert find_dates("2000 feet above", len("2000")).values == ()
    assert find_dates("In 2000 Miles Davis", len("In 2000")).values == (PartialDate(2000),)


@pytest.mark.parametrize(
    ("text", "after", "month"),
    [
        ("March", " and sold well", 3),
        ("March", ". The rest came later", 3),
        ("March", " this year", 3),
        ("Sept.", " or later", 9),
        ("May", " said so", None),
        ("May", "'s government", None),
        ("June", " Carter sang", None),
        ("march", " to the capital", None),
        ("March Hare", " and others", None),
    ],
)
def test_a_bare_month_is_a_date_where_it_is_all_that_is_asked_for(
    text: str, after: str, month: int | None
) -> None:
    expected = () if month is None else (PartialDate(month=month),)
    assert find_dates(text + after, len(text)).values == expected


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
        ("in May", "May 24, 2024", False),
        ("in May", "May 24", False),
        ("in May", "May 2024", False),
        ("Wednesday, January 24", "January 24, 2024", True),
        ("3/4/2024", "3/4/2024", True),
        ("3/4/2024", "03.04.2024", True),
        ("3/4/2024", "4/3/2024", False),
        ("3/4/2024", "April 3", True),
        ("March 4, 2024", "3/4/2024", True),
        ("3/4/2024", "May 4, 2024", False),
        ("3/4/2024", "2024", True),
        ("Monday", "3/4/2024", True),  # March 4, not April 3
        ("Tuesday", "3/4/2024", False),
        ("Friday", "on Friday", True),
        ("Friday", "last Friday", True),
        ("Friday", "January 26, 2024", True),
        ("Friday", "January 25, 2024", False),
        ("next Friday", "last Friday", False),
        ("next March", "last March", False),
        ("last March", "in March", True),
        ("last March", "last Friday", False),
        ("yesterday", "yesterday", True),
        ("yesterday", "January 25, 2024", False),
    ],
)
def test_dates_agree_when_nothing_that_both_say_differs(
    one: str, other: str, expected: bool
) -> None:
    (first,), (second,) = find_dates(one).values, find_dates(other).values
    assert agree(first, second) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("January 24, 2024", "January 28, 2024", True),
        ("Friday", "Monday", True),
        ("in May", "2024", False),
        ("3/4/2024", "4/3/2024", False),
        ("3/4/2024", "5/4/2024", True),
        ("3/4/2024", "May 4, 2024", True),
        ("3/4/2024", "April 3", False),
        ("yesterday", "January 25, 2024", False),
        ("January 24", "24 Jan 2024", False),
    ],
)
def test_dates_differ_only_in_what_both_say(one: str, other: str, expected: bool) -> None:
    (first,), (second,) = find_dates(one).values, find_dates(other).values
    assert differ(first, second) is expected


def test_a_date_that_begins_before_the_end_is_read_whatever_stands_after_it() -> None:
    assert find_dates("since March", end=5).values == find_dates("since March").values != ()
    assert find_dates("no day of any kind is said here").values == ()


@pytest.mark.parametrize(
    "text", ["4.0.0 – 20 May 2024", "v2.3 - 20 May 2024", "£5 – 20 May 2024", "0 – 20 May 2024"]
)
def test_a_version_or_a_price_before_a_date_is_no_day_of_it(text: str) -> None:
    found = find_dates(text)
    assert list(found.values) == [PartialDate(2024, 5, 20)]
    assert found.rest.startswith(text[:2])


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("on 28 February", "28 February 2025"),
        ("the 28th of Feb", "28 February 2025"),
        ("February 28", "February 28, 2025"),
        ("last Friday", "February 28, 2025"),
    ],
)
def test_a_day_is_written_in_the_order_of_its_text(text: str, written: str) -> None:
    assert PartialDate(2025, 2, 28).written_like(text) == written
    assert PartialDate(2025, 2).written_like(text) == "February 2025"
