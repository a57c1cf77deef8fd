"""The lines that head a mail are shown with what they mean."""

from pathlib import Path

import pytest
from places import DATA

from rag import KnowledgeBase
from rag.reading.mail_heads import meanings
from rag.reading.verbalising import verbalised
from rag.types import Span

MAIL = """From: Tom Berrin <tom@quay.example>
To: Ida Moss <ida@quay.example>,
  Lena Holt <lena@quay.example>
Cc: harbour@quay.example
Date: Tue, 05 Nov 2024 09:58:40 +0100
Subject: The new crane

Dear Ida, it came.
"""


def told(text: str, start: int = 0, end: int | None = None) -> list[str]:
    stretch = Span(start, len(text) if end is None else end)
    return [line.rstrip() for line in verbalised(text, stretch, "?").text.splitlines()]


def test_each_line_says_what_it_means() -> None:
    assert told(MAIL)[:6] == [
        "The mail was written and sent by: Tom Berrin <tom@quay.example>.",
        "Tom Berrin wrote and sent the mail to: Ida Moss <ida@quay.example>,",
        "  Lena Holt <lena@quay.example>.",
        "Tom Berrin sent a copy of the mail to: harbour@quay.example.",
        "Tom Berrin wrote and sent the mail on: Tue, 05 Nov 2024 09:58:40 +0100.",
        "The subject of the mail from Tom Berrin is: The new crane.",
    ]
    assert told(MAIL)[-1] == "Dear Ida, it came."


def test_the_sender_may_stand_above_the_stretch() -> None:
    start = MAIL.index("Cc:")
    assert told(MAIL, start, MAIL.index("Date:"))[0].startswith("Tom Berrin sent a copy")


@pytest.mark.parametrize("value", ["", "  ", "<tom@quay.example>", "a" * 41])
def test_a_sender_without_a_name_is_called_so(value: str) -> None:
    text = f"From: {value}\nDate: 5 May\n"
    assert [words for _, _, words in meanings(text, 0, len(text))] == [
        "The mail was written and sent by",
        "The sender wrote and sent the mail on",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Date: 5 May\nSubject: cranes\n",  # no sender
        "From: Rosewood we get trees.\n",  # a line alone
        "From: Rosewood\n\nDate: 5 May\n",
        "The train from: Leeds\nTo: Hull\n",
    ],
)
def test_other_lines_head_no_mail(text: str) -> None:
    assert list(meanings(text, 0, len(text))) == []


def test_questions_about_a_mail_are_answered_from_its_head(tmp_path: Path) -> None:
    (tmp_path / "mails").mkdir()
    mail = DATA / "formats" / "rope.eml"
    (tmp_path / "mails" / mail.name).write_bytes(mail.read_bytes())
    with KnowledgeBase.open(tmp_path / "index") as kb:
        kb.sync(tmp_path / "mails")
        sender = kb.ask("Who sent the email about scaffolding?")
        day = kb.ask("when did Odile write about the scaffolding")
    assert sender.text == "Odile Marchèse"
    assert sender.citations[0].quote.startswith("From: Odile")
    assert "05 Nov 2024" in day.text
