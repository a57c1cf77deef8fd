"""The poet is not the poet's girl."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.constraints.owners import without_owners
from rag.reading.reader import Reading

HIT = hit_of(
    "The square is named after the poet Ole Berg, whose statue looks at Julia, the girl he loved. "
    "Her father, the poet Max Lind, died. The town's poet sings.\n"
)


def kept(question: str, *words: str) -> list[str]:
    found = Reading(tuple(mark(HIT, one, 0.3) for one in words), 0.3)
    return [one.text for one in adjust(without_owners, question, found).candidates]


@pytest.mark.parametrize("question", ["who was the poet's girl", "Who's the poet's girl?"])
def test_whose_girl_she_is_is_left_out(question: str) -> None:
    assert kept(question, "Ole Berg", "Julia") == ["Julia"]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("who is the poet's father?", "Max Lind"),
        ("who is the poet?", "Ole Berg"),
        ("who is the town's poet?", "Ole Berg"),
        ("what is the poet's name?", "Ole Berg"),
    ],
)
def test_others_stay(question: str, name: str) -> None:
    assert kept(question, name, "Julia") == [name, "Julia"]
