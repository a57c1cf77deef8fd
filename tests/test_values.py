"""Two answers that say the same are recognised, two that do not are kept apart."""

from datetime import date

import pytest

from rag.answering.values import read_value, same_value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("January 24, 2024", "24 Jan 2024"),
        ("January 24, 2024", "2024-01-24"),
        ("on January 24", "January 24, 2024"),
        ("over seven hours", "7 hours"),
        ("seven", "7"),
        ("Taehyung", "Kim Taehyung"),
        ("the director", "Director"),
        ("Beyoncé", "beyonce"),
        ("IU's", "IU"),
        ("a yellow pipe", "yellow pipe"),
    ],
)
def test_equal_answers_are_the_same(one: str, other: str) -> None:
    assert same_value(read_value(one), read_value(other))
    assert same_value(read_value(other), read_value(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("January 24, 2024", "January 28, 2024"),
        ("seven hours", "eight hours"),
        ("Kim Taehyung", "Um Tae-hwa"),
        ("Kim", "Kimberly"),
        ("", "Kim"),
        ("!", "!"),
    ],
)
def test_different_answers_are_not(one: str, other: str) -> None:
    assert not same_value(read_value(one), read_value(other))


def test_a_weekday_is_compared_as_the_day_that_its_document_means() -> None:
    friday = read_value("last Friday", date(2024, 1, 29))
    assert same_value(friday, read_value("January 26, 2024"))
    assert not same_value(friday, read_value("January 19, 2024"))


def test_a_bare_weekday_of_the_week_before_or_after_is_no_contradiction() -> None:
    before, after = date(2024, 1, 30), date(2024, 1, 31)  # a Tuesday and a Wednesday
    assert same_value(read_value("Wednesday", before), read_value("on Wednesday", after))
    assert not same_value(read_value("last Wednesday", before), read_value("Wednesday", after))
    assert not same_value(read_value("Thursday", before), read_value("Wednesday", after))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("January 24, 2024", "date"),
        ("seven hours", "number"),
        ("Kim Taehyung", "text"),
        ("he said that on January 24, 2024 seven people came to see him", "text"),
    ],
)
def test_the_kind_of_a_value_is_told(text: str, kind: str) -> None:
    assert read_value(text).kind == kind


@pytest.mark.parametrize(
    ("after", "other", "expected"),
    [
        (" tracks such as Holssi", "-minute short film", False),
        (" tracks such as Holssi", " tracks in all", True),
        (" tracks", " of them", True),
        (" tracks", ", they said", True),
        (" million tracks", " tracks", True),  # it is the answer that says how many
    ],
)
def test_a_bare_number_counts_what_stands_after_it(after: str, other: str, expected: bool) -> None:
    values = [read_value("five", None, text) for text in (after, other)]
    assert same_value(*values) is expected
