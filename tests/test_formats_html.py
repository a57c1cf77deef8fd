"""Web pages, and the HTML of mails and books, become Markdown that keeps what they say."""

from rag.documents.formats.html import read_html, read_part


def test_a_part_that_begins_with_a_rule_keeps_what_stands_above_the_next() -> None:
    mail = "<hr><b>From:</b> Ann Moss<p>The pump is broken.</p><hr>Regards"
    assert read_part(mail) == "---\n\nFrom: Ann Moss\n\nThe pump is broken.\n\n---\n\nRegards"


def test_a_page_that_begins_with_a_rule_loses_only_what_its_head_says() -> None:
    body = "<hr><p>It rained.</p><hr><p>It cleared.</p>"
    for head in ("", "<head><title>Rain</title><meta name='date' content='2024-02-20'></head>"):
        text = read_html(f"<html>{head}<body>{body}</body></html>".encode(), "a.html").text
        assert text == "---\n\nIt rained.\n\n---\n\nIt cleared.\n"
