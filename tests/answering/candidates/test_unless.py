"""What holds unless it rains does not if it rains."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.constraints.unless import without_excepted
from rag.reading.reader import Reading

HIT = hit_of(
    "On Monday the cable car, unless there is a thunderstorm; then the museum of milk. "
    "Fees are kept, except if a pupil is ill; the head decides.\n"
)


def kept(question: str, *marked: tuple[str, float]) -> list[tuple[str, float]]:
    found = Reading(tuple(mark(HIT, words, score) for words, score in marked), marked[0][1])
    left = adjust(without_excepted, question, found).candidates
    return [(one.text, round(one.score, 2)) for one in left]


def test_what_is_done_then_is_believed_instead() -> None:
    marked = (("the cable car", 0.8), ("the museum of milk", 0.07))
    expected = [("the museum of milk", 0.87)]
    assert kept("what do we do if there is a thunderstorm on Monday?", *marked) == expected


def test_what_holds_otherwise_is_left_out() -> None:
    marked = (("Fees are kept", 0.6), ("the head decides", 0.05))
    assert kept("what happens if a pupil is ill?", *marked) == [("the head decides", 0.05)]


@pytest.mark.parametrize(
    "question",
    ["what do we do on Monday?", "what do we do if the car breaks?", "where is the cable car?"],
)
def test_without_that_condition_all_stay(question: str) -> None:
    marked = (("the cable car", 0.8), ("the museum of milk", 0.07))
    assert kept(question, *marked) == list(marked)
