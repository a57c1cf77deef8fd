"""Where what held before is asked for, the new value is not the answer."""

from datetime import date

import pytest
from marked import hit_of, mark, place

from rag.answering.conflicts.formerly import former_first
from rag.answering.grouping import group_equal
from rag.reading.reader import Candidate

RAISED = "It was agreed that rents be raised to £62 for a field and £33 for a garden."
RULES = "A field costs £56, a garden £30."


def first(question: str, *found: Candidate) -> list[str]:
    return [group.best.text for group in former_first(question, group_equal(found, question))]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what was the rent of a field before it was raised?", "£56"),
        ("what was the rent of a garden before it was raised?", "£30"),
        ("what is the rent of a field?", "£62"),
        ("what was the rent before 2023 raised to?", "£62"),
    ],
)
def test_an_older_document_says_it_of_what_is_asked(question: str, said: str) -> None:
    new, other = place("m", RAISED, "£62", 0.7), place("m", RAISED, "£33", 0.05)
    garden, field = place("r", RULES, "£30", 0.06), place("r", RULES, "£56", 0.04)
    assert first(question, new, garden, other, field)[0] == said


def test_a_later_document_does_not_say_it() -> None:
    new = place("m", RAISED, "£62", 0.7, date(2024, 3, 1))
    later = place("r", RULES, "£56", 0.04, date(2025, 3, 1))
    assert "£62" not in first("what was it originally?", new, later)


def test_the_new_value_is_left_out_where_nothing_holds_the_old_one() -> None:
    moved = hit_of("The date is moved by a week to 22 May, noon.")
    found = mark(moved, "22 May", 0.6), mark(moved, "noon", 0.1)
    assert first("what was the original date?", *found) == ["noon"]


def test_of_several_changes_none_is_left_out() -> None:
    ones = "In 2019 it was raised to £30. In 2022 it was raised to £35."
    found = mark(hit_of(ones), "£30", 0.6), mark(hit_of(ones), "£35", 0.2)
    assert first("what was it before 2022?", *found) == ["£30", "£35"]


@pytest.mark.parametrize(
    ("text", "new", "old"),
    [
        ("We begin at 6.30 pm, not at 7 as printed.", "6.30 pm", "7 as printed"),
        ("It saves now every 2 minutes (was 10).", "every 2 minutes", "10"),
        ("The rent is £36 a month, up from £32.", "£36 a month", "£32"),
    ],
)
def test_it_stands_beside_the_new_one(text: str, new: str, old: str) -> None:
    found = mark(hit_of(text), new, 0.6), mark(hit_of(text), old, 0.01)
    assert first("what was it originally?", *found) == [old]


def test_who_is_said_to_go_was_it_before() -> None:
    minutes = hit_of("Ann Moss stood down as chair. Elected: chair Tom Low, clerk Eve Hart.")
    found = mark(minutes, "Eve Hart", 0.5), mark(minutes, "Ann Moss", 0.03)
    assert first("who was chair before Tom Low?", *found)[0] == "Ann Moss"
    assert first("who was clerk before Tom Low?", *found)[0] == "Eve Hart"


def test_what_is_told_in_words_alone_is_kept() -> None:
    found = mark(hit_of("It now needs a strip of foil."), "a strip of foil", 0.6)
    assert first("what did the original test need?", found) == ["a strip of foil"]
