"""Numbers that a PDF raises: marks of notes are left out, powers told, notes kept whole."""

import re

import pytest
from pdf_files import Text, pdf_of

from rag.documents.formats.pdf.document import read_pdf

_WIDTH = 0.6  # of a letter of Courier, as parts of its size


def set_in_courier(left: float, base: float, text: str) -> list[Text]:
    """Set a line with what is in <> raised and what is in {} lowered, both smaller."""
    texts = list[Text]()
    for part in re.findall(r"<[^>]*>|\{[^}]*\}|[^<{]+", text):
        rise = {"<": 4.0, "{": -2.0}.get(part[0], 0.0)
        size = 6.5 if rise else 10.0
        inner = part.strip("<>{}")
        texts.append(Text(left, base - rise, inner, size, "Courier"))
        left += len(inner) * _WIDTH * size
    return texts


def read(*lines: str) -> str:
    """Read a page of lines, each a paragraph."""
    texts = [
        one for at, line in enumerate(lines) for one in set_in_courier(50, 100 + 40 * at, line)
    ]
    return read_pdf(pdf_of(texts), "a.pdf").text.rstrip("\n")


NOTES = "<1> County records. <2> See the ledger."


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The hall opened in 1987<1> and cost 40<2> pounds.", "in 1987 and cost 40 pounds."),
        ("It seats many people<1> at once.<2> All sit.", "many people at once. All sit."),
        ("The field has 10<6> bees on 5 km<2>.", "has 10^6 bees on 5 km^2."),
        ("The limit is 10<-3> mol.", "The limit is 10^-3 mol."),
        ("A room of 12 m<2> costs 90<1,2> pounds.", "12 m^2 costs 90 pounds."),
        ("A cup<*> of tea<[1]> here", "A cup of tea here"),
        ("Drink H{2}O every day", "Drink H2O every day"),
        ("Here 7<2> is 49 and x<2> is one", "Here 7^2 is 49 and x^2 is one"),
    ],
)
def test_a_raised_number_is_the_mark_of_a_note_or_a_power(line: str, expected: str) -> None:
    assert expected in read(line, NOTES if "<1>" in line or "<2> and cost" in line else "End")


def test_notes_stay_whole_with_their_numbers() -> None:
    text = read("It opened in 1987<1> or 1988.<2>", NOTES)
    assert text.splitlines() == [
        "It opened in 1987 or 1988.",
        "1 County records. 2 See the ledger.",
    ]
    assert read("It opened in 1987.<1>", "<1>Minutes of May").endswith("1987. 1 Minutes of May")


def test_signs_that_begin_a_note_stay() -> None:
    notes = read("A cup<**> of tea", "<**> In the year 2020.", "<**>")
    assert notes.splitlines() == ["A cup of tea", "** In the year 2020. **"]


def test_a_number_without_a_note_on_its_page_may_follow_the_mark_before() -> None:
    assert read("By 1987<1> it sat 120<2> people") == "By 1987 it sat 120 people"
    assert read("It sat 120<4> people.") == "It sat 120^4 people."


@pytest.mark.parametrize(
    ("small", "base", "expected"), [("2", 104.0, "CO2 in each"), ("th", 93.0, "COth in each")]
)
def test_a_line_does_not_end_at_what_is_lowered_or_raised(
    small: str, base: float, expected: str
) -> None:
    texts = [
        Text(50, 100, "Sensors of CO", 10, "Courier"),
        Text(128, base, small, 8, "Courier"),
        Text(128 + 4.8 * len(small), 100, " in each room", 10, "Courier"),
    ]
    assert read_pdf(pdf_of(texts), "a.pdf").text == f"Sensors of {expected} room\n"


def test_letters_that_are_not_smaller_are_no_mark() -> None:
    texts = [Text(50, 100, "Room 12", 10, "Courier"), Text(50 + 42, 97, "34", 10, "Courier")]
    assert read_pdf(pdf_of(texts), "a.pdf").text == "Room 1234\n"
