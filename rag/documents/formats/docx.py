"""A Word file (Office Open XML) -> Markdown: headings, lists, tables, footnotes; no pictures."""

import io
import re
import zipfile

from rag.documents.formats.html import text_of
from rag.documents.formats.packed import FAULTS, check_archive, damaged_file
from rag.documents.formats.source import Source

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
"""

# Around runs, which mammoth leaves out with them: the results of fields, and the way they are read.
_AROUND = re.compile(
    rb"</?\w{1,20}:(?:fldSimple|bdo|dir|customXml)(?=[\s/>])(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+>"
)


def read_docx(data: bytes, name: str) -> Source:
    """Read a Word file's text as it stands after all changes that it tracks; see `converter`."""
    import mammoth

    damaged = damaged_file(name, "a Word file", ".docx", "Word or LibreOffice")
    check_archive(data, name, "[Content_Types].xml", damaged)
    try:
        html = mammoth.convert_to_html(
            io.BytesIO(_unwrapped(data)), style_map=_STYLES, convert_image=lambda _: []
        ).value
    except FAULTS as error:
        raise damaged from error
    return Source(text_of(html))


def _unwrapped(data: bytes) -> bytes:
    """Write a file anew without what stands around runs, where there is some."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = [one for one in packed.namelist() if one.startswith("word/") and one[-4:] == ".xml"]
        parts = {name: _AROUND.subn(b"", packed.read(name)) for name in names}
        if not any(count for _, count in parts.values()):
            return data
        mended = io.BytesIO()
        with zipfile.ZipFile(mended, "w") as other:
            for name in dict.fromkeys(packed.namelist()):
                other.writestr(name, parts[name][0] if name in parts else packed.read(name))
    return mended.getvalue()
