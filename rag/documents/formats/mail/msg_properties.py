"""What Outlook's files say of a mail, a recipient or an attachment (MS-OXMSG, MS-OXPROPS)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from rag.documents.formats.shared.code_pages import CONTROLS, page_codec
from rag.documents.formats.shared.compound_file import CompoundFile, Path

_VALUE = "__substg1.0_{:04X}{}"
_FIXED = "__properties_version1.0"
_ENTRY = struct.Struct("<HH4x8s")  # of a value that is as long as its kind: kind, number, value
_UNICODE, _BYTES, _BINARY, _WITHIN = "001F", "001E", "0102", "000D"
_ATTACHMENT, _RECIPIENT = "__attach_version1.0_#", "__recip_version1.0_#"
_MAIL, _MAIL_WITHIN, _OTHER = 32, 24, 8  # bytes that are before the values
_FIRST_DAY = datetime(1601, 1, 1, tzinfo=UTC)
_CODE_PAGE, _DATA = 0x3FFD, 0x3701
_USUAL = 1252


@dataclass(frozen=True, slots=True)
class Properties:
    """The properties in one storage, which are known by their numbers."""

    file: CompoundFile
    path: Path = ()
    before: int = _MAIL

    def is_one(self) -> bool:
        """Say whether there are properties."""
        return self.file.stream((*self.path, _FIXED)) is not None

    def text(self, number: int) -> str:
        """Give a text; "" where there is none."""
        if (data := self._stream(number, _UNICODE)) is not None:
            return data.decode("utf-16-le", "replace").translate(CONTROLS)
        data = self._stream(number, _BYTES) or b""
        return decoded(data, self.number(_CODE_PAGE) or _USUAL)

    def data(self, number: int) -> bytes | None:
        """Give bytes."""
        return self._stream(number, _BINARY)

    def number(self, number: int) -> int | None:
        """Give a whole number."""
        value = self._fixed(number)
        return None if value is None else int.from_bytes(value[:4], "little", signed=True)

    def time(self, number: int) -> datetime | None:
        """Give a moment."""
        value = self._fixed(number)
        try:
            count = int.from_bytes(value or b"", "little")  # of 100 nanoseconds
            return _FIRST_DAY + timedelta(microseconds=count // 10) if count else None
        except OverflowError:
            return None

    def attachments(self) -> Iterator[Self]:
        """Yield what a mail carries."""
        for path in self.file.storages(self.path, _ATTACHMENT):
            yield type(self)(self.file, path, _OTHER)

    def recipients(self) -> Iterator[Self]:
        """Yield whom a mail goes to."""
        for path in self.file.storages(self.path, _RECIPIENT):
            yield type(self)(self.file, path, _OTHER)

    def mail_within(self) -> Self | None:
        """Give the mail that an attachment is."""
        path = (*self.path, _VALUE.format(_DATA, _WITHIN))
        found = type(self)(self.file, path, _MAIL_WITHIN)
        return found if found.is_one() else None

    def _stream(self, number: int, kind: str) -> bytes | None:
        return self.file.stream((*self.path, _VALUE.format(number, kind)))

    def _fixed(self, number: int) -> bytes | None:
        data = self.file.stream((*self.path, _FIXED)) or b""
        for at in range(self.before, len(data) - _ENTRY.size + 1, _ENTRY.size):
            _, found, value = _ENTRY.unpack_from(data, at)
            if found == number:
                return bytes(value)
        return None


def decoded(data: bytes, code_page: int) -> str:
    """Decode by a code page of Windows; as the usual one where it is not known."""
    return data.decode(page_codec(code_page), "replace").translate(CONTROLS)
