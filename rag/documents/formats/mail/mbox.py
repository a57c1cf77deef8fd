"""A mailbox (RFC 4155) -> its mails, each below its subject as a heading."""

import re
from collections.abc import Iterator
from datetime import date

from rag.documents.formats.mail.eml import read_eml
from rag.documents.formats.shared.source import Source, title_of_file
from rag.documents.metadata import Metadata
from rag.errors import DocumentError

# The line before a mail: who sent it and when; mails follow an empty line.
_BEFORE = re.compile(
    rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]{0,400}\r?\n(?=[A-Za-z][\w-]{0,60}:)"
)
_SUBJECT = re.compile(r"^Subject: (.+)$", re.MULTILINE)
_QUOTED = re.compile(rb"^>(>{0,20}From )", re.MULTILINE)


def read_mbox(data: bytes, name: str) -> Source:
    """Read the mails in their order; its day is that of the latest; see `converter`."""
    starts = [*_BEFORE.finditer(data)]
    if not starts or starts[0].start():
        raise DocumentError(
            f"{name} is not a mailbox: it begins with no line 'From ' and a mail's headers;"
            " export it again, or its mails as .eml"
        )
    ends = [one.start() for one in starts[1:]] + [len(data)]
    mails = [
        mail
        for one, end in zip(starts, ends, strict=True)
        if (mail := _mail(_QUOTED.sub(rb"\1", data[one.end() : end]), name))
    ]
    if not mails:
        raise DocumentError(f"{name} has no mail that can be read; export its mails as .eml")
    days = [mail.metadata.published for mail in mails if mail.metadata.published]
    latest: date | None = max(days, default=None)
    text = "\n\n".join(part for mail in mails for part in _written(mail)) + "\n"
    return Source(text, Metadata(title=title_of_file(name), published=latest))


def _mail(data: bytes, name: str) -> Source | None:
    try:
        return read_eml(data, name)
    except DocumentError:  # encrypted, or what a program keeps in a mailbox for itself
        return None


def _written(mail: Source) -> Iterator[str]:
    subject = _SUBJECT.search(mail.text.partition("\n\n")[0])
    yield f"# {subject[1] if subject else 'No subject'}"
    yield mail.text.strip()
