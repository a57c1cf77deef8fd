"""A PDF -> Markdown: pdfium reads the characters, pdftext puts them in lines and reading order."""

import re
from collections import Counter
from threading import Lock
from typing import Any

from rag.documents.formats.pdf_layout import markdown
from rag.documents.formats.pdf_lines import SOFT_HYPHEN, Line, Page, Word
from rag.documents.formats.source import Source
from rag.errors import DocumentError

_AT_ONCE = 32  # pages whose characters are held in memory together
_MADE_UP = re.compile(
    r"^(?:untitled|document\d*|microsoft (?:word|powerpoint|excel)\b.*|.*\.\w{2,5})$", re.IGNORECASE
)
_HEAVY = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
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
    text = markdown(pages)
    if not text.strip():
        raise DocumentError(
            f"{name} has no text, only pictures of its pages; recognise it first, for instance"
            " with ocrmypdf, or move it out of the folder"
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
    blocks = (
        tuple(line for each in block["lines"] if (line := _line(each))) for block in page["blocks"]
    )
    return Page(float(page["height"]), tuple(block for block in blocks if block))


def _line(line: Any) -> Line | None:
    """Put the characters of a line together to words, each where it stands."""
    words, sizes, bold = list[Word](), Counter[float](), 0
    letters, left, right = "", 0.0, 0.0
    for span in line["spans"]:
        for char in span["chars"]:
            if char["char"].isspace():
                words += _word(letters, left, right)
                letters = ""
                continue
            if not letters:
                left = char["bbox"][0]
            right = char["bbox"][2]
            letters += char["char"]
        count = len(span["chars"]) if span["text"].strip() else 0
        sizes[round(2 * span["font"]["size"]) / 2] += count
        bold += count if _HEAVY.search(span["font"]["name"] or "") else 0
    words += _word(letters, left, right)
    if not words:
        return None
    _, top, _, bottom = line["bbox"]
    return Line(tuple(words), top, bottom, sizes.most_common(1)[0][0], bold == sizes.total())


def _word(letters: str, left: float, right: float) -> list[Word]:
    """Make a word, its ligatures spelt out; none of what are control characters only."""
    from pdftext.postprocessing import HYPHEN_CHAR, postprocess_text

    text = postprocess_text(letters).replace(HYPHEN_CHAR, SOFT_HYPHEN)
    return [Word(text, left, right)] if text else []
