"""A PDF -> Markdown: pdfium reads the characters, pdftext puts them in lines and reading order."""

import re
from threading import Lock
from typing import Any

from rag.documents.formats.pdf.layout import markdown
from rag.documents.formats.pdf.lines import Page
from rag.documents.formats.pdf.raised import with_powers_told
from rag.documents.formats.pdf.words import blocks_of
from rag.documents.formats.shared.source import Source
from rag.errors import DocumentError

_AT_ONCE = 32  # pages whose characters are held in memory together
_MADE_UP = re.compile(
    r"^(?:untitled|document\d*|microsoft (?:word|powerpoint|excel)\b.*|.*\.\w{2,5})$", re.IGNORECASE
)
_PDFIUM = Lock()  # pdfium may be called by one thread at a time


def read_pdf(data: bytes, name: str) -> Source:
    """Read a PDF's text, page by page; headings and tables by their looks; see `converter`.

    Raises `DocumentError` too where all pages are pictures or the file asks for a password.
    """
    import pypdfium2
    from pdftext.schema import PdfPasswordError

    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
            title, count = document.get_metadata_dict().get("Title", ""), len(document)
            document.close()
            starts = range(0, count, _AT_ONCE)
            pages = [page for start in starts for page in _pages(data, start, count)]
        except pypdfium2.PdfiumError as error:
            raise _unreadable(name, error, PdfPasswordError) from error
    text = markdown(with_powers_told(pages))
    if not text.strip():
        raise DocumentError(
            f"{name} has no text, only pictures of its pages; recognise it first, for instance"
            " with ocrmypdf, or leave it out"
        )
    title = " ".join(title.split())
    return Source(text, loose_title=None if _MADE_UP.match(title) else title or None)


def _unreadable(name: str, error: Exception, password: type[Exception]) -> DocumentError:
    import pypdfium2.raw as pdfium

    if isinstance(error, password) or getattr(error, "err_code", 0) == pdfium.FPDF_ERR_PASSWORD:
        return DocumentError(f"{name} asks for a password; save a copy of it without one")
    return DocumentError(
        f"{name} is not a PDF or is damaged ({error}); open it in a viewer and save it again"
    )


def _pages(data: bytes, start: int, count: int) -> list[Page]:
    from pdftext.extraction import dictionary_output

    wanted = list(range(start, min(start + _AT_ONCE, count)))
    found = dictionary_output(data, page_range=wanted, keep_chars=True, disable_links=True)
    return [_page(page) for page in found]


def _page(page: Any) -> Page:
    return Page(float(page["height"]), blocks_of(page))
