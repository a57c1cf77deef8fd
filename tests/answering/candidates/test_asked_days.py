"""Asked for the hours of a day, those of other days are no answer."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.constraints.asked_days import of_asked_days
from rag.reading.reader import Reading

HITS = [
    hit_of("The baths open at 6:15 on weekdays and at 9:00 at weekends. Tea is at 16:00."),
    hit_of("Mon-Thu: 10:00. Fri to Sun: 11:00."),
    hit_of("We sat at 10:00. Saturdays and Sundays at 14:00, daily at 17:00."),
]


def kept(question: str, at: int, *words: str) -> list[str]:
    reading = Reading(tuple(mark(HITS[at], word, 0.2) for word in words), 0.2)
    return [one.text for one in adjust(of_asked_days, question, reading).candidates]


@pytest.mark.parametrize(
    ("question", "at", "words", "expected"),
    [
        ("when do you open on sundays", 0, ["6:15", "9:00", "16:00"], ["9:00", "16:00"]),
        ("when do you open on Tuesday?", 0, ["6:15", "9:00"], ["6:15"]),
        ("when do they open at the weekend?", 0, ["6:15", "9:00"], ["9:00"]),
        ("opening time on Saturday?", 1, ["10:00", "11:00"], ["11:00"]),
        ("What time does it open Wednesday?", 1, ["10:00", "11:00"], ["10:00"]),
        ("when on Friday", 2, ["10:00", "14:00", "17:00"], ["10:00", "17:00"]),
    ],
)
def test_times_of_other_days_are_left_out(
    question: str, at: int, words: list[str], expected: list[str]
) -> None:
    assert kept(question, at, *words) == expected


@pytest.mark.parametrize(
    "question",
    [
        "when do you open?",
        "when do you open on weekdays and at weekends?",
        "when do you open on days other than Sunday?",
        "when does the class on Sunday school start?",
    ],
)
def test_other_questions_leave_all_times(question: str) -> None:
    assert kept(question, 0, "6:15", "9:00") == ["6:15", "9:00"]


def test_what_was_believed_of_the_sentence_is_believed_of_the_time_of_the_day() -> None:
    found = (mark(HITS[0], "6:15", 0.5), mark(HITS[0], "16:00", 0.2), mark(HITS[0], "9:00", 0.1))
    read = adjust(of_asked_days, "when do you open on sundays", Reading(found, 0.5))
    assert [(one.text, round(one.score, 2)) for one in read.candidates] == [
        ("9:00", 0.6),
        ("16:00", 0.2),
    ]
