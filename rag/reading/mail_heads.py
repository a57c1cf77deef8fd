"""What the lines that head a mail mean: "To: Ida Moss" below "From: Tom Berrin" says whom he wrote.

A reader of questions such as "who wrote to Ida?" finds none of these words in the lines, so the
name of each is shown with them. Of a few lines above each other that are named so one is the
sender's: "Date: 5 May" alone heads no mail. English only.
"""

import re
from collections.abc import Iterator

_NAMES = "from|to|cc|bcc|date|sent|subject"
_LINE = rf"(?:{_NAMES}):[^\n]*(?:\n[ \t]+\S[^\n]*)*"  # what is too long goes on indented
_HEAD = re.compile(rf"^{_LINE}(?:\n{_LINE})+", re.IGNORECASE | re.MULTILINE)
_FIELD = re.compile(
    rf"^(?P<name>{_NAMES}):[ \t]*(?P<value>[^\n<,;]*)", re.IGNORECASE | re.MULTILINE
)
_LONGEST = 2_000  # characters of a head
_LONGEST_NAME = 40
_MEANINGS = {
    "from": "The mail was written and sent by",
    "to": "{of} wrote and sent the mail to",
    "cc": "{of} sent a copy of the mail to",
    "bcc": "{of} sent a copy of the mail to",
    "date": "{of} wrote and sent the mail on",
    "sent": "{of} wrote and sent the mail on",
    "subject": "The subject of the mail from {of} is",
}


def meanings(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Give where the names of lines that head a mail stand, and what to show instead."""
    for head in _HEAD.finditer(text, max(0, start - _LONGEST), end):
        fields = list(_FIELD.finditer(text, head.start(), head.end()))
        values = {field["name"].lower(): field["value"] for field in fields}
        if "from" not in values:
            continue
        sender = _name(values["from"])
        for field in fields:
            if start <= field.start():
                meaning = _MEANINGS[field["name"].lower()].format(of=sender)
                yield *field.span("name"), meaning


def _name(value: str) -> str:
    name = value.strip(" \t\"'")
    return name if 0 < len(name) <= _LONGEST_NAME else "The sender"
