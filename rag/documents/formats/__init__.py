"""Files that are more than text: what of them is read, as Markdown.

Each kind has a module; its library is imported when the first such file is read.
"""

from collections.abc import Callable, Mapping

from rag.documents.formats.source import Source

# Suffix -> media type (RFC 6838, IANA's registry).
MEDIA_TYPES: Mapping[str, str] = {
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".htm": "text/html",
    ".html": "text/html",
    ".markdown": "text/markdown",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".text": "text/plain",
    ".tsv": "text/tab-separated-values",
    ".txt": "text/plain",
}
SUFFIXES = tuple(MEDIA_TYPES)


def converter(suffix: str) -> Callable[[bytes, str], Source] | None:
    """Give what turns the bytes of such a file into Markdown; None where they are text already.

    It takes the file's name too, for its errors: `DocumentError` with the reason and the remedy.
    """
    match suffix:
        case ".csv" | ".tsv":
            from rag.documents.formats.csv import read_csv

            return read_csv
        case ".docx":
            from rag.documents.formats.docx import read_docx

            return read_docx
        case ".htm" | ".html":
            from rag.documents.formats.html import read_html

            return read_html
        case ".pdf":
            from rag.documents.formats.pdf import read_pdf

            return read_pdf
    return None


__all__ = ["MEDIA_TYPES", "SUFFIXES", "Source", "converter"]
