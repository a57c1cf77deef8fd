"""Numbers as people write them, with what they count."""

import pytest

from rag.answering.quantities import Quantity, find_quantity, same_quantity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("seven", Quantity(7)),
        ("7", Quantity(7)),
        ("over seven hours", Quantity(7, "hour", "over")),
        ("more than 7 hours", Quantity(7, "hour", "over")),
        ("over 32 million views", Quantity(32e6, "view", "over")),
        ("roughly 50", Quantity(50, None, "about")),
        ("up to $22 an hour", Quantity(22, "an", "under")),
        ("32,000,000 views", Quantity(32e6, "view")),
        ("twenty-five", Quantity(25)),
        ("two hundred and six bones", Quantity(206, "bone")),
        ("three thousand four hundred", Quantity(3400)),
        ("a dozen eggs", Quantity(12, "egg")),
        ("two dozen eggs", Quantity(24, "egg")),
        ("3.5 %", Quantity(3.5, "%")),
        ("$5bn", Quantity(5e9)),
        ("a five-minute film", Quantity(5, "minute")),
        ("Um Tae-hwa", None),
        ("someone", None),
        ("", None),
    ],
)
def test_numbers_are_read_with_their_units(text: str, expected: Quantity | None) -> None:
    assert find_quantity(text) == expected


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
    ],
)
def test_equal_numbers_of_the_same_thing_are_the_same(one: str, other: str, expected: bool) -> None:
    first, second = find_quantity(one), find_quantity(other)
    assert first is not None
    assert second is not None
    assert same_quantity(first, second) is expected
