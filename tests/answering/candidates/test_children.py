"""How many children somebody has is not how many their parents had."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.constraints.children import of_own_children
from rag.reading.reader import Reading

HIT = hit_of("Ida was the third of seven children. She had two daughters. Tom had one of the five.")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("how many children did ida have?", ["two"]),
        ("how many kids does Ida have", ["two"]),
        ("how many siblings and children did Ida have?", ["seven", "two"]),
        ("how many boats did Ida have?", ["seven", "two"]),
    ],
)
def test_those_of_the_parents_are_left_out(question: str, expected: list[str]) -> None:
    reading = Reading((mark(HIT, "seven", 0.5), mark(HIT, "two", 0.2)), 0.5)
    assert [one.text for one in adjust(of_own_children, question, reading).candidates] == expected
