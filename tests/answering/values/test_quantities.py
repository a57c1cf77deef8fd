"""Numbers as people write them, with what they count."""

import time

import pytest

from rag.answering.values.quantities import Quantity, find_quantities, same_quantity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("seven", Quantity(7)),
        ("7", Quantity(7)),
        ("over seven hours", Quantity(7, "hour", "over")),
        ("more than 7 hours", Quantity(7, "hour", "over")),
        ("over 32 million views", Quantity(32e6, "view", "over")),
        ("roughly 50", Quantity(50, None, "about")),
        ("up to $22 an hour", Quantity(22, "dollar", "under", rate="hour")),
        ("30 km/h", Quantity(30, "kilometre", rate="hour")),
        ("£360 yearly", Quantity(360, "pound", rate="year")),
        ("5 mg per kg", Quantity(5, "mg", rate="kg")),
        ("£30 a head", Quantity(30, "pound", rate="head")),
        ("£30 a bit", Quantity(30, "pound")),
        ("32,000,000 views", Quantity(32e6, "view")),
        ("twenty-five", Quantity(25)),
        ("two hundred and six bones", Quantity(206, "bone")),
        ("three thousand four hundred", Quantity(3400)),
        ("a dozen eggs", Quantity(12, "egg")),
        ("two dozen eggs", Quantity(24, "egg")),
        ("3.5 %", Quantity(3.5, "%")),
        ("$5bn", Quantity(5e9, "dollar")),
        ("a five-minute film", Quantity(5, "minute")),
        ("20-foot", Quantity(20, "foot")),
        ("7 hrs", Quantity(7, "hour")),
        ("seven in all", Quantity(7)),
        ("five died", Quantity(5, deed="died")),
        ("30 may have left", Quantity(30, deed="may")),
        ("an eight-speed gearbox", Quantity(8, "speed")),
        ("a 20-bed hospital", Quantity(20, "bed")),
        ("5,000 won", Quantity(5000, "won")),
        ("5 percent", Quantity(5, "%")),
        ("5 per cent", Quantity(5, "%")),
        ("18+", Quantity(18, None, "over")),
        ("no more than 5", Quantity(5, None, "under")),
        ("no fewer than 5", Quantity(5, None, "over")),
        ("12 US soldiers", Quantity(12, "soldier")),
    ],
)
def test_numbers_are_read_with_their_units(text: str, expected: Quantity) -> None:
    assert find_quantities(text) == (expected,)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234.50", 1234.5),
        ("1,00,000", 100_000),
        (".5", 0.5),
        ("-5", -5),
        ("−5", -5),
        ("a low of -5", -5),
        ("minus five", -5),
        ("-$5", -5),
        ("$-5", -5),
        ("2½ hours", 2.5),
        ("½", 0.5),
        ("two and a half", 2.5),
        ("two and a half million", 2.5e6),
        ("half a million", 5e5),
        ("half a dozen", 6),
        ("5 millions", 5e6),
        ("5k", 5000),
        ("two million three hundred thousand and six", 2_300_006),
    ],
)
def test_a_number_has_its_sign_and_all_its_parts(text: str, number: float) -> None:
    assert [found.number for found in find_quantities(text)] == [number]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$5m", Quantity(5e6, "dollar")),
        ("€5 m", Quantity(5e6, "euro")),
        ("5m dollars", Quantity(5e6, "dollar")),
        ("32m views", Quantity(32e6, "view")),
        ("5 million US dollars", Quantity(5e6, "dollar")),
        ("USD 5 million", Quantity(5e6, "dollar")),
        ("A$5", Quantity(5, "a$")),
        ("100 m", Quantity(100, "metre")),
        ("100m", Quantity(100, "metre")),
        ("100 meters", Quantity(100, "metre")),
        ("5km", Quantity(5, "kilometre")),
        ("5 °C", Quantity(5, "°c")),
        ("5 degrees Fahrenheit", Quantity(5, "°f")),
    ],
)
def test_money_and_measures_have_one_name_each(text: str, expected: Quantity) -> None:
    assert find_quantities(text) == (expected,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Apollo 11", Quantity(11, name="apollo")),
        ("chapter seven", Quantity(7, name="chapter")),
        ("COVID-19", Quantity(19, name="covid")),
        ("Q1", Quantity(1, name="q")),
        ("Over 300 people", Quantity(300, "person", "over")),
        ("No. 7", Quantity(7)),
        ("won 7 medals", Quantity(7, "medal")),
    ],
)
def test_a_number_may_be_that_of_something(text: str, expected: Quantity) -> None:
    assert find_quantities(text) == (expected,)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3-2", [3, 2]),
        ("3 -2", [3, 2]),
        ("5 to 7 days", [5, 7]),
        ("3.11.2", [3, 11, 2]),
        ("555-1234", [555, 1234]),
        ("3,5 km", [3, 5]),
        ("seven eleven", [7, 11]),
        ("Um Tae-hwa", []),
        ("someone", []),
        ("one of the founders", []),
        ("One of the 50 states", [50]),
        ("twenty-one of them", [21]),
        ("the twenty-third, or 23rd", []),
        ("the 1990s", []),
        ("hundreds of thousands", []),
        ("", []),
    ],
)
def test_all_numbers_of_a_text_are_read_and_no_others(text: str, numbers: list[float]) -> None:
    assert [found.number for found in find_quantities(text)] == numbers


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("seven hours", "7 hours", True),
        ("over seven hours", "7", True),
        ("seven hours", "seven days", False),
        ("seven hours", "eight hours", False),
        ("over seven hours", "eight hours", True),
        ("over seven hours", "six hours", False),
        ("over seven hours", "nine hours", False),
        ("roughly 50", "48", True),
        ("roughly 50", "44", False),
        ("more than 300,000", "more than 336,000", True),
        ("up to 22", "20", True),
        ("fewer than 22", "23", False),
        ("over 50", "under 50", False),
        ("Apollo 11", "Gemini 11", False),
        ("Apollo 11", "11 people", False),
        ("Apollo 11", "11", True),
        ("$5", "5", True),
        ("$5", "€5", False),
        ("0420", "420", False),
        ("0420", "0420", True),
        ("version 3.1", "version 3.10", False),
        ("version 3.10", "3.1", False),
        ("3.10", "3.1", True),
        ("£3.10", "3.1", True),
        ("3.50 km", "3.5 km", True),
        ("05", "5", True),
    ],
)
def test_equal_numbers_of_the_same_thing_are_the_same(one: str, other: str, expected: bool) -> None:
    (first,), (second,) = find_quantities(one), find_quantities(other)
    assert same_quantity(first, second) is expected
    assert same_quantity(second, first) is expected


@pytest.mark.parametrize("words", ["1,", "12,", "1 ", "twenty-", "hundred and ", "1 and a "])
def test_the_time_for_many_numbers_does_not_grow_with_their_square(words: str) -> None:
    began = time.process_time()
    find_quantities(words * 8000)  # over 15 s where each number looks at all that stands before it
    assert time.process_time() - began < 5


def test_a_fraction_behind_more_digits_than_a_number_has_is_read() -> None:
    assert find_quantities("1" * 5000 + "½")
