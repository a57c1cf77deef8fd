"""The encodings that pages and mails name are read as browsers read them."""

import base64

import pytest

from rag.documents.formats.html.page import read_html
from rag.documents.formats.mail.eml import read_eml
from rag.documents.mail_headers import mail_subject

SAID = "£20 – “café” €"
CHINESE = "価格 900 元"


@pytest.mark.parametrize(
    ("label", "data", "text"),
    [
        ("iso-8859-1", SAID.encode("cp1252"), SAID),
        ("latin1", SAID.encode("cp1252"), SAID),
        ("us-ascii", SAID.encode("cp1252"), SAID),
        ("us-ascii", SAID.encode(), SAID),
        ("iso-8859-1", "naïve".encode(), "naïve"),
        ("gb2312", CHINESE.encode("gb18030"), CHINESE),
        ("shift_jis", "①番".encode("cp932"), "①番"),
        ("euc-kr", "똠방".encode("cp949"), "똠방"),
        ("iso-8859-2", "Łódź".encode("iso-8859-2"), "Łódź"),
        ("no-such", SAID.encode(), SAID),
    ],
)
def test_a_label_means_what_browsers_take_it_for(label: str, data: bytes, text: str) -> None:
    page = f'<meta charset="{label}"><p>'.encode() + data
    assert read_html(page, "a.html").text == text + "\n"
    mail = f"From: Ann\nContent-Type: text/plain; charset={label}\n\n".encode() + data
    assert read_eml(mail, "a.eml").text == f"From: Ann\n\n{text}\n"
    html = f"From: Ann\nContent-Type: text/html; charset={label}\n\n<p>".encode() + data
    assert read_eml(html, "a.eml").text == f"From: Ann\n\n{text}\n"


@pytest.mark.parametrize("label", ["utf-16", "UTF-16LE", "utf-32"])
def test_a_page_that_can_say_that_it_is_utf_16_is_not(label: str) -> None:
    page = f'<meta charset="{label}"><p>{SAID}'
    assert read_html(page.encode(), "a.html").text == SAID + "\n"


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [("iso-8859-1", "cp1252", SAID), ("gb2312", "gb18030", CHINESE), ("utf-8", "utf-8", SAID)],
)
def test_a_mails_subject_is_read_so_too(label: str, codec: str, text: str) -> None:
    word = f"=?{label}?B?{base64.b64encode(text.encode(codec)).decode()}?="
    mail = read_eml(f"From: Ann\nSubject: {word}\n\nIt rained.".encode(), "a.eml")
    assert mail.text == f"From: Ann\nSubject: {text}\n\nIt rained.\n"
    assert mail_subject(f"Re: {word}") == f"Re: {text}"
