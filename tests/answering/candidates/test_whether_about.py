"""A yes or no is said with sentences that speak of what is asked about."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.constraints.whether_about import of_asked_names, of_asked_thing
from rag.answering.candidates.expansions.whole_quotes import with_whole_quotes
from rag.reading.reader import Reading

RULES = (of_asked_thing, of_asked_names, with_whole_quotes)
FAIR = hit_of(
    "# Results\n\nThe cup for the best film went to a short one, and not to “Ferns”.\n\n"
    "It won him the prize of the town. The jury had seen Ferns twice.\n\n"
    "## Ferns, the film\n\nIt lost in Hull as well.\n\n"
    "**Ghent:** A room. No bath, but a shower.\n\nThe bath in Ghent is closed.\n"
)
CUP, PRIZE, HULL = "a short one", "the prize", "lost in Hull"


def kept(question: str, *words: str) -> list[tuple[str, float]]:
    reading = Reading(tuple(mark(FAIR, word, 0.2) for word in words), 0.2)
    found = adjust(RULES, question, reading, hits=[FAIR]).candidates
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


def test_a_document_speaks_of_what_its_title_names() -> None:
    titled = hit_of("The bath is closed. It was seen by Ferns.", title="House rules of Ghent")
    other = hit_of("A bath in Ghent is a tub.")
    reading = Reading((mark(titled, "closed", 0.5),), 0.5)
    found = adjust(RULES, "is the bath closed in ghent?", reading, hits=[titled, other])
    assert [one.text for one in found.candidates] == ["closed"]


def test_words_of_one_quote_are_one_answer() -> None:
    found = kept("did the film win?", PRIZE, CUP, "the town", "“Ferns”")
    assert found == [(CUP, 0.4), (PRIZE, 0.4)]
    assert kept("who won?", PRIZE, "the town") == [(PRIZE, 0.2), ("the town", 0.2)]


BATHS = hit_of(
    "The slide is shut until May. The steam room stays open. It is open to all.\n\n"
    "## The slide\n\nHeight: open from 6 years.\n"
)
SLIDE, STEAM, ALL, YEARS = "shut until May", "stays open", "open to all", "6 years"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("is the slide open?", [SLIDE, ALL, YEARS]),
        ("is the water slide still open?", [SLIDE, ALL, YEARS]),
        ("is the steam room open?", [STEAM, ALL]),
        ("is the sauna open?", [STEAM, SLIDE, ALL, YEARS]),
        ("is it open?", [STEAM, SLIDE, ALL, YEARS]),
        ("does the slide have a light?", [STEAM, SLIDE, ALL, YEARS]),
    ],
)
def test_where_a_sentence_speaks_of_the_thing_those_on_others_are_left_out(
    question: str, expected: list[str]
) -> None:
    scores = {STEAM: 0.5, SLIDE: 0.2, ALL: 0.1, YEARS: 0.05}
    reading = Reading(tuple(mark(BATHS, word, score) for word, score in scores.items()), 0.5)
    found = adjust(RULES, question, reading, hits=[BATHS]).candidates
    assert [one.text for one in found] == expected


def test_a_thing_that_is_hardly_believed_in_leaves_out_no_other() -> None:
    reading = Reading((mark(BATHS, STEAM, 0.6), mark(BATHS, SLIDE, 0.03)), 0.6)
    found = adjust(RULES, "is the slide open?", reading, hits=[BATHS]).candidates
    assert [one.text for one in found] == [STEAM, SLIDE]
