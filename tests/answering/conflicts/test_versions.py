"""What an older version of a text says does not hide what the newer one says."""

from datetime import date

import pytest
from marked import place

from rag.answering.conflicts.asked_apart import asked_for
from rag.answering.conflicts.versions import newest_first
from rag.answering.grouping import group_equal
from rag.reading.reader import Candidate


def values(*candidates: Candidate, question: str = "what does a token cost?") -> list[str]:
    return [group.best.text for group in newest_first(question, group_equal(candidates))]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("House rules (2019)", date(2019, 5, 1)), ("House rules", date(2023, 2, 1))),
        (("Travel policy, version 2 (May 2022)", None), ("Travel policy, version 3", None)),
        (("Travel policy v2", date(2024, 5, 1)), ("Travel policy v3", None)),
        (("Sleep (draft 1, 4 March 2024)", None), ("Sleep (draft 2, 19 June 2024)", None)),
        (("House rules 2019", None), ("House rules 2023", None)),
        (("Prices of 2023", date(2023, 1, 1)), ("New prices, valid from May", date(2024, 1, 1))),
    ],
)
def test_the_value_of_the_newer_version_comes_first(
    old: tuple[str, date | None], new: tuple[str, date | None]
) -> None:
    older = place(old[0], "A token costs £1.50.", "£1.50", 0.6, old[1])
    newer = place(new[0], "A token costs £2.20.", "£2.20", 0.2, new[1])
    assert values(older, newer) == ["£2.20", "£1.50"]
    assert values(older, newer, question="what was the former price of a token?") == []


def test_a_version_that_says_it_replaces_the_other_is_the_newer_one() -> None:
    older = place("House rules (old)", "A token costs £1.50.", "£1.50", 0.6)
    newer = place("House rules", "These replace the old rules. A token costs £2.20.", "£2.20", 0.2)
    assert values(older, newer) == ["£2.20", "£1.50"]


@pytest.mark.parametrize(
    ("title", "text", "answer", "score", "day"),
    [
        ("Handover protocol", "A token costs £2.20.", "£2.20", 0.2, date(2023, 2, 1)),
        ("House rules", "Bicycles in the yard cost £2.20.", "£2.20", 0.2, date(2023, 2, 1)),
        ("House rules", "A token costs £2.20.", "£2.20", 0.05, date(2023, 2, 1)),
        ("House rules", "A token costs £2.20.", "£2.20", 0.2, None),
        ("House rules", "A token costs £1.50.", "£1.50", 0.2, date(2023, 2, 1)),
        ("House rules", "A token costs 14 days.", "14 days", 0.2, date(2023, 2, 1)),
    ],
)
def test_other_texts_and_other_kinds_of_values_are_no_rivals(
    title: str, text: str, answer: str, score: float, day: date | None
) -> None:
    older = place("House rules (2019)", "A token costs £1.50.", "£1.50", 0.6, date(2019, 5, 1))
    assert values(older, place(title, text, answer, score, day)) == []


def test_names_and_the_first_of_several_values_are_compared() -> None:
    asked = "who is it and when?"
    days = date(2019, 5, 1), date(2023, 2, 1)
    older = place("Rules 1", "The caretaker is Mr Brian Tolley.", "Brian Tolley", 0.6, days[0])
    newer = place("Rules 2", "The caretaker is Mrs Ioana Petrescu.", "Ioana Petrescu", 0.2, days[1])
    assert values(older, newer, question=asked) == ["Ioana Petrescu", "Brian Tolley"]
    long = "22:00 to 07:00, and on Sundays and public holidays all day"
    older = place("Rules 1", f"Quiet hours are from {long}.", long, 0.5, days[0])
    newer = place("Rules 2", "Quiet hours are from 21:30 on.", "21:30", 0.4, days[1])
    assert values(older, newer, question=asked) == []
    newer = place("Rules 2", "Quiet hours are from 21:30 to 07:00.", "21:30 to 07:00", 0.4, days[1])
    assert values(older, newer, question=asked) == ["21:30 to 07:00", long]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("what do 2 adults pay for a token?", None),
        ("what does a token cost at 10 am?", None),
        ("what do tokens cost in flat 11?", None),
        ("what did a token cost in 2021?", None),
        ("what did a token cost in 2019?", "£1.50"),
        ("what does a token cost by edition 3?", "£2.20"),
    ],
)
def test_both_are_told_unless_a_number_of_the_question_names_one(
    question: str, asked: str | None
) -> None:
    older = place("House rules 1, flat 11", "A token costs £1.50.", "£1.50", 0.6, date(2019, 5, 1))
    newer = place("House rules 3, flat 11", "A token costs £2.20.", "£2.20", 0.2, date(2023, 2, 1))
    told = newest_first(question, group_equal([older, newer]))
    assert [group.best.text for group in told] == ["£2.20", "£1.50"]
    named = asked_for(question, told)
    assert (named and named.best.text) == asked
