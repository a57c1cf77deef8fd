"""Times of day as people write them, compared."""

import pytest

from rag.answering.values.times import TimeOfDay, find_times, same_time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7:30 pm", TimeOfDay(19, 30)),
        ("7.30pm", TimeOfDay(19, 30)),
        ("7:30 P.M.", TimeOfDay(19, 30)),
        ("7 a.m.", TimeOfDay(7)),
        ("12:30 am", TimeOfDay(0, 30)),
        ("12 pm", TimeOfDay(12)),
        ("12 noon", TimeOfDay(12)),
        ("midnight", TimeOfDay(0)),
        ("19:30", TimeOfDay(19, 30)),
        ("07:30", TimeOfDay(7, 30)),
        ("7:30", TimeOfDay(7, 30, certain=False)),
        ("7:30:15", TimeOfDay(7, 30, 15, certain=False)),
        ("7 o'clock", TimeOfDay(7, certain=False)),
        ("8 in the evening", TimeOfDay(20)),
        ("9 at night", TimeOfDay(21)),
        ("2 at night", TimeOfDay(2)),
        ("12 at night", TimeOfDay(0)),
        ("12:30 at night", TimeOfDay(0, 30)),
        ("7:30 pm EST", TimeOfDay(19, 30, zone="ET")),
    ],
)
def test_times_are_found_as_people_write_them(text: str, expected: TimeOfDay) -> None:
    assert find_times(text).values == (expected,)


@pytest.mark.parametrize("text", ["7", "7.30", "16:9", "25:30", "7 people", "1:30:4", ""])
def test_other_numbers_are_no_times(text: str) -> None:
    assert find_times(text).values == ()


def test_times_are_found_in_order_and_the_rest_is_left() -> None:
    found = find_times("7 to 9 pm, or noon")
    assert found.values == (TimeOfDay(21), TimeOfDay(12))
    assert found.rest == "7 to ||||, or ||||"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("7:30 pm", "19:30", True),
        ("7:30 pm", "7:45 pm", False),
        ("7:30 am", "7:30 pm", False),
        ("7:30", "7:30 pm", True),
        ("7:30", "7:30 am", True),
        ("7:30 pm", "7:30 pm KST", True),
        ("7:30 pm ET", "7:30 pm KST", False),
        ("7:30:15", "7:30:16", False),
        ("noon", "12 pm", True),
    ],
)
def test_times_are_the_same_when_they_can_be(one: str, other: str, expected: bool) -> None:
    (first,), (second,) = find_times(one).values, find_times(other).values
    assert same_time(first, second) is expected
    assert same_time(second, first) is expected
