"""A Word file (Office Open XML) -> Markdown: headings, lists, tables, footnotes; no pictures."""

import io
import zipfile
import zlib
from xml.parsers.expat import ExpatError

from rag.documents.formats.html import source_of
from rag.documents.formats.source import Source
from rag.errors import DocumentError

_LARGEST = 200_000_000  # bytes unpacked: a small file may unpack to a very large one
_FAULTS = (zipfile.BadZipFile, zlib.error, ExpatError, KeyError, OSError, ValueError)
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
"""


def read_docx(data: bytes, name: str) -> Source:
    """Read a Word file's text as it stands after all changes that it tracks; see `converter`."""
    import mammoth

    _check(data, name)
    try:
        html = mammoth.convert_to_html(
            io.BytesIO(data), style_map=_STYLES, convert_image=lambda _: []
        ).value
    except _FAULTS as error:
        raise _damaged(name) from error
    return Source(source_of(html).text)


def _check(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
            names = packed.namelist()
    except zipfile.BadZipFile as error:
        raise _damaged(name) from error
    if "[Content_Types].xml" not in names:
        raise _damaged(name)
    if size > _LARGEST:
        raise DocumentError(
            f"{name} unpacks to {size / 1e6:.0f} MB, over the limit of {_LARGEST / 1e6:.0f} MB;"
            " split it into smaller files"
        )


def _damaged(name: str) -> DocumentError:
    return DocumentError(
        f"{name} is not a Word file, is damaged or has a password;"
        " open it in Word or LibreOffice and save it again as .docx without one"
    )
