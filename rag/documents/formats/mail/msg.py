"""A mail that Outlook saved -> a mail of the Internet, which is read as any is."""

from collections.abc import Iterable
from email import message_from_bytes, policy
from email.header import Header
from email.message import EmailMessage
from email.parser import HeaderParser
from email.utils import format_datetime, formataddr

from rag.documents.formats.mail.eml import read_eml
from rag.documents.formats.mail.msg_properties import Properties, decoded
from rag.documents.formats.shared.compound_file import CompoundFile, CompoundFileError
from rag.documents.formats.shared.packed import damaged_file
from rag.documents.formats.shared.source import Source
from rag.errors import DocumentError

# Properties by their numbers.
_CLASS, _SUBJECT, _HEADERS = 0x001A, 0x0037, 0x007D
_SENDERS = ((0x0C1A, 0x5D01, 0x0C1F), (0x0042, 0x5D02, 0x0065))  # name, addresses
_RECIPIENT, _KIND = (0x3001, 0x39FE, 0x3003), 0x0C15
_SENT, _DELIVERED = 0x0039, 0x0E06
_BODY, _HTML, _CODE_PAGE = 0x1000, 0x1013, 0x3FDE
_DATA, _FILE_NAMES, _CONTENT_ID, _MEDIA_TYPE = 0x3701, (0x3707, 0x3704, 0x3001), 0x3712, 0x370E

_UTF_8 = 65001
_TO, _CC = 1, 2  # kinds of recipients
_KEYS = ("From", "To", "Cc", "Date")
_DEEPEST = 10  # mails within each other
_ENCRYPTED, _SIGNED = "ipm.note.smime", "ipm.note.smime.multipartsigned"
_POLICY = policy.default.clone(refold_source="none")


def read_msg(data: bytes, name: str) -> Source:
    """Read a mail as one that is saved as .eml; see `converter`.

    Raises `DocumentError` too where the mail is encrypted.
    """
    damaged = damaged_file(name, "an Outlook mail", ".msg", "Outlook")
    try:
        mail = Properties(CompoundFile(data))
        kind = mail.text(_CLASS).lower()
        if not mail.is_one():
            raise damaged
        if kind.startswith(_ENCRYPTED) and not kind.startswith(_SIGNED):
            raise DocumentError(f"{name} is encrypted; save its text as .txt")
        written = _written(mail, _signed(mail) if kind.startswith(_SIGNED) else None)
    except CompoundFileError as error:
        raise damaged from error
    return read_eml(written, name)


def _written(mail: Properties, body: EmailMessage | None = None, depth: int = 0) -> bytes:
    """Write a mail with its main headers and what it says, as MIME does."""
    message = body or _body(mail, depth)
    headers = "".join(f"{key}: {value}\n" for key, value in _headers(mail).items() if value)
    return headers.encode("utf-8", "replace") + message.as_bytes(policy=_POLICY)


def _headers(mail: Properties) -> dict[str, str]:
    """Give the headers that a mail came with; of one that was sent, what says the same."""
    came = HeaderParser().parsestr(mail.text(_HEADERS))
    own = {
        "From": next(filter(None, (_address(mail, numbers) for numbers in _SENDERS)), ""),
        "To": _addresses(mail, _TO),
        "Cc": _addresses(mail, _CC),
        "Date": _date(mail),
    }
    found = {key: " ".join(str(came.get(key, "")).split()) or own[key] for key in _KEYS}
    return found | {"Subject": _encoded(mail.text(_SUBJECT))}


def _addresses(mail: Properties, kind: int) -> str:
    found = (one for one in mail.recipients() if one.number(_KIND) == kind)
    return ", ".join(filter(None, (_address(one, _RECIPIENT) for one in found)))


def _address(who: Properties, numbers: Iterable[int]) -> str:
    """Write a name and its address; those of a firm's own directory are none of the Internet."""
    name, *addresses = (" ".join(who.text(number).split()) for number in numbers)
    address = next((one for one in addresses if "@" in one and one.isascii()), "")
    if not address:
        return _encoded(name.replace(",", "")) if name else ""
    return formataddr(("" if name == address else name, address))


def _date(mail: Properties) -> str:
    moment = mail.time(_SENT) or mail.time(_DELIVERED)
    return format_datetime(moment) if moment else ""


def _encoded(text: str) -> str:
    line = " ".join(text.split())
    return line if line.isascii() else Header(line, "utf-8", maxlinelen=len(line) * 9).encode()


def _body(mail: Properties, depth: int) -> EmailMessage:
    message = EmailMessage(policy=_POLICY)
    plain, html = mail.text(_BODY), _html(mail)
    if plain.strip() or not html:
        message.set_content(plain, cte="base64")
    if html and plain.strip():
        message.add_alternative(html, subtype="html", cte="base64")
    elif html:
        message.set_content(html, subtype="html", cte="base64")
    for one in mail.attachments():
        _attach(message, one, depth)
    return message


def _html(mail: Properties) -> str:
    """Decode HTML, which is bytes or, in older files, text."""
    data = mail.data(_HTML)
    if data is None:
        return mail.text(_HTML)
    return decoded(data, mail.number(_CODE_PAGE) or _UTF_8)


def _attach(message: EmailMessage, one: Properties, depth: int) -> None:
    """Attach a mail whole; of another file its name, unless it is a picture within the text."""
    inner = one.mail_within()
    if inner is not None and depth < _DEEPEST:
        mail = message_from_bytes(_written(inner, depth=depth + 1), policy=_POLICY)
        message.add_attachment(mail)
    elif not (one.text(_CONTENT_ID) and one.text(_MEDIA_TYPE).lower().startswith("image/")):
        name = next(filter(None, map(one.text, _FILE_NAMES)), "")
        if name:
            message.add_attachment(
                b"", maintype="application", subtype="octet-stream", filename=" ".join(name.split())
            )


def _signed(mail: Properties) -> EmailMessage | None:
    """Give the mail that was signed, which is whole in what it carries, without its headers."""
    data = next((data for one in mail.attachments() if (data := one.data(_DATA))), None)
    if data is None:
        return None
    signed = message_from_bytes(data, policy=_POLICY)
    for key in (*_KEYS, "Subject"):
        del signed[key]
    return signed
