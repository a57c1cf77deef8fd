"""The number of an item of a list counts nothing."""

import pytest
from marked import hit_of, mark

from rag.answering.candidates.kinds.item_numbers import without_item_numbers
from rag.reading.reader import Reading

STEPS = hit_of(
    "Use 3 clamps.\n\n1. Saw the board.\n2. Sand it.\n3) Glue 4 dowels in.\n4. Wait.\n\n7. May\n"
)


def kept(question: str, *marks: tuple[str, str]) -> list[str]:
    reading = Reading(tuple(mark(STEPS, word, 0.3, quote=quote) for word, quote in marks), 0.3)
    return [one.quoted for one in without_item_numbers(question, reading).candidates]


@pytest.mark.parametrize("number", ["2", "2."])
def test_the_number_of_an_item_is_no_answer(number: str) -> None:
    marks = (number, "2. Sand it."), ("3", "Use 3 clamps.")
    assert kept("how many clamps do I need?", *marks) == ["Use 3 clamps."]


@pytest.mark.parametrize(
    ("question", "word", "quote"),
    [
        ("which step is the sanding?", "2", "2. Sand it."),
        ("how many dowels?", "4", "Glue 4 dowels in."),
        ("when?", "7", "7. May"),
        ("how many?", "3) Glue 4", "3) Glue 4 dowels in."),
    ],
)
def test_others_stay(question: str, word: str, quote: str) -> None:
    assert kept(question, (word, quote)) == [quote]
