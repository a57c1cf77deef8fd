"""An OpenDocument text -> Markdown: headings, lists, tables, notes; no pictures, no comments."""

from rag.documents.formats.html.page import text_of
from rag.documents.formats.odf.archive import read_package
from rag.documents.formats.odf.html import html_of
from rag.documents.formats.shared.packed import FAULTS, damaged_file
from rag.documents.formats.shared.source import Source, title_of_table


def read_odt(data: bytes, name: str) -> Source:
    """Read a text as it stands after all changes that it tracks; see `converter`."""
    damaged = damaged_file(name, "an OpenDocument text", ".odt", "LibreOffice")
    package = read_package(data, name, "office:text", damaged)
    try:
        text = text_of(html_of(package.body, package))
    except (*FAULTS, RecursionError) as error:
        raise damaged from error
    return Source(text, loose_title=title_of_table(text, name))
