"""Office files and e-books are archives (ZIP) of parts: what is looked at before one is opened."""

import io
import zipfile
import zlib
from xml.parsers.expat import ExpatError

from rag.errors import DocumentError

# What libraries raise when they read damaged parts; lxml's errors are SyntaxErrors.
FAULTS = (
    zipfile.BadZipFile, zlib.error, ExpatError, SyntaxError, LookupError, ValueError, TypeError,
    AttributeError, NotImplementedError, OSError,
)  # fmt: skip
_LARGEST = 200_000_000  # bytes unpacked: a small file may unpack to a very large one


def check_archive(data: bytes, name: str, needed: str, damaged: DocumentError) -> None:
    """Raise `damaged` where it is no archive with `needed` in it; another error of a large one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
            names = packed.namelist()
    except FAULTS as error:  # a name in it may be damaged too
        raise damaged from error
    if needed not in names:
        raise damaged
    if size > _LARGEST:
        raise DocumentError(
            f"{name} unpacks to {size / 1e6:.0f} MB, over the limit of {_LARGEST / 1e6:.0f} MB;"
            " split it into smaller files"
        )


def damaged_file(name: str, kind: str, suffix: str, programs: str) -> DocumentError:
    """Say that a file is not of its kind, or cannot be opened, and what helps."""
    return DocumentError(
        f"{name} is not {kind}, is damaged or has a password;"
        f" open it in {programs} and save it again as {suffix} without one"
    )
