"""Headings and lists of a PDF: no item is a heading for its larger letters, nor are many lines."""

import pytest
from pdf_files import Text, pdf_of

from rag.documents.formats.pdf.document import read_pdf

PROSE = [
    "The tenant pays the rent of nine hundred euros on the first day of each month, and",
    "has the rooms painted every five years by a firm that the owner has agreed to.",
]


def read(*lines: tuple[str, float], font: str = "Helvetica") -> list[str]:
    """Read lines of letters of some size, and prose in smaller ones on the next pages."""
    texts, base = list[Text](), 100.0
    for text, size in lines:
        texts.append(Text(60, base, text, size, font if size > 10 else "Helvetica"))
        base += 1.4 * size
    prose = [Text(60, 100 + 14 * at, line) for at, line in enumerate(PROSE * 4)]
    text = read_pdf(pdf_of(texts, prose), "a.pdf").text
    return [line for line in text.split("\f")[0].splitlines() if line]


def test_items_in_larger_letters_are_no_headings() -> None:
    items = [(f"• {text}", 20.0) for text in ("Chair: Ida Voss", "Fee: 30 euros", "Start: in May")]
    expected = ["# Tool club", "- Chair: Ida Voss", "- Fee: 30 euros", "- Start: in May"]
    assert read(("Tool club", 30), *items) == expected
    assert read(("Tool club", 30), *items[:1])[1:] == expected[1:2]
    numbered = read(("Tool club", 30), ("1. Keys: three", 20), ("2. Pets: none", 20))
    assert numbered == ["# Tool club", "1. Keys: three", "2. Pets: none"]


def test_three_lines_in_larger_letters_are_lines() -> None:
    lines = ["Chair: Ida Voss", "Treasurer: Tom Oduya", "First meeting: 4 March 2024"]
    assert read(("Tool club", 30), *((line, 20) for line in lines)) == ["# Tool club", *lines]
    assert read(("Tool club", 30), ("A year of tools", 20), ("and of rope", 20))[1:] == [
        "## A year of tools and of rope"
    ]


def test_a_title_may_be_of_three_lines() -> None:
    title = [("How the tools of a", 30.0), ("village were lent in", 30), ("the years of peace", 30)]
    assert read(*title, ("By Ida Voss", 20)) == [
        "# How the tools of a village were lent in the years of peace",
        "## By Ida Voss",
    ]


@pytest.mark.parametrize("font", ["Helvetica", "Helvetica-Bold"])
def test_a_numbered_heading_above_smaller_letters_stays_one(font: str) -> None:
    found = read(("1. Rent", 16), (PROSE[0], 10), (PROSE[1], 10), ("2. Keys", 16), font=font)
    assert (found[0], found[-1]) == ("# 1. Rent", "# 2. Keys")


def test_lines_that_begin_as_items_are_not_joined() -> None:
    assert read(("1. Keys: three", 10), ("2. Pets: none", 10)) == [
        "1. Keys: three",
        "2. Pets: none",
    ]
    rules = [
        "Tools are lent for three days",
        "Members may bring one guest",
        "August is closed to all",
    ]
    assert read(*((rule, 10) for rule in rules)) == rules
    wrapped = ["The hall is let to the members of", "Kelby and of Marn who have paid", "Their fee."]
    assert read(*((line, 10) for line in wrapped)) == [" ".join(wrapped)]
