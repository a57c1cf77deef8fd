"""A PDF -> Markdown: pdfium reads the characters, pdftext puts them in lines and reading order."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
    blocks = (
        tuple(line for each in block["lines"] for line in _lines(each)) for block in page["blocks"]
    )
    return Page(float(page["height"]), tuple(block for block in blocks if block))


@dataclass(slots=True)
class _Letters:
    """Letters of one word, the box around them, and how they look."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool

    def goes_on(self, other: "_Letters") -> bool:
        """Say whether another word stands in the same line: beside this one, to the right."""
        middle = (other.top + other.bottom) / 2
        return self.top < middle < self.bottom and other.left > self.right - other.size


def _lines(line: Any) -> Iterator[Line]:
    """Put the characters of a line together to words; a table's next row may be among them."""
    words = [word for word in _words(line) if word.text]
    start = 0
    for at, word in enumerate(words, 1):
        if at == len(words) or not word.goes_on(words[at]):
            yield _line(words[start:at])
            start = at


def _words(line: Any) -> Iterator[_Letters]:
    """Yield the words of a line, ligatures spelt out, without control characters."""
    word: _Letters | None = None
    for span in line["spans"]:
        size = round(2 * span["font"]["size"]) / 2
        bold = bool(_HEAVY.search(span["font"]["name"] or ""))
        for char in span["chars"]:
            if char["char"].isspace():
                if word:
                    yield _spelt(word)
                word = None
                continue
            left, top, right, bottom = char["bbox"]
            if word is None:
                word = _Letters("", left, top, right, bottom, size, bold)
            word.text += char["char"]
            word.right = right
            word.top, word.bottom = min(word.top, top), max(word.bottom, bottom)
    if word:
        yield _spelt(word)


def _spelt(word: _Letters) -> _Letters:
    from pdftext.postprocessing import HYPHEN_CHAR, postprocess_text

    return replace(word, text=postprocess_text(word.text).replace(HYPHEN_CHAR, SOFT_HYPHEN))


def _line(words: Sequence[_Letters]) -> Line:
    sizes = Counter[float]()
    for word in words:
        sizes[word.size] += len(word.text)
    return Line(
        tuple(Word(word.text, word.left, word.right) for word in words),
        min(word.top for word in words),
        max(word.bottom for word in words),
        sizes.most_common(1)[0][0],
        all(word.bold for word in words),
    )
