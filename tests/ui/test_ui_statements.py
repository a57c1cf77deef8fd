"""Statements are laid out as their sources are, and copied with the lines that they have."""

import pytest
from test_ui import assert_harmless
from test_ui_markdown import visible
from ui_server import HOSTILE, answer, citation, document, hit

from rag import Answer, Statement
from ui.chat import plain_text, reply_html
from ui.records import to_record

MARKDOWN = "text/markdown"
CODE = "```js\nconst a = 1;\n  use(a);\n```"
LONGER = (
    f"# Use\n\nBefore.\n\n{CODE}\n\nRun `make`. It *never* ends.\n\n"
    "- oak\n- ash\n\n1. one\n2. two\n"
)
TABLE = "| tree | age |\n| --- | --- |\n| oak | 90 |\n| ash | 12 |\n"


def said(quote: str, text: str = LONGER, kind: str = MARKDOWN, **others: str) -> Answer:
    return answer(citation(document(text, media_type=kind), quote), **others)


def shown(reply: Answer) -> str:
    return visible(reply_html(1, reply)).partition('<div class="tools')[0]


@pytest.mark.parametrize("quote", [CODE, CODE.removesuffix("\n```")])  # cut at a passage's end
def test_a_block_of_code_is_shown_as_one_with_its_marker_after_it(quote: str) -> None:
    html = shown(said(quote))
    code = html.partition('<div class="code"')[2].partition(">")[2].partition("</div>")
    assert code[0] == "const a = 1;\n  use(a);"
    assert 'data-cite="1-1"' in code[2] and "```" not in html and "js" not in code[0]


def test_lines_from_within_a_block_of_code_are_code() -> None:
    assert ">const a = 1;\n  use(a);</div>" in shown(said("const a = 1;\n  use(a);"))


@pytest.mark.parametrize(
    ("quote", "text", "html"),
    [
        (
            "- oak\n- ash",
            LONGER,
            '<li class="in-0 bullet">oak</li><li class="in-0 bullet">ash</li>',
        ),
        ("1. one\n2. two", LONGER, '<li class="in-0">1. one</li><li class="in-0">2. two</li>'),
        ("oak | 90 |\n| ash | 12", TABLE, "<tr><td>oak</td><td>90</td></tr><tr><td>ash</td>"),
        (
            "Run `make`.",
            LONGER,
            '<p dir="auto"><span class="statement markdown">Run <code>make</code>.</span>',
        ),
        ("It *never* ends.", LONGER, "It <em>never</em> ends.</span>"),
        ("oak | 90", TABLE, ">oak | 90</span>"),
        ("oak", LONGER, ">oak</span>"),
        ("use(a)", LONGER, ">use(a)</span>"),
    ],
)
def test_several_items_and_rows_are_laid_out_and_running_text_stays_in_its_line(
    quote: str, text: str, html: str
) -> None:
    assert html in shown(said(quote, text))


def test_a_statement_of_a_plain_text_stays_as_it_is_written() -> None:
    html = shown(said(f"{CODE}\n\nRun `make`.", kind="text/plain"))
    assert "<code" not in html and 'class="code"' not in html and "```js\nconst" in html


def test_other_readings_are_laid_out_as_the_passages_that_they_stand_in() -> None:
    source = document(LONGER, media_type=MARKDOWN)
    others = (Statement(CODE), Statement("Run `make`."), Statement("- oak\n- ash"))
    html = shown(answer(citation(source, "Before."), alternatives=others, hits=(hit(source),)))
    assert html.count('<div class="code"') == 1 and "<code>make</code>" in html
    assert html.count('<li class="in-0 bullet">') == 2
    refused = answer(status="not_found", alternatives=others, hits=(hit(source),))
    assert shown(refused).count('<div class="code"') == 1


def test_code_without_its_source_is_code_by_its_own_fence() -> None:
    html = shown(answer(status="not_found", alternatives=(Statement(CODE), Statement("`a` - b"))))
    assert ">const a = 1;\n  use(a);</div>" in html and ">`a` - b</span>" in html


def test_running_text_beside_code_stands_in_paragraphs_of_its_own() -> None:
    source = document(LONGER, media_type=MARKDOWN)
    quotes = ("Before.", "Run `make`.", CODE)
    html = shown(answer(*(citation(source, q, number=n) for n, q in enumerate(quotes, 1))))
    paragraph, _, rest = html.partition("</p>")
    assert paragraph.count('class="statement markdown"') == 2 and rest.startswith("<div")


def test_what_is_copied_and_kept_has_the_lines_of_code_and_ends_it() -> None:
    source = document(LONGER, media_type=MARKDOWN)
    cut = CODE.removesuffix("\n```")
    reply = answer(citation(source, cut), citation(source, "Run `make`.", number=2))
    assert to_record("How?", reply)["answer"] == f"{CODE}\n[1]\n\nRun `make`. [2]"
    assert plain_text(reply) == (
        f"{CODE}\n[1]\n\nRun `make`. [2]\n\n"
        f"[1] A title, 29 January 2024:\n{CODE}\n"
        "[2] “Run `make`.” (A title, 29 January 2024)"
    )


def test_items_are_copied_in_lines() -> None:
    assert plain_text(said("- oak\n- ash")).startswith("- oak\n- ash\n[1]\n\n[1] A title")


@pytest.mark.parametrize(
    "around", ["```\n{}\n```", "- {}\n- b", "a {} b", "a | {}\n--- | ---\nb | c"]
)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_statements_are_shown_as_text(text: str, around: str) -> None:
    quote = around.format(text)
    assert_harmless(reply_html(1, said(quote, f"x\n\n{quote}\n")))
    assert_harmless(reply_html(1, answer(alternatives=(Statement(quote),))))
