"""What somebody said about a thing is told where something is said, or quoted."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.constraints.sayings import of_what_is_said
from rag.reading.reader import Reading

HIT = hit_of(
    "Low Tide by Ida is a story of her last ode.\n\nIda said that the roof is sound.\n\n"
    'The roof: "It leaks." It is old.\n\nIda recounted her first tour. It was cold.\n\n'
    "Fans lauded his zeal."
)
MARKED = ("her last ode", "sound", "It leaks", "old", "her first tour", "cold", "his zeal")


@pytest.mark.parametrize(
    ("question", "out"),
    [
        ("what did Ida say about the roof?", ["her last ode"]),
        ("What has she said on the tour", ["her last ode"]),
        ("what is Low Tide about?", []),
        ("what did Ida say?", []),
    ],
)
def test_sentences_in_which_nothing_is_said_are_left_out(question: str, out: list[str]) -> None:
    reading = Reading(tuple(mark(HIT, one, 0.14) for one in MARKED), 0.14)
    kept = [one.text for one in adjust(of_what_is_said, question, reading).candidates]
    assert [one for one in MARKED if one not in kept] == out
