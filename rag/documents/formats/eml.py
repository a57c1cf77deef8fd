"""A saved mail (RFC 5322, MIME) -> its main headers, its text and the names of what it carries."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart

from rag.documents.decoding import decode
from rag.documents.formats.html import source_of
from rag.documents.formats.source import Source
from rag.documents.metadata import read_metadata
from rag.errors import DocumentError

_HEADERS = ("From", "To", "Cc", "Date", "Subject")


def read_eml(data: bytes, name: str) -> Source:
    """Read a mail as a reader of mail shows it, without its attachments; see `converter`."""
    message = message_from_bytes(data, policy=policy.default)
    if not _headers(message):
        raise DocumentError(
            f"{name} is not a saved mail: it begins with none of {', '.join(_HEADERS)};"
            " save it again, or as .txt"
        )
    text = "\n\n".join(filter(None, _parts(message, name))) + "\n"
    return Source(text, read_metadata(text))


def _parts(message: EmailMessage, name: str) -> Iterator[str]:
    """Write a mail, then those that it carries whole, as forwarded ones."""
    yield _headers(message)
    yield _body(message, name)
    attached = list(message.iter_attachments())
    if names := [file for part in attached if (file := part.get_filename())]:
        yield f"Attachments: {', '.join(names)}"
    for part in attached:
        if part.get_content_type() == "message/rfc822":
            yield from _parts(part.get_content(), name)


def _headers(message: EmailMessage) -> str:
    found = ((key, _header(message, key)) for key in _HEADERS)
    return "\n".join(f"{key}: {value}" for key, value in found if value)


def _header(message: EmailMessage, key: str) -> str:
    try:
        return " ".join(str(message.get(key, "")).split())
    except (LookupError, ValueError, AttributeError):  # what the email package raises of some
        return ""


def _body(message: EmailMessage, name: str) -> str:
    """Give the plain text, else that of the HTML."""
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    text = _content(body, name)
    if body.get_content_subtype() == "html":
        return source_of(text).text.strip()
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def _content(part: MIMEPart, name: str) -> str:
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError):  # an encoding that is none
        payload = part.get_payload(decode=True)
        return decode(payload, name) if isinstance(payload, bytes) else ""
