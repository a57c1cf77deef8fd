"""What is told of another kind of a thing than the asked one is no answer."""

import pytest
from marked import hit_of, mark, place
from rules import adjust

from rag.answering.candidates.constraints.modifiers import of_asked_modifiers, without_prefixed
from rag.reading.reader import Reading

RULES = (of_asked_modifiers, without_prefixed)
PLOTS = hit_of(
    "# Rules\n\nA full plot costs £56, a half plot £30.\n\nWater is £5 a plot.\n\n"
    "Present: Um Vale (chair), Bo.\n\nThe deputy head is Kit.\n\n"
    "## Junior team\n\nIt trains on Monday.\n\n## Senior team\n\nIt trains on Friday.\n"
)
MARKED = ("£56", "£30", "£5 a", "Monday", "Friday", "Um Vale", "Kit")


@pytest.mark.parametrize(
    ("question", "out"),
    [
        ("how much is a quarter plot?", {"£56", "£30"}),
        ("how much is a half plot?", set()),
        ("when does the junior team train?", {"Friday"}),
        ("when does the team train?", set()),
        ("when does the adult team train?", {"Monday", "Friday"}),
        ("who is the vice chair?", {"Um Vale"}),
        ("who is the chair?", set()),
        ("who is the deputy head?", set()),
        ("which plot is not a quarter plot?", set()),
        ("is a half plot or a full plot £30?", set()),
        ("which plot do adults choose?", set()),
    ],
)
def test_other_kinds_of_the_asked_thing_are_left_out(question: str, out: set[str]) -> None:
    reading = Reading(tuple(mark(PLOTS, words, 0.1) for words in MARKED), 0.1)
    kept = {one.text for one in adjust(RULES, question, reading).candidates}
    assert set(MARKED) - kept == out


def test_a_fee_of_another_kind_is_left_out() -> None:
    hit = hit_of(
        "# Fees\n\nThe joining fee is £55.\n\n| Class | Annual fee |\n|---|---|\n| Full | £195 |\n"
    )
    reading = Reading((mark(hit, "£55", 0.5), mark(hit, "£195", 0.2)), 0.5)
    kept = adjust(RULES, "what is the annual fee?", reading).candidates
    assert [one.text for one in kept] == ["£195"]


def matches() -> Reading:
    semi = place("Hull 3 York 2", "Cup semi-final, 6 April.\n\nReferee: Ann Moss.", "Ann Moss", 0.6)
    last = place("Hull 0 Leeds 1", "Cup final, 4 May.\n\nReferee: Bo Lind.", "Bo Lind", 0.2)
    return Reading((semi, last), 0.6)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("who refereed the final?", ["Bo Lind"]),
        ("who refereed the semi-final?", ["Ann Moss", "Bo Lind"]),
        ("who refereed?", ["Ann Moss", "Bo Lind"]),
    ],
)
def test_a_word_with_a_prefix_is_another(question: str, expected: list[str]) -> None:
    assert [one.text for one in adjust(RULES, question, matches()).candidates] == expected


def test_what_is_told_of_a_word_with_a_prefix_is_kept_where_nothing_else_is() -> None:
    (semi, _) = matches().candidates
    reading = Reading((semi,), 0.6)
    assert adjust(RULES, "who refereed the final?", reading) == reading


def test_what_stands_before_in_a_paragraph_tells_of_it_too() -> None:
    text = "Cup semi-final, 6 April.\n\nHull are in the final. Bo Lind, injured, will miss it."
    hit = hit_of(text)
    semi, other = matches().candidates
    reading = Reading((mark(hit, "injured", 0.5), semi, other), 0.5)
    kept = adjust(RULES, "who will miss the final?", reading).candidates
    assert [one.text for one in kept] == ["injured", "Bo Lind"]
