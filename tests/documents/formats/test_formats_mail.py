"""The text of a mail is told from the files that it carries, and from its calendar's data."""

import pytest

from rag.documents.formats.mail.eml import read_eml


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


EVENT = (
    "BEGIN:VCALENDAR\r\nPRODID:-//Kelby//EN\r\nBEGIN:VTIMEZONE\r\nDTSTART:16010101T030000\r\n"
    'END:VTIMEZONE\r\nBEGIN:VEVENT\r\nORGANIZER;CN="Lee, Ann":mailto:ann@k.example\r\n'
    "DESCRIPTION;LANGUAGE=en-US:Bring the\\nkeys.\r\nSUMMARY:Garden meeting\\, with\r\n  tea\r\n"
    "DTSTART;TZID=W. Europe Standard Time:20240210T090000\r\nDTEND:20240210T100000Z\r\n"
    "LOCATION:Old mill\r\nRRULE:FREQ=WEEKLY;BYDAY=SA\r\nBEGIN:VALARM\r\nDESCRIPTION:R\r\n"
    "END:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
LINES = (
    "Event: Garden meeting, with tea\nStart: February 10, 2024, 09:00 (W. Europe Standard Time)\n"
    "End: February 10, 2024, 10:00 UTC\nRepeats: weekly\nPlace: Old mill\n"
    "Organiser: Lee, Ann <ann@k.example>"
)


def part(kind: str, text: str) -> str:
    return f"--x\nContent-Type: {kind}\n\n{text}\n"


@pytest.mark.parametrize(
    ("kind", "parts", "text"),
    [
        (
            "alternative",
            [
                ("text/plain", "Bring the keys."),
                ("text/html", "<p>Bring the <b>keys</b>.</p>"),
                ("text/calendar; method=REQUEST; name=a.ics", EVENT),
            ],
            f"Bring the keys.\n\n{LINES}",
        ),
        ("alternative", [("text/calendar", EVENT)], f"{LINES}\nDescription: Bring the keys."),
        (
            "mixed",
            [("text/plain", "It rained."), ("text/calendar", EVENT)],
            f"It rained.\n\n{LINES}\nDescription: Bring the keys.",
        ),
        (
            "alternative",
            [("text/plain", "It rained."), ("text/x-amp-html", "<p>More of it, and more.</p>")],
            "It rained.",
        ),
        (
            "mixed",
            [
                ("text/plain", "It rained."),
                ("text/vcard", "BEGIN:VCARD"),
                ("text/x-patch; name=a.diff", "+code"),
            ],
            "It rained.\n\nAttachments: text/vcard, a.diff",
        ),
    ],
)
def test_events_are_lines_beside_the_text_and_data_is_named(
    kind: str, parts: list[tuple[str, str]], text: str
) -> None:
    body = "".join(part(*one) for one in parts)
    mail = f"From: Ann\nContent-Type: multipart/{kind}; boundary=x\n\n{body}--x--\n"
    assert read_eml(mail.encode(), "a.eml").text == f"From: Ann\n\n{text}\n"


def test_a_mail_may_be_an_event_only() -> None:
    mail = "From: Ann\nContent-Type: text/calendar\n\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20240210\n"
    mail += "SUMMARY:Tea\nEND:VEVENT\n"
    assert read_eml(mail.encode(), "a.eml").text == (
        "From: Ann\n\nEvent: Tea\nStart: February 10, 2024\n"
    )
