"""Marks of notes are left out of web pages and books; powers and numbers of pages stay."""

import pytest

from rag.documents.formats.html.page import read_html, text_of


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("6.022 × 10<sup>23</sup>", "6.022 × 10^23"),
        ("5 × 10<sup>-3</sup> or 10<sup>−2</sup>", "5 × 10^-3 or 10^−2"),
        ("20 km<sup>2</sup>, E = mc<sup>2</sup>", "20 km^2, E = mc^2"),
        ("<i>x</i><sup>2</sup> <b>y</b><sup><b>2</b></sup> (a)<sup>2</sup>", "x^2 y^2 (a)^2"),
        ("12<sup>1</sup>/<sub>2</sub> inches, H<sub>2</sub>O", "12 1/2 inches, H2O"),
        ("1<sup>st</sup>, 20<sup>th</sup>, TM<sup>®</sup>", "1st, 20th, TM®"),
        ("the mill<sup>3</sup> burned.<sup>4</sup>", "the mill3 burned.4"),
        ("10<sup><a href='#f'>2</a></sup> it is", "10 it is"),
    ],
)
def test_a_power_is_told_from_the_number_below_it(html: str, text: str) -> None:
    assert text_of(f"<p>{html}</p>") == text + "\n"
    assert read_html(f"<p>{html}</p>".encode(), "a.html").text == text + "\n"


def test_a_power_in_a_table_is_one() -> None:
    rows = "<tr><th>a<th>b<th>c<tr><td>1<td>10<sup>6</sup><td>3"
    assert text_of(f"<table>{rows}</table>").endswith("| 1 | 10^6 | 3 |\n")


@pytest.mark.parametrize(
    "html",
    [
        'See table <a href="#t3">3</a> and page <a href="#p12">12</a>.',
        'See <a href="a.html#s4">4</a>, <a href="#nature">7</a> and <a href="#table2">(2)</a>.',
    ],
)
def test_the_number_of_a_table_or_page_that_is_linked_to_stays(html: str) -> None:
    words = html.replace("</a>", "").split("<a href=")
    plain = words[0] + "".join(word.split(">", 1)[1] for word in words[1:])
    assert text_of(f"<p>{html}</p>") == plain + "\n"


@pytest.mark.parametrize(
    "mark",
    [
        '<sup><a href="#x1">1</a></sup>',
        '<a href="#x1"><sup>1</sup></a>',
        '<sup><a href="#x1">1</a>, <a href="#x2">2</a></sup>',
        '<a href="#x1">[3]</a>',
        '<a href="#x1">*</a>',
        '<a href="#n1">1</a>',
        '<a href="notes.xhtml#footnote12">12</a>',
        '<a href="#_ftn1">(1)</a>',
        '<a href="#cite_note-3">3</a>',
        '<a href="#z" epub:type="noteref">4</a>',
        '<a href="#z" role="doc-noteref">4</a>',
    ],
)
def test_a_link_to_a_note_is_left_out(mark: str) -> None:
    assert text_of(f"<p>It rained{mark}.</p>") == "It rained.\n"
