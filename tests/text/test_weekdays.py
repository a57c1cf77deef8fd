"""The days of the week have their number, and their short names end no sentence."""

import re
from datetime import date

import pytest

from rag.text.sentences import sentence_spans
from rag.text.weekdays import SHORT_WEEKDAYS, WEEKDAY, WEEKDAY_NAMES, weekday_number


@pytest.mark.parametrize("number", range(7))
def test_names_are_numbered_as_datetime_does(number: int) -> None:
    name = date(2024, 1, 1 + number).strftime("%A")  # a Monday first
    assert WEEKDAY_NAMES[number] == name
    assert weekday_number(name.lower()) == weekday_number(name.upper()) == number


@pytest.mark.parametrize("word", ["sun", "sat", "wed", "fri"])
def test_words_that_are_short_names_too_are_no_weekday(word: str) -> None:
    assert not re.fullmatch(WEEKDAY, word, re.IGNORECASE)


@pytest.mark.parametrize("name", SHORT_WEEKDAYS)
def test_a_time_goes_on_with_a_day(name: str) -> None:
    assert len(sentence_spans(f"We met at 6 p.m. {name} 5 May in the hall.")) == 1
