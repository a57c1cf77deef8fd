"""How something was done is not where."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.answer_types.manners import without_manners
from rag.reading.reader import Reading

HIT = hit_of(
    "He shouted at the top of his lungs in the yard. She was at the peak of her vocal powers at "
    "the top of the hill. They left on foot in tears. "
    "The Year 8 residential trip is in May. It ends in Year 8 of the plan, see Table 3."
)


def kept(question: str, *words: str) -> list[tuple[str, float]]:
    found = Reading(tuple(mark(HIT, one, 0.3) for one in words), 0.3)
    return [(one.text, one.score) for one in adjust(without_manners, question, found).candidates]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("where did he shout?", "at the top of his lungs"),
        ("and where was she?", "at the peak of her vocal powers"),
        ("where did they leave", "in tears"),
        ("where did they leave", "on foot"),
        ("when is the trip", "Year 8"),
        ("what date does it end?", "Table 3"),
    ],
)
def test_what_is_no_place_or_time_is_left_out(question: str, words: str) -> None:
    assert kept(question, words, "in the yard") == [("in the yard", 0.3)]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("how did he shout?", "at the top of his lungs"),
        ("where was she?", "at the top of the hill"),
        ("which trip is in May?", "Year 8"),
        ("when is it?", "May"),
    ],
)
def test_places_times_and_other_questions_keep_theirs(question: str, words: str) -> None:
    assert kept(question, words) == [(words, 0.3)]


def test_a_year_of_a_plan_is_a_time() -> None:
    found = Reading((mark(HIT, "Year 8", 0.3, quote="Year 8 of the plan, see Table 3."),), 0.3)
    assert adjust(without_manners, "when does it end?", found) == found
