"""Asked who somebody is, the rest of the name says nothing."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.constraints.half_names import without_half_names
from rag.reading.reader import Reading

HIT = hit_of("Chef Priya Nair is a pastry chef. She was trained by Ann Moss, and Tom helped.")


def left(question: str, *marked: str) -> list[str]:
    reading = Reading(tuple(mark(HIT, words, 0.4) for words in marked), 0.4)
    return [one.text for one in adjust(without_half_names, question, reading).candidates]


@pytest.mark.parametrize("question", ["who is Priya?", "Who's Priya", "and who is priya?"])
def test_the_rest_of_a_name_is_left_out(question: str) -> None:
    assert left(question, "Nair", "a pastry chef", "Chef") == ["a pastry chef"]


def test_other_names_stay() -> None:
    assert left("who is Tom?", "Moss", "Ann") == ["Moss", "Ann"]
    assert left("who trained Priya?", "Nair", "Ann Moss") == ["Nair", "Ann Moss"]
    assert left("what is Priya?", "Nair") == ["Nair"]
