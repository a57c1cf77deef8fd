"""A further document with an answer's value counts where it says it of what is asked."""

import pytest
from marked import place

from rag.answering.grouping import group_equal

RACE = place("Spring race", "The race begins in Ghent and ends in Namur.", "Namur", 0.6)
COLOUR = place("Paint", "The blue boat came in at second place.", "blue", 0.6)


@pytest.mark.parametrize(
    ("question", "title", "text", "counts"),
    [
        ("where does the race end?", "Trains", "12 June, Ostend, Namur, 11:40", False),
        ("where does the race end?", "Trains", "Namur, where the race is decided", True),
        ("where does the race end?", "Cycling: the spring race", "All went to Namur.", True),
        ("where does the race end?", "Trains", "# All\n\n## After the race\n\nGo to Namur.", True),
        ("where?", "Trains", "12 June, Ostend, Namur, 11:40", True),
    ],
)
def test_what_says_nothing_of_what_is_asked_does_not_count(
    question: str, title: str, text: str, counts: bool
) -> None:
    other = place(title, text, "Namur", 0.2)
    if "\n" in text:
        start = text.index("Go to")
        other = type(other)(other.hit, other.span, type(other.span)(start, len(text)), 0.2)
    (group,) = group_equal([RACE, other], question)
    assert len(group.candidates) == 1 + counts
    assert group.probability == pytest.approx(0.8 if counts else 0.6)


@pytest.mark.parametrize(
    ("question", "counts"),
    [("which boat came in second?", False), ("which boat?", True), ("what boat is big?", True)],
)
def test_the_kind_of_thing_that_is_asked_for_is_shared_by_too_many(
    question: str, counts: bool
) -> None:
    other = place("Harbour", "Every big boat here is blue.", "blue", 0.2)
    (group,) = group_equal([COLOUR, other], question)
    assert len(group.candidates) == 1 + counts


def test_a_name_in_code_has_its_words() -> None:
    first = place("Guide", "By default it tries 5 times to upload.", "5", 0.6)
    other = place("Settings", "| `upload_tries` | 5 |", "5", 0.2)
    (group,) = group_equal([first, other], "how often does an upload happen?")
    assert len(group.candidates) == 2


def test_a_further_place_in_the_same_document_counts() -> None:
    text = "The race ends in Namur. Later: Namur."
    first = place("Race", text, "Namur", 0.6)
    other = type(first)(first.hit, type(first.span)(31, 36), type(first.span)(24, 37), 0.2)
    (group,) = group_equal([first, other], "where does the race end?")
    assert group.probability == pytest.approx(0.8)


def test_one_of_several_things_says_nothing_of_the_others() -> None:
    whole = "rope, tar and nails"
    first = place("Shop", f"The shop has {whole}.", whole, 0.6)
    other = place("The shop's history", "In 1900 it was known for tar.", "tar", 0.2)
    (group,) = group_equal([first, other], "which goods does the shop have?")
    assert len(group.candidates) == 1
    (group,) = group_equal([first, other], "what does the shop have?")
    assert len(group.candidates) == 2


@pytest.mark.parametrize(
    ("text", "answer", "counts"),
    [
        ("Bikes and fences: up to £1,000.", "up to £1,000", False),
        ("Bikes are insured for up to £800.", "up to £800", True),
        ("Bikes are insured for over £700.", "over £700", True),
    ],
)
def test_a_limit_is_no_number_near_it(text: str, answer: str, counts: bool) -> None:
    first = place("Policy", "| Bikes | £800 |", "£800", 0.6)
    other = place("Letter", text, answer, 0.2)
    groups = group_equal([first, other], "how much are bikes insured for?")
    assert (len(groups) == 1) == counts


@pytest.mark.parametrize(
    ("text", "answer", "cited"),
    [
        ("The club began in the summer of 1974.", "1974", False),
        ("The club began in June 1974.", "June 1974", False),
        ("The club began on 6 June.", "6 June", True),
        ("The club began on Thursday, 6 June 1974.", "Thursday, 6 June 1974", True),
    ],
)
def test_what_tells_less_than_the_day_supports_it_and_is_not_cited(
    text: str, answer: str, cited: bool
) -> None:
    first = place("Rules", "The club was founded on 6 June 1974.", "6 June 1974", 0.6)
    (group,) = group_equal([first, place("History", text, answer, 0.2)], "when did the club begin?")
    assert group.probability == pytest.approx(0.8)
    assert len(group.candidates) == 1 + cited


def test_the_day_is_cited_for_the_month() -> None:
    first = place("History", "The club began in June 1974.", "June 1974", 0.6)
    other = place("Rules", "The club was founded on 6 June 1974.", "6 June 1974", 0.2)
    (group,) = group_equal([first, other], "when did the club begin?")
    assert len(group.candidates) == 2
