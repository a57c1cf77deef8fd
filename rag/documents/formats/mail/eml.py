"""A saved mail (RFC 5322, MIME) -> its main headers, its text and the names of what it carries."""

import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from typing import Any

from rag.documents.formats.html.page import read_part
from rag.documents.formats.mail.calendar_events import events_text
from rag.documents.formats.shared.source import Source, title_of_file
from rag.documents.mail_headers import mail_day
from rag.documents.metadata import Metadata, read_metadata
from rag.documents.web_encodings import decode_as, with_meant_words
from rag.errors import DocumentError

_HEADERS = ("From", "To", "Cc", "Date", "Subject")
_MOST_ADDRESSES = 10  # of those that a mail went to
_LONGEST_HEADER = 50_000  # characters that are read of one; a mail to 1,000 has fewer
_FEW = 0.5  # of the HTML's words in the plain text beside it: it only says that there is HTML
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_TEXTS, _LEADING = ("text/plain", "text/html"), ("text", "multipart")
_PROSE = (*_TEXTS, "text/markdown", "text/enriched", "text/richtext")
_CALENDAR = "text/calendar"
_ENCRYPTED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")


def read_eml(data: bytes, name: str) -> Source:
    """Read a mail as a reader of mail shows it, without its attachments; see `converter`.

    Raises `DocumentError` too where the mail is encrypted.
    """
    message = message_from_bytes(_readable(data), policy=policy.default)
    if not _headers(message):
        raise DocumentError(
            f"{name} is not a saved mail: it begins with none of {', '.join(_HEADERS)};"
            " save it again, or as .txt"
        )
    if (
        message.get_content_type() in _ENCRYPTED
        and message.get_param("smime-type") != "signed-data"
    ):
        raise DocumentError(f"{name} is encrypted; save its text as .txt")
    text = "\n\n".join(filter(None, _parts(message))) + "\n"
    metadata = read_metadata(text)
    if not metadata.published:
        metadata = Metadata(metadata.title, mail_day(_header(message, "Date")))
    return Source(text, metadata, loose_title=title_of_file(name))


def _readable(data: bytes) -> bytes:
    """Make letters in the headers that stand there without an encoding UTF-8, and mend others."""
    end = found.start() if (found := _HEAD_END.search(data)) else len(data)
    return with_meant_words(_decoded(data[:end]).encode() + data[end:])


def _decoded(data: bytes, charset: str | None = None) -> str:
    """Decode by the encoding that is declared, where that holds; else as UTF-8 or Windows-1252."""
    found = (text for label in (charset, "utf-8") if label and (text := decode_as(data, label)))
    return next(found, None) or data.decode("cp1252", "replace")


def _parts(message: EmailMessage) -> Iterator[str]:
    """Write a mail, then those that it carries whole, as forwarded ones."""
    yield _headers(message)
    yield from _body(message)
    if names := list(_files(message)):
        yield f"Attachments: {', '.join(names)}"


def _headers(message: EmailMessage) -> str:
    found = ((key, _header(message, key)) for key in _HEADERS)
    return "\n".join(f"{key}: {value}" for key, value in found if value)


def _header(message: EmailMessage, key: str) -> str:
    try:
        value = _value(message, key)
        addresses = getattr(value, "addresses", ())
        text = ", ".join(map(str, addresses[:_MOST_ADDRESSES])) if addresses else str(value)
        more = len(addresses) - _MOST_ADDRESSES
        text = text.encode(errors="surrogateescape").decode(errors="replace")  # as bytes came
        return " ".join(text.split()) + (f" and {more} others" if more > 0 else "")
    except (LookupError, ValueError, AttributeError, RecursionError):  # of the email package
        return ""


def _value(message: EmailMessage, key: str) -> Any:
    """Read a header, one that is very long up to the last comma of its beginning."""
    raw = next((text for name, text in message.raw_items() if name.lower() == key.lower()), "")
    if len(raw) <= _LONGEST_HEADER:
        return message.get(key, "")
    cut = raw[:_LONGEST_HEADER].rpartition(",")[0] or raw[:_LONGEST_HEADER]
    return message.policy.header_fetch_parse(key, cut)


def _body(part: MIMEPart, *, first: bool = True) -> Iterator[str]:
    """Yield the texts of a part in their order; of an alternative the plain one or the HTML."""
    kind = part.get_content_type()
    if kind == "message/rfc822":
        inner: Any = part.get_payload()
        yield from _parts(inner[0]) if isinstance(inner, list) and _headers(inner[0]) else ()
    elif part.is_multipart():
        parts = _within(part, first=first)
        texts = ["\n\n".join(filter(None, _body(one, first=lead))) for one, lead in parts]
        if kind == "multipart/alternative":
            yield from _chosen([one for one, _ in parts], texts)
        else:
            yield from texts[:1] if kind == "multipart/related" else texts
    elif part.get_content_maintype() in _LEADING and not _attached(part, first=first):
        text = _text(part, html=kind == "text/html")
        yield events_text(text) if kind == _CALENDAR else text


def _chosen(parts: Sequence[MIMEPart], texts: Sequence[str]) -> Iterator[str]:
    """Yield the plain text or the HTML of an alternative, and the events beside it."""
    kinds = [part.get_content_type() for part in parts]
    found = [
        text
        for kind, text in zip(kinds, texts, strict=True)
        if kind in _TEXTS or not kind.startswith("text/")
    ]
    found = found or [t for kind, t in zip(kinds, texts, strict=True) if kind != _CALENDAR]
    plain, rich = (found[0], found[-1]) if found else ("", "")
    chosen = rich if len(plain.split()) < _FEW * len(rich.split()) else plain
    yield chosen
    calendar = next((p for p, kind in zip(parts, kinds, strict=True) if kind == _CALENDAR), None)
    if calendar is not None:
        yield events_text(_text(calendar, html=False), chosen)


def _within(part: MIMEPart, *, first: bool) -> list[tuple[MIMEPart, bool]]:
    """Give the parts of one, and of each whether no other text of the mail comes before it."""
    parts = [one for one in part.iter_parts() if isinstance(one, MIMEPart)]
    leads = (at for at, one in enumerate(parts) if one.get_content_maintype() in _LEADING)
    lead = next(leads, None) if first else None
    either = part.get_content_type() == "multipart/alternative"
    return [(one, either or at == lead) for at, one in enumerate(parts)]


def _text(part: MIMEPart, *, html: bool) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    charset = part.get_content_charset()
    if html:
        return read_part(data if charset is None else _decoded(data, charset))
    lines = _decoded(data, charset).splitlines()
    return "\n".join(line.rstrip() for line in lines).strip()


def _files(part: MIMEPart, *, first: bool = True) -> Iterator[str]:
    """Name the files that a mail carries, not those of the mails within it."""
    if name := _attached(part, first=first):
        yield name
    if part.is_multipart() and part.get_content_type() != "message/rfc822":
        for one, lead in _within(part, first=first):
            yield from _files(one, first=lead)


def _attached(part: MIMEPart, *, first: bool) -> str | None:
    """Give the file's name of a part that is attached, not shown within the text.

    The first text is the mail's own, though some programs give it a name, and so are events. Of a
    text of another kind that has no name, such as a card, the kind is given.
    """
    kind, within = part.get_content_type(), part.get_content_disposition() != "attachment"
    if part.get("Content-ID") is not None and part.get_content_maintype() == "image":
        return None
    if within and (kind == _CALENDAR or (first and kind in _TEXTS)):
        return None
    other = not first and part.get_content_maintype() == "text" and kind not in _PROSE
    return part.get_filename() or (kind if other and kind != _CALENDAR else None)
