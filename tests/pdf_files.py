"""PDFs for tests, written by pdfium: each text where it is to stand, from the page's upper left."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

HEIGHT, WIDTH = 800.0, 600.0  # points, of a page


@dataclass(frozen=True, slots=True)
class Text:
    """A text, where its base line begins, and its letters."""

    left: float
    base: float
    text: str
    size: float = 10.0
    font: str = "Helvetica"


def pdf_of(*pages: Sequence[Text], height: float = HEIGHT) -> bytes:
    """Write a PDF of pages, each of texts in the order in which they are given."""
    import ctypes

    import pypdfium2
    import pypdfium2.raw as pdfium

    document = pypdfium2.PdfDocument.new()
    for texts in pages:
        page = document.new_page(WIDTH, height)
        for one in texts:
            shape = pdfium.FPDFPageObj_NewTextObj(document.raw, one.font.encode(), one.size)
            letters = (one.text + "\0").encode("utf-16-le")
            at = ctypes.cast(letters, ctypes.POINTER(pdfium.FPDF_WCHAR))
            pdfium.FPDFText_SetText(shape, at)
            pdfium.FPDFPageObj_Transform(shape, 1, 0, 0, 1, one.left, height - one.base)
            pdfium.FPDFPage_InsertObject(page.raw, shape)
        pdfium.FPDFPage_GenerateContent(page.raw)
    data = io.BytesIO()
    document.save(data)
    document.close()
    return data.getvalue()
