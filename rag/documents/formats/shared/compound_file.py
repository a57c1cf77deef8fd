"""A compound file (MS-CFB): storages that hold streams of bytes, as folders hold files.

Reads no more than the file can hold: in a damaged one streams may share their parts, or go round
in circles.
"""

import io
import struct
from typing import Any

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = struct.Struct("<30xH12xI16xI4xI")  # size of a sector (as its exponent), three counts
_SECTORS = (9, 12)
_MOST = 3  # times its size that is read of a file
Path = tuple[str, ...]


class CompoundFileError(Exception):
    """Raised where a file is none, or holds less than it says."""


class CompoundFile:
    """Gives the streams of a file by their paths."""

    def __init__(self, data: bytes) -> None:
        """Open a file; raises `CompoundFileError`."""
        self._left = _MOST * len(data)
        if not data.startswith(MAGIC) or len(data) < _HEADER.size:
            raise CompoundFileError
        sector, *counts = _HEADER.unpack_from(data)
        if sector not in _SECTORS or max(counts) << sector > len(data):
            raise CompoundFileError
        from olefile import OleFileIO

        try:
            self._file: Any = OleFileIO(io.BytesIO(data))
            if self._file.root.size > len(data):
                raise CompoundFileError
            self._storages = [tuple(one) for one in self._file.listdir(False, True)]
            self._streams = {tuple(one) for one in self._file.listdir()}
        except (OSError, ValueError, LookupError, TypeError, AttributeError, struct.error) as error:
            raise CompoundFileError from error
        except RecursionError as error:
            raise CompoundFileError from error

    def storages(self, path: Path, start: str) -> list[Path]:
        """List the storages in one whose names begin so."""
        count = len(path)
        return [
            one
            for one in self._storages
            if len(one) == count + 1 and one[:count] == path and one[count].startswith(start)
        ]

    def stream(self, path: Path) -> bytes | None:
        """Read a stream; None where there is none; raises `CompoundFileError`."""
        if path not in self._streams:
            return None
        try:
            self._left -= self._file.get_size(list(path))
            if self._left < 0:
                raise CompoundFileError
            data: bytes = self._file.openstream(list(path)).read()
        except (OSError, ValueError, LookupError, TypeError, struct.error) as error:
            raise CompoundFileError from error
        return data
