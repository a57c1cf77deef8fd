"""A sentence points back or ahead from a day in it, or tells nothing."""

import pytest

from rag.answering.values.direction import AHEAD, BACK, direction, is_named, is_often


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor said on | that it was over",
        "It has been closed since |",
        "The bridge was closed on |",
        "Two men were arrested late on | evening",
        "It opened at 9 a.m. on |",
        "On |, the council voted",
        "On | evening fans queued",
        "| saw the first snow",
        "Kim, 54, died on |",
        "Released in |, it sold well",
        "They said the bridge was closed on |",
        "He said in Rome on | that he will go",
        "She met fans on |",
    ],
)
def test_a_past_verb_points_back(sentence: str) -> None:
    assert direction(*sentence.split("|")) == BACK


@pytest.mark.parametrize(
    "sentence",
    [
        "The council will vote on the proposed bridge on |",
        "It will be held on |",
        "It won't be closed on |",
        "The bridge is to reopen on |",
        "They are expected to be released on |",
        "The vote is due on |",
        "It plans to close in |",
        "Officials said the bridge will reopen on |",
        "On |, the council will vote",
        "He said that on | the council will vote",
        "Rain is likely until |",
        "They were told to leave by |",
        "It is open no later than |",
    ],
)
def test_a_verb_or_a_term_to_come_points_ahead(sentence: str) -> None:
    assert direction(*sentence.split("|")) == AHEAD


@pytest.mark.parametrize(
    "sentence",
    [
        "|",
        "on |",
        "The bridge reopens on |",
        "The bridge reopens on |, the mayor said",
        "Officials said the bridge reopens on |",
        "The mall, which closed in May, reopens on |",
        "The shop closed in May and reopens on |",
        "It is closed on |",
        "They agreed to meet on |",
        "He would vote on |",
        "The vote was postponed to |",
        "The trial was adjourned until |",
        "By |, twenty had died",
        "The vote planned for | was big",
        "He died on a |",
        "He was suspended before |'s game",
        "On | the damaged bridge reopens",
        "The United game on |",
        "|. The rest came later",
    ],
)
def test_what_is_in_doubt_points_nowhere(sentence: str) -> None:
    assert direction(*sentence.split("|")) is None


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("It is open every ", True),
        ("Each ", True),
        ("on every other ", True),
        ("every Monday and ", True),
        ("It opened on ", False),
        ("Every shop closed on ", False),
    ],
)
def test_one_day_of_many_is_told(before: str, expected: bool) -> None:
    assert is_often(before) is expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("They queued on Black ", True),
        ("Good ", True),
        ("before Super Bowl ", True),
        ("He arrived in New York ", False),
        ("On ", False),
        ("Late ", False),
        ("It opened last ", False),
        ("", False),
    ],
)
def test_a_capital_before_a_weekday_makes_it_a_name(before: str, expected: bool) -> None:
    assert is_named(before) is expected
