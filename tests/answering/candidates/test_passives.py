"""Who did it is not who it was done to."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.constraints.passives import without_passive_subjects
from rag.reading.reader import Reading

HIT = hit_of(
    "One of the authors was paid for a talk by the maker. Tom had been badly bitten by Rex. "
    "Ann was the one who paid. Joe, who was chosen, chose Kim."
)
MARKED = ("One of the authors", "the maker", "Tom", "Rex", "Ann", "Joe", "Kim")


def left_out(question: str) -> list[str]:
    reading = Reading(tuple(mark(HIT, words, 0.2) for words in MARKED), 0.2)
    kept = [one.text for one in adjust(without_passive_subjects, question, reading).candidates]
    return [one for one in MARKED if one not in kept]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("who paid for the study?", ["One of the authors"]),
        ("who has bitten Tom", ["Tom"]),
        ("who bit the postman", ["Tom"]),
        ("who chose him?", ["Joe"]),
        ("who was paid by the maker?", []),
        ("who paid by card?", []),
        ("what was bitten?", []),
    ],
)
def test_to_whom_it_was_done_is_left_out(question: str, expected: list[str]) -> None:
    assert left_out(question) == expected
