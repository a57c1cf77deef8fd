"""Of classes, floors and steps that go by numbers, the one that is asked about."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.constraints.numbered_ones import of_asked_numbers
from rag.reading.reader import Reading

TRIPS = hit_of(
    "# Trips\n\n- Classes 3 to 5 go to Rook Island on 4 May.\n- Class 1 and class 2 go to a farm.\n"
    "- All pay at the office.\n\n## Class 4 walk\n\nKit Rowe leads it on 9 June.\n"
)
MARKED = ("Rook Island", "a farm", "office", "Kit Rowe")


def left(question: str) -> list[str]:
    reading = Reading(tuple(mark(TRIPS, words, 0.2) for words in MARKED), 0.2)
    return [one.text for one in adjust(of_asked_numbers, question, reading).candidates]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("where does class 2 go?", ["a farm", "office"]),
        ("where does class 4 go?", ["Rook Island", "office", "Kit Rowe"]),
        ("where do classes 1 and 4 go?", list(MARKED)),
        ("who leads the class 6 walk?", ["office"]),
        ("where do classes other than class 2 go?", list(MARKED)),
        ("where do they go on 4 May?", list(MARKED)),
        ("where do 4 classes go?", list(MARKED)),
    ],
)
def test_what_is_told_of_others_is_left_out(question: str, expected: list[str]) -> None:
    assert left(question) == expected
