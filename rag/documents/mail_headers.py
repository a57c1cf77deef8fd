"""Read the subject and the day of a mail that was saved as text, from its header lines.

They are those of RFC 5322: "From: ...", "Date: Mon, 5 Feb 2024 09:12:00 +0000", "Subject: ...",
a long one going on in indented lines. They stay text, since who wrote to whom may be asked for.
"""

import re
from datetime import date, datetime
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.utils import parsedate_to_datetime

from rag.documents.dates import parse_date
from rag.documents.web_encodings import with_meant_words

_FIELD = re.compile(
    r"(?P<key>[A-Za-z][A-Za-z0-9-]{0,40}):[ \t]*(?P<value>[^\r\n]*)(?:\r\n|\r|\n|\Z)"
    r"(?P<rest>(?:[ \t]+[^\s][^\r\n]*(?:\r\n|\r|\n|\Z))*)"
)
_NEEDED = frozenset({"from", "subject", "date"})
_MOST_FIELDS = 200


def read_mail_fields(text: str) -> dict[str, str]:
    """Return the fields that `text` begins with, by lower-case name; none if it is no mail."""
    fields: dict[str, str] = {}
    position = len(text[:100]) - len(text[:100].lstrip())
    for _ in range(_MOST_FIELDS):
        field = _FIELD.match(text, position)
        if field is None:
            break
        fields.setdefault(field["key"].lower(), " ".join((field["value"] + field["rest"]).split()))
        position = field.end()
    return fields if fields.keys() >= _NEEDED else {}


def mail_day(value: str) -> date | None:
    """Return the day that a mail's date names where it was written, None when it names none."""
    return parse_date(value) or parse_date(_written_at(value))


def _written_at(value: str) -> datetime | None:
    try:
        return parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None


def mail_subject(value: str) -> str:
    """Return a subject with its encoded words (RFC 2047) decoded, where they can be."""
    try:
        return str(make_header(decode_header(with_meant_words(value.encode()).decode())))
    except (HeaderParseError, ValueError, LookupError):
        return value
