"""Mails that Outlook saved are read as those are that were saved as .eml."""

from datetime import UTC, date, datetime

import pytest
from compound_files import Tree, compound_file, properties
from places import DATA

from rag.documents import read_document
from rag.documents.formats.mail.msg import read_msg
from rag.errors import DocumentError

SAMPLES = DATA / "formats"


def mail(more: Tree | None = None, **values: object) -> bytes:
    return compound_file({**properties(32, **{"x0037": "Tar", **values}), **(more or {})})


def text_of(more: Tree | None = None, **values: object) -> str:
    return read_msg(mail(more, **values), "a.msg").text


def test_a_mail_has_its_headers_its_text_what_it_carries_and_the_mails_within_it() -> None:
    moorings = read_document(SAMPLES / "moorings.msg", root=SAMPLES)
    assert moorings.text == (
        "From: Ilse Tamm <ilse@quay.example>\nTo: Jonna Frey <jonna@harbour.example>\nCc: Board\n"
        "Date: Mon, 02 Sep 2024 08:30:00 +0000\nSubject: Moorings – the offer\n\n"
        "Dear Jonna,\n\nthe new moorings at Gull Steps cost £2,380.\n"
        "They can be laid by 4 October.\n\nIlse Tamm\n\n"
        "From: Per Aasen <per@chains.example>\nDate: Fri, 30 Aug 2024 07:05:00 +0000\n"
        "Subject: Chains\n\nEach chain is 14 m long.\n\nAttachments: plan of the quay.pdf\n"
    )
    assert (moorings.title, moorings.published) == ("Moorings – the offer", date(2024, 9, 2))


def test_the_headers_that_a_mail_came_with_are_taken_first() -> None:
    came = (
        "Received: by mx\r\nFrom: =?utf-8?q?Odile_March=C3=A8se?= <odile@friends.example>\r\n"
        "To: Committee\r\n <committee@museum.example>\r\nDate: Tue, 5 Nov 2024 23:58:40 +0100\r\n"
    )
    values = {"x007D": came, "x0C1A": "O", "x0039": datetime(2024, 11, 5, 22, 58, 40, tzinfo=UTC)}
    assert text_of(x1000="Dear all", **values) == (
        "From: Odile Marchèse <odile@friends.example>\nTo: Committee <committee@museum.example>\n"
        "Date: Tue, 05 Nov 2024 23:58:40 +0100\nSubject: Tar\n\nDear all\n"
    )


def test_html_is_read_where_there_is_no_other_text_by_its_code_page() -> None:
    html = "<p>Die Straße ist <b>gesperrt</b>.</p>".encode("cp1252")
    assert text_of(x1013=html, x3FDE=1252).endswith("\n\nDie Straße ist gesperrt.\n")
    assert text_of(x1013=html.decode("cp1252").encode()).endswith("\n\nDie Straße ist gesperrt.\n")
    older = {"__substg1.0_1013001E": html}
    assert text_of(older).endswith("\n\nDie Straße ist gesperrt.\n")


def test_an_older_file_has_its_texts_in_a_code_page() -> None:
    older = {"__substg1.0_1000001E": "Смола готова".encode("cp1251")}
    assert text_of(older, x3FFD=1251).endswith("\n\nСмола готова\n")


def test_a_signed_mail_is_read_and_an_encrypted_one_refused() -> None:
    signed = b"From: x@y.example\r\nContent-Type: text/plain\r\n\r\nThe tar is here.\r\n"
    carried = {"__attach_version1.0_#00000000": properties(8, x3701=signed, x3707="smime.p7m")}
    assert text_of(carried, x001A="IPM.Note.SMIME.MultipartSigned") == (
        "Subject: Tar\n\nThe tar is here.\n"
    )
    with pytest.raises(DocumentError, match=r"a.msg is encrypted; save its text as .txt"):
        text_of(carried, x001A="IPM.Note.SMIME")


def test_mails_within_each_other_end_somewhere() -> None:
    inner: Tree = properties(24, x0037="Innermost")
    for at in range(30):
        carried = {**properties(8, x3707="next"), "__substg1.0_3701000D": inner}
        inner = {**properties(24, x0037=f"Mail {at}"), "__attach_version1.0_#00000000": carried}
    text = text_of({"__attach_version1.0_#00000000": inner["__attach_version1.0_#00000000"]})
    assert text.count("Subject: ") == 11


@pytest.mark.parametrize("kind", ["empty", "text", "other", "cut", "workbook", "many", "round"])
def test_what_is_no_mail_of_outlook_is_refused(kind: str) -> None:
    whole = (SAMPLES / "moorings.msg").read_bytes()
    data = {
        "empty": b"",
        "text": b"It rained.",
        "other": (SAMPLES / "handbook.docx").read_bytes(),
        "cut": whole[:1_000],
        "workbook": (SAMPLES / "ferry.xls").read_bytes(),
        "many": whole[:44] + b"\xff\xff\xff\x7f" + whole[48:],  # parts of its table
        "round": compound_file({"a": {}})[:-1] + b"\0",
    }[kind]
    with pytest.raises(DocumentError, match=r"a.msg is not an Outlook mail, is damaged or has a"):
        read_msg(data, "a.msg")
