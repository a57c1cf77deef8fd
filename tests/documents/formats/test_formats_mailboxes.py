"""The mails of a mailbox are one document, each below its subject."""

from datetime import date

import pytest
from places import DATA

from rag.documents import read_document
from rag.documents.formats.mail.mbox import read_mbox
from rag.errors import DocumentError

FORMATS = DATA / "formats"


def test_each_mail_stands_below_its_subject() -> None:
    document = read_document(FORMATS / "ferry.mbox", root=FORMATS)
    assert (document.title, document.published) == ("ferry", date(2024, 2, 6))
    assert document.text == (
        "# Ferry rope\n\nFrom: Ann Lee <ann@kelby.example>\nTo: Bob Hart <bob@kelby.example>\n"
        "Date: Mon, 05 Feb 2024 09:12:00 +0000\nSubject: Ferry rope\n\nBob,\n\n"
        "The ferry needs 40 metres of new rope.\nFrom the yard it costs 212 pounds.\n\nAnn\n\n"
        "# Ferry timetable\n\nFrom: Bob Hart <bob@kelby.example>\nTo: Ann Lee <ann@kelby.example>\n"
        "Date: Tue, 06 Feb 2024 10:00:00 +0000\nSubject: Ferry timetable\n\n"
        "The last ferry leaves at 21:40 on Sundays.\n"
    )


def test_a_sentence_that_begins_with_from_begins_no_mail() -> None:
    mails = b"From a@b.example Mon\r\nSubject: Oak\r\n\r\nFine.\r\n\r\nFrom May on\r\nit rains.\r\n"
    text = "# Oak\n\nSubject: Oak\n\nFine.\n\nFrom May on\nit rains.\n"
    assert read_mbox(mails, "a.mbox").text == text


def test_an_encrypted_mail_is_passed_over_unless_all_are() -> None:
    locked = b"From a Mon\nSubject: Oak\nContent-Type: application/pkcs7-mime\n\nAA\n\n"
    assert read_mbox(locked + b"From a Mon\nSubject: Elm\n\nB\n", "a.mbox").text.startswith("# Elm")
    with pytest.raises(DocumentError, match=r"a.mbox has no mail that can be read"):
        read_mbox(locked, "a.mbox")
    with pytest.raises(DocumentError, match=r"a.mbox is not a mailbox: it begins with no line"):
        read_mbox(b"Subject: Oak\n\nFine.", "a.mbox")
