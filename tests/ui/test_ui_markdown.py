"""Markdown is laid out, and every stored character stays where it stood."""

import random
import time

import pytest
from test_ui import Parsed, assert_harmless
from ui_server import HOSTILE, document

from rag import Span
from ui.document_view import document_html
from ui.evidence import excerpt_html
from ui.markdown import show
from ui.painting import Stretch

MARKDOWN, CSV = "text/markdown", "text/csv"
TABLE = "| tree | age |\n| --- | ---: |\n| oak | 90 |\n| ash \\| elm | 12 |\n"


def shown(text: str, kind: str = MARKDOWN) -> str:
    return show(document(text, media_type=kind), [Stretch(0, len(text))])


def visible(html: str) -> str:
    """Give the HTML without its hidden signs and their classes, as a reader sees it."""
    bare = html.replace(' aria-hidden="true"', "")
    while '<span class="syntax">' in bare:
        before, _, rest = bare.partition('<span class="syntax">')
        bare = before + rest.partition("</span>")[2]
    return bare


def test_a_table_has_its_rows_and_cells_and_no_bars() -> None:
    html = visible(shown(TABLE, CSV))
    assert html.partition("<table>")[2] == (
        "<tr><th>tree</th><th>age</th></tr><tr><td>oak</td><td>90</td></tr>"
        "<tr><td>ash | elm</td><td>12</td></tr></table></div>"
    )


def test_a_head_that_says_nothing_is_not_shown() -> None:
    html = shown("|  |  |\n| --- | --- |\n| oak | 90 |\n", CSV)
    assert Parsed(html).tags.count("tr") == 1 and "<th>" not in html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("## The oak ##\n", 'role="heading" aria-level="5">The oak</div>'),
        ("The oak\n===\n", 'role="heading" aria-level="4">The oak</div>'),
        ("- oak\n  - ash\n", '<li class="in-0 bullet">oak</li><li class="in-1 bullet">ash</li>'),
        ("1. oak\n2. ash\n", '<li class="in-0">1. oak</li><li class="in-0">2. ash</li>'),
        ("- -5 degrees\n", '<li class="in-0">- -5 degrees</li>'),  # a sign may be a number's
        ("> 90 percent\n", "<p>&gt; 90 percent</p>"),
        ("> so it is\n> here\n", '<div class="quoted">so it is\nhere</div>'),
        ("a **b** and *c* `*d*`", "<p>a <strong>b</strong> and <em>c</em> <code>*d*</code></p>"),
        ("2 * 3 * 4, a*b*c, __init__, **kw", "<p>2 * 3 * 4, a*b*c, __init__, **kw</p>"),
        ("not \\*so\\*", "<p>not *so*</p>"),
        ("```\n# a | b\n```\n", '<div class="code"># a | b</div>'),
        ("a | b\nno dashes\n", "<p>a | b\nno dashes</p>"),
    ],
)
def test_blocks_and_emphasis_are_laid_out(text: str, html: str) -> None:
    assert html in visible(shown(text))


def test_stars_are_letters_where_nobody_wrote_markdown() -> None:
    assert visible(shown("*now* and **then**", "text/html")) == "<p>*now* and **then**</p>"


def test_a_plain_text_stays_as_it_is_written() -> None:
    assert shown(TABLE, "text/plain") == TABLE


def test_a_quote_goes_on_from_cell_to_cell() -> None:
    source = document(TABLE, media_type=CSV)
    quote = Span(TABLE.index("| oak"), TABLE.index(" |\n| ash"))
    card = Parsed(excerpt_html(source, Span(0, len(TABLE)), quote))
    assert "".join(card.marked) == "| oak | 90" and len(card.marked) > 1
    view = Parsed(document_html(source, quote))
    assert "".join(view.marked) == "| oak | 90"


def test_an_excerpt_from_the_middle_of_a_table_is_a_table() -> None:
    source = document(TABLE, media_type=CSV)
    row = Span(TABLE.index("| oak"), TABLE.index("\n| ash"))
    card = excerpt_html(source, row, None)
    assert "<tr><td>" in visible(card) and Parsed(card).text == "| … oak | 90 | …"


def test_emphasis_of_words_that_an_excerpt_leaves_out_leaves_no_trace() -> None:
    text = "- Takes `null` or *it* and then **less** of `them`\n"
    shown_words = Span(text.index("and"), text.index("and then") + len("and then"))
    html = show(document(text, media_type=MARKDOWN), [Stretch(shown_words.start, shown_words.end)])
    assert visible(html) == '<ul class="items"><li class="in-0 bullet">and then</li></ul>'


@pytest.mark.parametrize("kind", [MARKDOWN, CSV])
def test_all_characters_stay_in_their_order_whatever_is_marked(kind: str) -> None:
    pieces = [
        "# ",
        "|",
        " | ",
        "---",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "> ",
        "**",
        "*",
        "_",
        "`",
        "```\n",
    ]
    pieces += [
        " ",
        "oak",
        "ash 5",
        "\\",
        "<b>",
        "\r\n",
        "\f",
        "===",
        "  ",
        "| --- | --- |\n",
        TABLE,
    ]
    chance = random.Random(5)
    for _ in range(400):
        text = "x" + "".join(chance.choices(pieces, k=40))
        start = chance.randrange(len(text))
        end = chance.randrange(start, len(text)) + 1
        first, last = chance.randrange(start + 1), chance.randrange(end, len(text) + 1)
        stretches = [Stretch(first, start), Stretch(start, end, "mark"), Stretch(end, last)]
        parsed = Parsed(show(document(text, media_type=kind), stretches).replace("&#13;", "\r"))
        assert parsed.text == text[first:last]
        assert "".join(parsed.marked) == text[start:end]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "around", ["{}", "| {} | b |\n| --- | --- |\n| {} | c |", "# {}", "- **{}**"]
)
def test_hostile_text_is_shown_as_text(text: str, around: str) -> None:
    source = document(around.format(text, text), media_type=MARKDOWN)
    parsed = assert_harmless(document_html(source, None))
    assert source.text in parsed.text


@pytest.mark.parametrize(
    "piece",
    [
        "| oak | 90 |\n",
        "*a ",
        "`a``b ",
        "**a* ",
        "- a\n",
        "a\n",
        "|",
        "#",
        "[a](",
        "```\n",
        "> a\n",
        " ",
    ],
)
def test_a_megabyte_takes_seconds_at_most(piece: str) -> None:
    text = "| a | b |\n| --- | --- |\n" + piece * (1_000_000 // len(piece))
    began = time.perf_counter()
    document_html(document(text, media_type=MARKDOWN), Span(500_000, 500_001))
    excerpt_html(document(text, media_type=CSV), Span(900_000, 900_400), None)
    assert time.perf_counter() - began < 10
