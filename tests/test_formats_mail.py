"""The text of a mail is told from the files that it carries."""

import pytest

from rag.documents.formats.eml import read_eml


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Content-Type: text/html; name=mail.html\n\n<p>It rained.</p>", "It rained."),
        (
            "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: image/png; name=a.png"
            "\n\nAA\n--x\nContent-Disposition: inline; filename=body.txt\n\nIt rained.\n--x\n"
            "Content-Disposition: inline; filename=more.txt\n\n900\n--x--",
            "It rained.\n\nAttachments: a.png, more.txt",
        ),
        (
            "Content-Type: multipart/alternative; boundary=x\n\n--x\n"
            "Content-Type: text/plain; name=a.txt\n\nIt rained.\n--x\n"
            "Content-Type: text/html; name=a.html\n\n<p>It rained.</p>\n--x--",
            "It rained.",
        ),
        (
            "Content-Disposition: attachment; filename=rent.txt\n\n900",
            "Attachments: rent.txt",
        ),
    ],
)
def test_the_first_text_is_the_mails_own_though_it_has_a_name(body: str, text: str) -> None:
    assert read_eml(f"From: Ann\n{body}".encode(), "a.eml").text == f"From: Ann\n\n{text}\n"
