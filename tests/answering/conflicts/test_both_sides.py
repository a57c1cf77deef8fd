"""Two documents that answer yes and no to one question."""

from datetime import date

import pytest
from marked import Script, place

from rag.answering import Readers, answer_from
from rag.answering.conflicts.both_sides import both_sides, opposed
from rag.answering.grouping import group_equal


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bikes are allowed in the yard.", "Bikes are not allowed in the yard."),
        ("Bikes are allowed in the yard.", "Bikes are not allowed."),
        ("Bikes are permitted in the yard.", "Bikes are forbidden in the yard."),
        ("The pool is closed on Sundays.", "On Sundays the pool is open."),
        ("Linen is included.", "Linen isn't included in the price."),
    ],
)
def test_sentences_that_say_yes_and_no_are_opposed(one: str, other: str) -> None:
    yes, no = place("A", one, one, 0.5), place("B", other, other, 0.1)
    assert opposed(yes, no)
    assert opposed(no, yes)
    assert not opposed(yes, place("A", other, other, 0.1))  # of one document


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The pool is open on Sundays.", "The pool is not open on Mondays."),
        ("Bikes are allowed in the yard.", "Bikes are allowed."),
        ("Bikes are allowed.", "Dogs are not allowed."),
        ("Yes.", "No."),
    ],
)
def test_other_sentences_are_not(one: str, other: str) -> None:
    assert not opposed(place("A", one, one, 0.5), place("B", other, other, 0.1))


def test_what_is_said_to_the_contrary_is_found_whatever_is_believed_of_it() -> None:
    yes = place("A", "Bikes are allowed in the yard.", "allowed", 0.8)
    no = place("B", "Bikes are not allowed in the yard.", "allowed", 0.01)
    groups = group_equal([yes, no])
    first, second = both_sides("Are bikes allowed?", groups)
    assert (first.members, second.members) == ((yes,), (no,))
    assert (round(first.probability, 2), second.probability) == (0.8, 0.01)
    newer = place("B", no.hit.document.text, "allowed", 0.01, date(2024, 5, 1))
    older = place("A", yes.hit.document.text, "allowed", 0.8, date(2023, 5, 1))
    first, second = both_sides("Are bikes allowed?", group_equal([older, newer]))
    assert (first.members, second.members) == ((newer,), (older,))
    assert not both_sides("Where are bikes allowed?", groups)
    assert not both_sides("Are bikes allowed?", group_equal([yes]))


def test_both_sides_are_said_but_where_the_question_asks_what_holds_now() -> None:
    old = place("Rules 2019", "Bikes are not allowed.", "not allowed", 0.8, date(2019, 5, 1))
    new = place("Rules 2023", "Bikes are allowed.", "allowed", 0.05, date(2023, 5, 1))
    readers = Readers(Script(), Script(old, new))
    answer = answer_from("Are bikes allowed?", [old.hit, new.hit], readers)
    assert answer.status == "conflicting"
    assert [one.text for one in answer.statements] == [
        "Bikes are allowed.", "Bikes are not allowed."
    ]  # fmt: skip
    answer = answer_from("Are bikes allowed now?", [old.hit, new.hit], readers)
    assert (answer.status, answer.text) == ("answered", "Bikes are allowed.")
