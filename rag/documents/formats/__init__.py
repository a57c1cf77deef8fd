"""Files that are more than text: what of them is read, as Markdown.

Each kind has a module, a package where that is large; its library is imported when the first such
file is read.
"""

from collections.abc import Callable, Mapping
from importlib import import_module

from rag.documents.formats.shared.source import Source

# Suffix -> media type (RFC 6838, IANA's registry; "x-" where that has none).
MEDIA_TYPES: Mapping[str, str] = {
    ".adoc": "text/x-asciidoc",
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".eml": "message/rfc822",
    ".epub": "application/epub+zip",
    ".htm": "text/html",
    ".html": "text/html",
    ".ipynb": "application/x-ipynb+json",
    ".markdown": "text/markdown",
    ".mbox": "application/mbox",
    ".md": "text/markdown",
    ".msg": "application/vnd.ms-outlook",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".org": "text/x-org",
    ".pdf": "application/pdf",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".rst": "text/prs.fallenstein.rst",
    ".rtf": "application/rtf",
    ".srt": "application/x-subrip",
    ".text": "text/plain",
    ".tsv": "text/tab-separated-values",
    ".txt": "text/plain",
    ".vtt": "text/vtt",
    ".xls": "application/vnd.ms-excel",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SUFFIXES = tuple(MEDIA_TYPES)
# Suffix -> the module and the function in it.
_READERS: Mapping[str, tuple[str, str]] = {
    ".adoc": ("plain_markup", "read_adoc"),
    ".csv": ("sheets.csv", "read_csv"),
    ".docx": ("office.docx", "read_docx"),
    ".eml": ("mail.eml", "read_eml"),
    ".epub": ("epub", "read_epub"),
    ".htm": ("html.page", "read_html"),
    ".html": ("html.page", "read_html"),
    ".ipynb": ("ipynb", "read_ipynb"),
    ".mbox": ("mail.mbox", "read_mbox"),
    ".msg": ("mail.msg", "read_msg"),
    ".odp": ("odf.odp", "read_odp"),
    ".ods": ("odf.ods", "read_ods"),
    ".odt": ("odf.odt", "read_odt"),
    ".org": ("plain_markup", "read_org"),
    ".pdf": ("pdf.document", "read_pdf"),
    ".pptx": ("office.pptx", "read_pptx"),
    ".rst": ("rst.document", "read_rst"),
    ".rtf": ("rtf.document", "read_rtf"),
    ".srt": ("subtitles", "read_subtitles"),
    ".tsv": ("sheets.csv", "read_csv"),
    ".vtt": ("subtitles", "read_subtitles"),
    ".xls": ("sheets.xls", "read_xls"),
    ".xlsm": ("sheets.xlsx", "read_xlsx"),
    ".xlsx": ("sheets.xlsx", "read_xlsx"),
}


def converter(suffix: str) -> Callable[[bytes, str], Source] | None:
    """Give what turns the bytes of such a file into Markdown; None where they are text already.

    It takes the file's name too, for its errors: `DocumentError` with the reason and the remedy.
    """
    if suffix not in _READERS:
        return None
    module, function = _READERS[suffix]
    read: Callable[[bytes, str], Source] = getattr(import_module(f"{__name__}.{module}"), function)
    return read


__all__ = ["MEDIA_TYPES", "SUFFIXES", "Source", "converter"]
