"""Who won one prize did not win another one of its kind."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.constraints.prizes import of_asked_prizes
from rag.reading.reader import Reading

HIT = hit_of(
    "Best Actor went to Tom Hale for The Net. Best Actress went to Ruth Moe. The award for best "
    "supporting actor was won by Lars Dahl. Best Actress in a Supporting Role: Ida Berg. "
    "Best Picture was Winter Post. Ines Falk was in the jury."
)
MARKED = ("Tom Hale", "Ruth Moe", "Lars Dahl", "Ida Berg", "Winter Post", "Ines Falk")
REST = ["Winter Post", "Ines Falk"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("who won best actor?", ["Tom Hale", *REST]),
        ("Who won the best actress award?", ["Ruth Moe", *REST]),
        ("who was nominated for best supporting actor", ["Lars Dahl", *REST]),
        ("who got best supporting actress", ["Ida Berg", *REST]),
        ("who won the best male actor prize", ["Tom Hale", *REST]),
        ("what won best film?", list(MARKED)),
        ("what won best animated film?", [*MARKED[:4], "Ines Falk"]),
        ("who won the prizes for best actor and best actress", list(MARKED)),
        ("which is the best picture book?", list(MARKED)),
        ("who was in the jury?", list(MARKED)),
    ],
)
def test_what_is_told_of_other_prizes_is_left_out(question: str, expected: list[str]) -> None:
    reading = Reading(tuple(mark(HIT, one, 0.12) for one in MARKED), 0.12)
    assert [one.text for one in adjust(of_asked_prizes, question, reading).candidates] == expected
