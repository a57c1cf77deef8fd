"""Paragraphs that were wrapped flow; lines that are meant to end keep their ends."""

import pytest
from test_ui import Parsed
from ui_server import document

from rag import Span
from ui.document_view import document_html
from ui.evidence import excerpt_html
from ui.wrapping import is_wrapped

PROSE = """\
The licenses for most software and other practical works are designed
to take away your freedom to share and change the works.  By contrast,
the General Public License is intended to guarantee your freedom to
share and change all versions of a program."""
INDENTED = """\
    a) The work must carry prominent notices stating that you modified
    it, and giving a relevant date."""
VERSE = """\
Tell me not in the mournful numbers of the evening
life is but an empty dream,
for the soul is dead that slumbers in the morning
and things are not what they seem."""
ADDRESS = """\
The Society of the Friends of the Allotments
12 Harbour Street
0150 Oslo"""
ENTRIES = """\
temperature: eighteen degrees in the shade of the barn
wind: from the north, rising towards the late evening
rain: none"""
COLUMNS = """\
the name of the tree that stands there    ninety
the name of the tree that was cut down    twelve"""
CODE = """\
const answer = await request('https://a.example/path');
return answer.json();"""
ITEMS = """\
- the tall ones that stand beside the northern gate
- the small ones"""
SENTENCES = """\
This is a sentence that ends where its line ends, all of it.
And so does this one, which is about as long as the first."""
KEPT = (VERSE, ADDRESS, ENTRIES, COLUMNS, CODE, ITEMS, SENTENCES)
MARKDOWN = "text/markdown"


def card(text: str, kind: str) -> str:
    return excerpt_html(document(text, media_type=kind), Span(0, len(text)), None)


EDITED = """\
  You may convey a work based on the Program, or the modifications to
produce it from the Program, in the form of source code under the
terms of section 4, provided that you also meet all of these conditions:"""


@pytest.mark.parametrize("text", [PROSE, f"  {PROSE}", INDENTED, EDITED])
def test_prose_that_was_wrapped_is_told(text: str) -> None:
    assert is_wrapped(text.split("\n"))


@pytest.mark.parametrize("text", KEPT)
@pytest.mark.parametrize("kind", ["text/plain", "text/html"])
def test_lines_that_are_meant_to_end_keep_their_ends(text: str, kind: str) -> None:
    assert not is_wrapped(text.split("\n"))
    assert "flow" not in card(text, kind)


def test_a_line_that_had_room_for_the_next_word_was_not_wrapped() -> None:
    lines = PROSE.split("\n")
    assert not is_wrapped([lines[0], "to take away your freedom", *lines[2:]])


@pytest.mark.parametrize("width", [30, 150])
def test_narrow_and_wide_lines_are_none_of_a_wrapped_text(width: int) -> None:
    assert not is_wrapped(["word " * (width // 5), "goes on here and there."])


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (PROSE, '<p class="flow">'),
        ("- " + PROSE.replace("\n", "\n  "), '<li class="in-0 bullet flow">'),
        ("3. " + PROSE.replace("\n", "\n   "), '<li class="in-0 flow">'),
        ("> " + PROSE.replace("\n", "\n> "), '<div class="quoted flow">'),
    ],
)
def test_wrapped_paragraphs_items_and_quotations_of_markdown_flow(text: str, tag: str) -> None:
    html = card(f"{text}\n\n{VERSE}\n", MARKDOWN)
    assert tag in html and f"<p>{VERSE}" in html
    assert Parsed(html).text.startswith(text)


def test_a_break_that_markdown_asks_for_is_one() -> None:
    assert "flow" not in card(PROSE.replace("\n", "  \n"), MARKDOWN)
    assert "flow" not in card(PROSE.replace("\n", "\\\n"), MARKDOWN)


def test_wrapped_paragraphs_of_a_plain_text_flow_between_others() -> None:
    text = f"{ADDRESS}\n\n  {PROSE}\n\n{INDENTED}\n    b) The rest.\n\n{VERSE}\n"
    html = card(text, "text/plain")
    assert f'\n\n  <span class="flow">{PROSE}</span>\n\n' in html
    assert f'    <span class="flow set-in">{INDENTED.lstrip()}</span>\n    b) The rest.' in html
    assert html.count("flow") == 2 and Parsed(html).text == text


@pytest.mark.parametrize("kind", ["text/plain", MARKDOWN])
def test_a_quote_within_a_wrapped_paragraph_is_marked_whole(kind: str) -> None:
    text = f"{ADDRESS}\n\n{PROSE}\n\f{PROSE}\n"
    quote = Span(text.index("By contrast"), text.index("versions"))
    view = Parsed(document_html(document(text, media_type=kind), quote))
    assert "".join(view.marked) == text[quote.start : quote.end] and text in view.text


def test_a_head_that_is_metadata_keeps_its_lines() -> None:
    head = "Author: ann who wrote of trees and of the gates beside\nthem all\n"
    source = document(f"{head}\n{PROSE}", content=(Span(len(head) + 1, len(head + PROSE) + 1),))
    html = document_html(source, None)
    assert head in html and html.count("flow") == 1
