"""Who makes a thing is not what it is."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.constraints.makers import without_classes
from rag.reading.reader import Reading

HIT = hit_of(
    "Rilan belongs to a group of medicines called relaxants. It is made by a firm in Hull."
)
MARKED = ("relaxants", "a group of medicines", "a firm in Hull")


@pytest.mark.parametrize(
    ("question", "expected"),
    [("who makes rilan", ["a firm in Hull"]), ("what is rilan", list(MARKED))],
)
def test_a_class_makes_nothing(question: str, expected: list[str]) -> None:
    reading = Reading(tuple(mark(HIT, words, 0.3) for words in MARKED), 0.3)
    assert [one.text for one in adjust(without_classes, question, reading).candidates] == expected
