"""Asked for the number of one kind, that of another is no answer."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.answer_types.labelled_numbers import of_asked_label
from rag.reading.reader import Reading

HIT = hit_of("Serial number: 25-11873.\n\nOur VAT No. is GB 771.\n\nCall 01632 960 712 any day.\n")
MARKED = ("25-11873", "GB 771", "01632 960 712")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("vat number", ["GB 771", "01632 960 712"]),
        ("what is the serial number?", ["25-11873", "01632 960 712"]),
        ("what is your company number?", ["01632 960 712"]),
        ("what is the number?", list(MARKED)),
        ("how many are there?", list(MARKED)),
    ],
)
def test_numbers_with_another_label_are_left_out(question: str, expected: list[str]) -> None:
    reading = Reading(tuple(mark(HIT, words, 0.3) for words in MARKED), 0.3)
    assert [one.text for one in adjust(of_asked_label, question, reading).candidates] == expected


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("What is the telephone number?", "Phone number"),
        ("contact number", "Phone number"),
        ("mobile number", "Tel no"),
        ("the office number?", "Phone number"),
        ("door code", "Entry code"),
        ("postal code", "ZIP code"),
        ("maximum number of guests", "Guest number"),
    ],
)
def test_another_word_for_a_kind_is_no_other_kind(question: str, label: str) -> None:
    hit = hit_of(f"{label}: 94110.\n")
    reading = Reading((mark(hit, "94110", 0.3),), 0.3)
    assert adjust(of_asked_label, question, reading) == reading
