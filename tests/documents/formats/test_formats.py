"""Files that are more than text become Markdown: what is read of each kind, and what is refused."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from places import DATA

from rag import KnowledgeBase
from rag.documents import read_document
from rag.documents.formats.html.page import read_html
from rag.documents.formats.office.docx import read_docx
from rag.documents.formats.pdf.document import read_pdf
from rag.errors import DocumentError
from rag.types import Document

SAMPLES = DATA / "formats"
HANDBOOK = (SAMPLES / "handbook.docx").read_bytes()


def sample(name: str) -> Document:
    return read_document(SAMPLES / name, root=SAMPLES)


def content_of(document: Document) -> str:
    return "\n".join(document.text[span.start : span.end] for span in document.content)


def test_a_pdf_has_headings_paragraphs_and_tables_without_running_heads() -> None:
    guide = sample("guide.pdf")
    assert (guide.title, guide.media_type) == ("Visitor guide", "application/pdf")
    assert guide.text.startswith(
        "# Visitor guide\n\nThe Harbour Museum opened on 12 May 1987 in the"
    )
    assert (
        "## Opening hours\n\n"
        "| Season | Days | Hours |\n"
        "| --- | --- | --- |\n"
        "| April to October | daily | 10:00 to 18:00 |\n"
        "| November to March | Friday to Sunday | 11:00 to 16:00 |\n"
    ) in guide.text
    assert "Adults: £9.50\nChildren under fourteen: free\nFamilies, two adults" in guide.text
    assert "Harbour Museum - visitor guide" not in guide.text


def test_a_pdfs_table_may_have_cells_of_several_lines_and_empty_ones() -> None:
    invoice = sample("invoice.pdf")
    assert invoice.title == "Harbour Chandlery"  # the file's own is "INV-204.docx"
    assert (
        "Invoice: INV-204\nDate: 14 March 2024\nDue: 28 March 2024\n"
        "Customer: Kelby Sailing Club\n\n"
        "| Position | Description | Quantity | Unit price | Amount |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| 1 | Rope, hemp, 12 mm | 40 m | £3.20 | £128.00 |\n"
        "| 2 | Shackle, steel | 6 | £7.50 | £45.00 |\n"
        "| 3 | Splicing, per eye, with whipping and leather | 4 | £12.00 | £48.00 |\n"
        "|  |  |  | Total | £221.00 |\n"
    ) in invoice.text


def test_a_place_in_a_pdf_has_its_page_even_where_a_paragraph_goes_over() -> None:
    guide = sample("guide.pdf")
    assert "with the number of the chart and the\fpurpose of the visit." in guide.text
    pages = [guide.page_of(guide.text.index(words)) for words in ("the chart and", "purpose of")]
    assert pages == [1, 2]
    assert guide.page_of(0) == 1
    assert guide.page_of(len(guide.text)) == 2


@pytest.mark.slow
def test_what_a_pdf_says_is_cited_by_its_page(tmp_path: Path) -> None:
    with KnowledgeBase.open(tmp_path / "index") as kb:
        assert kb.sync(SAMPLES).skipped.keys() == {"locked.pdf"}
        early, late, over = map(
            kb.ask,
            (
                "When was the museum restored?",
                "How many parking spaces are there on Quay Street?",
                "Who is the keeper of the charts?",
            ),
        )
        rate = kb.ask("What is the hourly rate of a senior?")
    said = [early.text, late.text, over.text]
    assert said == ["between 2011 and 2014", "30", "Dr. Mira Halloran"]
    assert [one.citations[0].page for one in (early, late, over)] == [1, 2, 1]
    assert over.citations[0].quote.endswith("the chart and the\fpurpose of the visit.")
    assert over.citations[0].to_dict()["page"] == 1
    assert (rate.text, rate.citations[0].document.id) == ("£19.75", "handbook.docx")


def test_a_text_without_form_feeds_has_no_pages() -> None:
    assert sample("page.html").page_of(10) is None


def test_a_word_file_keeps_headings_lists_and_tables() -> None:
    assert sample("handbook.docx").text == (
        "# Staff handbook\n\n# Leave\n\n"
        "Everyone has 27 days of leave a year. Unused days lapse on 31 March.\n\n"
        "- Ask your manager\n- Enter it in the calendar\n\n"
        "# Pay\n\nWages are paid on the 25th of each month.\n\n"
        "| Grade | Hourly rate |\n| --- | --- |\n| Junior | £14.20 |\n| Senior | £19.75 |\n\n"
        "**Questions**\n\nWrite to the office in Dale Street.\n"
    )
    assert sample("handbook.docx").title == "Staff handbook"


def test_a_web_page_keeps_what_it_is_about_and_says_when_it_was_published() -> None:
    page = sample("page.html")
    assert content_of(page) == (
        "# Rope walk to open at night\n\n"
        "The Harbour Museum will open its rope walk after dark from Friday, its\ndirector, "
        "Lena Brandt, told the Courier.\n\n"
        "**Tickets**\n\n"
        "| Tour | Starts | Price |\n| --- | --- | --- |\n"
        "| Lantern | 21:00 | £7 |\n| Ghosts | 22:30 | £9 |\n\n"
        "- Warm clothes are needed\n- No dogs"
    )
    assert page.title == "Rope walk to open at night"
    assert (page.published, page.author) == (date(2024, 5, 17), "Jo Park")
    assert page.url == "https://courier.example/rope-walk"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2024-02-20T10:00Z">', (2024, 2, 20)),
        ('<meta name="date" content="2023-11-05">', (2023, 11, 5)),
        (
            '<script type="application/ld+json">[{"@graph": [{"@type": "WebSite"},'
            ' {"@type": "Article", "datePublished": "2022-01-31"}]}]</script>',
            (2022, 1, 31),
        ),
        ('<script type="application/ld+json">{"datePublished": </script>', None),
        ('<meta name="date" content="soon">', None),
    ],
)
def test_a_page_names_its_day_in_several_ways(head: str, day: tuple[int, int, int] | None) -> None:
    source = read_html(
        f"<html><head>{head}</head><body>It rained.</body></html>".encode(), "a.html"
    )
    assert source.metadata.published == (date(*day) if day else None)
    assert source.text == "It rained.\n"


def test_a_page_is_decoded_as_it_declares() -> None:
    page = '<meta charset="iso-8859-2"><p>Łódź</p>'
    assert read_html(page.encode("iso-8859-2"), "a.html").text == "Łódź\n"
    assert read_html(b'<meta charset="no-such"><p>caf\xc3\xa9</p>', "a.html").text == "café\n"


def test_a_pdf_with_a_password_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"locked.pdf asks for a password; save a copy"):
        sample("locked.pdf")


def test_a_pdf_of_pictures_is_refused() -> None:
    import pypdfium2

    blank, data = pypdfium2.PdfDocument.new(), io.BytesIO()
    blank.new_page(300, 300).close()
    blank.save(data)
    blank.close()
    with pytest.raises(DocumentError, match=r"scan.pdf has no text, only pictures .* ocrmypdf"):
        read_pdf(data.getvalue(), "scan.pdf")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"not a PDF", b"PK\x03\x04"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"a.pdf is not a PDF or is damaged"):
        read_pdf(data, "a.pdf")


def zipped(**files: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/"), text)
    return data.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a zip",
        HANDBOOK[:9_000],
        HANDBOOK[:3_000] + bytes(400) + HANDBOOK[3_400:],
        zipped(**{"readme.txt": "hello"}),
        zipped(**{"[Content_Types].xml": "<Types/>"}),
        zipped(**{"[Content_Types].xml": "<Types", "word/document.xml": "<"}),
    ],
)
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"a.docx is not a Word file, is damaged or has"):
        read_docx(data, "a.docx")


def test_a_word_file_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rag.documents.formats.shared.packed._LARGEST", 1_000)
    data = zipped(**{"[Content_Types].xml": "<Types/>", "word/document.xml": " " * 5_000})
    with pytest.raises(DocumentError, match=r"a.docx unpacks to 0 MB, over the limit"):
        read_docx(data, "a.docx")
