"""Web pages, and the HTML of mails and books, become Markdown that keeps what they say."""

import pytest

from rag.documents.formats.html.page import read_html, read_part


def test_a_part_that_begins_with_a_rule_keeps_what_stands_above_the_next() -> None:
    mail = "<hr><b>From:</b> Ann Moss<p>The pump is broken.</p><hr>Regards"
    assert read_part(mail) == "---\n\nFrom: Ann Moss\n\nThe pump is broken.\n\n---\n\nRegards"


def test_a_page_that_begins_with_a_rule_loses_only_what_its_head_says() -> None:
    body = "<hr><p>It rained.</p><hr><p>It cleared.</p>"
    for head in ("", "<head><title>Rain</title><meta name='date' content='2024-02-20'></head>"):
        text = read_html(f"<html>{head}<body>{body}</body></html>".encode(), "a.html").text
        assert text == "---\n\nIt rained.\n\n---\n\nIt cleared.\n"


def content(body: str) -> str:
    return read_html(f"<html><body>{body}</body></html>".encode(), "a.html").text


def test_a_page_within_a_form_is_read_without_its_controls() -> None:
    assert content(
        '<form id="aspnetForm"><h1>Berths</h1><p>Fees are due in May.</p><input value="Find">'
        "<select><option>May</option></select><textarea>Write here</textarea>"
        "<button>Subscribe</button></form>"
    ) == ("# Berths\n\nFees are due in May.\n")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<h2><button>Do you ship?</button></h2><p>Yes.</p>", "## Do you ship?\n\nYes.\n"),
        ("<h3><span><button><b>Why?</b></button></span></h3><p>So.", "### Why?\n\nSo.\n"),
        ("<details><summary><button>Why?</button></summary><p>So.</p>", "**Why?**\n\nSo.\n"),
        ("<dl><dt><button>Why?</button></dt><dd>So.</dd></dl>", "Why?\n\nSo.\n"),
        ("<h2>1. <button>Why?</button></h2><p>So.</p>", "## 1. Why?\n\nSo.\n"),
    ],
)
def test_a_button_that_is_the_words_of_a_heading_is_kept(body: str, text: str) -> None:
    assert content(body) == text


@pytest.mark.parametrize(
    "body",
    [
        "<h2>Prices&nbsp;<button>Copy link</button></h2><p>All in euros.</p>",
        "<h2>Prices</h2><button>Subscribe</button><p>All in euros.</p>",
        "<h2>Prices</h2><p><button>Subscribe</button></p><p>All in euros.</p>",
        "<h2>Prices</h2><p>All in euros. <button>Subscribe</button></p>",
    ],
)
def test_other_buttons_are_left_out(body: str) -> None:
    assert content(body) == "## Prices\n\nAll in euros.\n"


def test_a_mail_keeps_its_buttons() -> None:
    assert read_part("<p>Your table is booked.</p><button>Cancel</button>") == (
        "Your table is booked.\n\nCancel"
    )


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<meta property="og:site_name" content="KELBY museum">', "Rope - how it is made"),
        ('<meta name="application-name" content="Kelby Museum">', "Rope - how it is made"),
        ('<link rel="canonical" href="https://www.kelby-museum.org/1">', "Rope - how it is made"),
        ('<meta property="og:url" content="https://en.kelbymuseum.org/">', "Rope - how it is made"),
        (
            '<script type="application/ld+json">{"@type": "Article",'
            ' "publisher": {"@type": "Organization", "name": "The Kelby Museum"}}</script>',
            "Rope - how it is made",
        ),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "Article"},'
            ' {"@type": "WebSite", "name": "Kelby Museum"}]}</script>',
            "Rope - how it is made",
        ),
        ('<meta property="og:site_name" content="Museum">', "Rope - how it is made | Kelby Museum"),
        ('<link rel="canonical" href="http://[rope/">', "Rope - how it is made | Kelby Museum"),
        ("", "Rope - how it is made | Kelby Museum"),
    ],
)
def test_a_pages_title_is_without_the_name_that_its_head_gives_the_site(
    head: str, title: str
) -> None:
    page = f"<title>Rope - how it is made | Kelby Museum</title>{head}<p>By hand.</p>"
    assert read_html(page.encode(), "a.html").metadata.title == title


PAGE = '<html xmlns="http://www.w3.org/1999/xhtml"><head>{}</head><body><p>It rained.</p></body>'


@pytest.mark.parametrize(
    "head",
    ["<title/>", "<title />", '<script src="a.js" />', "<style/>", "<title>Rain</title><script/>"],
)
def test_an_element_that_xhtml_closes_at_once_hides_nothing(head: str) -> None:
    page = PAGE.format(head)
    assert read_html(page.encode(), "a.html").text == "It rained.\n"
    assert read_part(f'<?xml version="1.0"?>{page}'.encode()) == "It rained."


def test_what_a_script_writes_stays_in_it() -> None:
    script = "<script>write(\"<script src='b.js'/>\"); var sunny = 1</script><style/>"
    assert read_html(PAGE.format(script).encode(), "a.html").text == "It rained.\n"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>- 5 degrees</p>", "- 5 degrees"),
        ("<p>2024. was a good year.</p>", "2024. was a good year."),
        ("<ul><li>- 5</li><li>3. three</li></ul>", "- - 5\n- 3. three"),
        ("<p>It was<br>+ 5 degrees</p>", "It was  \n+ 5 degrees"),
        ("<p>C:\\new \\* x, 1986\\. A</p>", "C:\\new \\* x, 1986\\. A"),
        ("<p># 1 choice</p><p>---</p>", "\\# 1 choice\n\n\\---"),
        ("<pre>a\\\\_b\n1\\. z\n</pre>", "```\na\\\\_b\n1\\. z\n```"),
        ("<p><code>x\\\\_y</code></p>", "`x\\\\_y`"),
    ],
)
def test_signs_are_as_the_page_shows_them_where_nothing_else_is_read(body: str, text: str) -> None:
    assert read_part(body) == text


@pytest.mark.parametrize("tag", ["div", "blockquote", "span", "font"])
def test_what_stands_very_deep_is_read(tag: str) -> None:
    deep = f"<{tag}>" * 1_500 + "It rained." + f"</{tag}>" * 1_500
    assert read_part(f"<p>Monday</p>{deep}<p>Friday</p>") == "Monday\n\nIt rained.\n\nFriday"


POPUP = "<div id='help'><h2>Keyboard shortcuts</h2><p>Press S to search.</p></div>"
PROSE = "<p>" + "The lock is worked by hand and takes two barges. " * 5 + "</p>"


def test_what_stands_around_a_main_part_with_a_heading_is_left_out() -> None:
    text = content(f"{POPUP}<main><h1>The lock</h1>{PROSE}</main><p>Share this page</p>")
    assert text.startswith("# The lock\n")
    assert "Press" not in text and "Share" not in text


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>The lock</h1>{POPUP}<main>{PROSE}</main>",  # its heading stands outside
        f"{POPUP}{PROSE}<main><h1>Barges</h1><p>Two.</p></main>",  # most of the page does
        f"{POPUP}<main><h1>The lock</h1>{PROSE}</main><main><h1>The weir</h1>{PROSE}</main>",
    ],
)
def test_a_page_whose_main_part_is_in_doubt_is_read_whole(body: str) -> None:
    assert "Press S to search." in content(body)


@pytest.mark.parametrize("role", ["dialog", "alertdialog", "navigation", "search", "contentinfo"])
def test_what_says_by_its_role_that_it_is_no_content_is_left_out(role: str) -> None:
    assert content(f"<div role='{role}'><p>We use cookies.</p></div><p>Two.</p>") == "Two.\n"


def test_control_characters_are_no_text() -> None:
    assert read_part("<p>The f\0ee is\x01 five.</p>" + "\0" * 500) == "The fee is five."
