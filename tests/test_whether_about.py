"""A yes or no is said with sentences that speak of what is asked about."""

import pytest
from marked import hit_of, mark

from rag.answering.candidates.whether_about import about_what_is_asked
from rag.reading.reader import Reading

FAIR = hit_of(
    "# Results\n\nThe cup for the best film went to a short one, and not to “Ferns”.\n\n"
    "It won him the prize of the town. The jury had seen Ferns twice.\n\n"
    "## Ferns, the film\n\nIt lost in Hull as well.\n\n"
    "**Ghent:** A room. No bath, but a shower.\n\nThe bath in Ghent is closed.\n"
)
CUP, PRIZE, HULL = "a short one", "the prize", "lost in Hull"


def kept(question: str, *words: str) -> list[tuple[str, float]]:
    reading = Reading(tuple(mark(FAIR, word, 0.2) for word in words), 0.2)
    found = about_what_is_asked(question, reading, hits=[FAIR]).candidates
    return [(one.text, round(one.score, 2)) for one in found]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("did Ferns win the cup?", [CUP, HULL]),
        ("Did ferns win the cup?", [CUP, HULL]),
        ("did the film win the cup?", [CUP, PRIZE, HULL]),
        ("did Oak win the cup?", [CUP, PRIZE, HULL]),
        ("which cup did Ferns win?", [CUP, PRIZE, HULL]),
    ],
)
def test_what_does_not_speak_of_the_name_asked_about_is_left_out(
    question: str, expected: list[str]
) -> None:
    assert kept(question, CUP, PRIZE, HULL) == [(said, 0.2) for said in expected]


def test_a_paragraph_speaks_of_what_it_begins_with() -> None:
    assert kept("is there a shower in Ghent?", "a shower", PRIZE) == [("a shower", 0.2)]


def test_words_of_one_quote_are_one_answer() -> None:
    found = kept("did the film win?", PRIZE, CUP, "the town", "“Ferns”")
    assert found == [(CUP, 0.4), (PRIZE, 0.4)]
    assert kept("who won?", PRIZE, "the town") == [(PRIZE, 0.2), ("the town", 0.2)]
