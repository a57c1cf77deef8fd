"""A Word file (Office Open XML) -> Markdown: headings, lists, tables, footnotes; no pictures."""

import io

from rag.documents.formats.html import text_of
from rag.documents.formats.packed import FAULTS, check_archive, damaged_file
from rag.documents.formats.source import Source

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
"""


def read_docx(data: bytes, name: str) -> Source:
    """Read a Word file's text as it stands after all changes that it tracks; see `converter`."""
    import mammoth

    damaged = damaged_file(name, "a Word file", ".docx", "Word or LibreOffice")
    check_archive(data, name, "[Content_Types].xml", damaged)
    try:
        html = mammoth.convert_to_html(
            io.BytesIO(data), style_map=_STYLES, convert_image=lambda _: []
        ).value
    except FAULTS as error:
        raise damaged from error
    return Source(text_of(html))
