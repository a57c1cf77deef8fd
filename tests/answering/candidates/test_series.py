"""A series of things with the same lead is said whole."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.expansions.series import with_whole_series
from rag.reading.reader import Reading

HIT = hit_of(
    "It is free for those over 60, for pregnant women and for people with asthma. "
    "He was praised for his voice and for his wit; he sang in Hull, in May."
)
WHOLE = "those over 60, for pregnant women and for people with asthma"


def said(question: str, *marked: str) -> list[str]:
    reading = Reading(tuple(mark(HIT, words, 0.3) for words in marked), 0.3)
    return [one.text for one in adjust(with_whole_series, question, reading).candidates]


def test_a_part_of_a_series_is_widened() -> None:
    parts = ("those over 60", "pregnant women and for people with asthma", "his wit")
    assert said("who gets it free?", *parts) == [WHOLE, WHOLE, "his wit"]


@pytest.mark.parametrize("question", ["how old must I be?", "what do pregnant women get free?"])
def test_one_that_is_singled_out_stays(question: str) -> None:
    assert said(question, "those over 60") == ["those over 60"]


def test_two_things_are_no_series() -> None:
    assert said("what was he praised for?", "his voice", "Hull") == ["his voice", "Hull"]
