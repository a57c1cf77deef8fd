"""A day of another year than the one asked about is no answer."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.constraints.asked_years import of_asked_years
from rag.reading.reader import Reading

HIT = hit_of(
    "It begins on 3 September 2025 and ends on 3 July 2026, or on 9 October. See 2026/27.\n"
)


def kept(question: str) -> list[tuple[str, float]]:
    words = ("3 September 2025", "3 July 2026", "9 October")
    found = Reading(tuple(mark(HIT, one, 0.3) for one in words), 0.3)
    return [(one.text, one.score) for one in adjust(of_asked_years, question, found).candidates]


@pytest.mark.parametrize(
    "question",
    [
        "when does autumn term 2026 start",
        "When is the summer holiday of 2026?",
        "what day in May 2026 is it?",
        "when does school start in 2026?",
    ],
)
def test_dates_of_other_years_are_left_out(question: str) -> None:
    assert kept(question) == [("3 July 2026", 0.3), ("9 October", 0.3)]


@pytest.mark.parametrize(
    "question",
    [
        "when does autumn term start",
        "when is the winter concert of winter 2026?",
        "when do tickets for the 2026 tour go on sale?",
        "when does the autumn term of the year 2026/27 start?",
        "who began in 2026?",
        "when is the first day after summer 2026?",
    ],
)
def test_for_other_questions_all_stay(question: str) -> None:
    assert len(kept(question)) == len(("2025", "2026", "none"))
