"""Slides, mails and e-books become Markdown: what is read of each, what is refused."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from rag import KnowledgeBase
from rag.documents import read_document
from rag.documents.formats.eml import read_eml
from rag.documents.formats.epub import read_epub
from rag.documents.formats.pptx import read_pptx
from rag.documents.formats.xlsx import read_xlsx
from rag.errors import DocumentError
from rag.types import Document

SAMPLES = Path(__file__).parent / "data" / "formats"


def sample(name: str) -> Document:
    return read_document(SAMPLES / name, root=SAMPLES)


def test_slides_are_pages_with_lists_tables_charts_and_notes() -> None:
    talk = sample("ropewalk.pptx")  # written by LibreOffice
    assert talk.text == (
        "# Saving the rope walk\n\nA report to the friends of the museum"
        "\n\f\n## What was found\n\n- Dry rot in eleven of the forty beams\n"
        "- The tar kettle can be mended\n  - Its lid is lost\n"
        "- Slates slipped above the east door\n\n"
        "Notes: The survey was made by Odile Marchetti in October."
        "\n\f\n## What it costs\n\n| Work | Estimate |\n| --- | --- |\n"
        "| Beams | £46,000 |\n| Roof | £18,500 |"
        "\n\f\n## Who comes\n\nVisitors\n\n|  | Visitors |\n| --- | --- |\n"
        "| 2022 | 8120 |\n| 2023 | 9340 |\n| 2024 | 11275 |\n"
    )
    assert talk.title == "Saving the rope walk"
    assert talk.page_of(talk.text.index("Roof")) == 3


def test_a_mail_has_its_main_headers_its_text_and_the_names_of_what_it_carries() -> None:
    mail = sample("rope.eml")
    assert mail.text == (
        "From: Odile Marchèse <odile@friends.example>\n"
        "To: Committee <committee@museum.example>\n"
        "Cc: Lena Brandt <lena@museum.example>\n"
        "Date: Tue, 05 Nov 2024 09:58:40 +0100\n"
        "Subject: Scaffolding for the rope walk – two offers\n\n"
        "Dear all,\n\n"
        "Bexley Scaffolds ask £6,240 and can start on 13 January. Tallow & Sons ask "
        "£5,900 but not before March.\n\n"
        "I would take Bexley.\n\nOdile\n\n"
        "Attachments: bexley.pdf\n"
    )
    assert mail.title == "Scaffolding for the rope walk – two offers"
    assert mail.published == date(2024, 11, 5)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Content-Type: text/html\n\n<p>It <b>rained</b>.</p>", "It rained."),
        ("Content-Type: text/plain; charset=no-such\n\nIt rained.", "It rained."),
        ("Content-Type: image/png\n\nAAAA", ""),
        ("\nIt rained.  \n", "It rained."),
        (
            "Content-Type: multipart/mixed; boundary=x\n\n--x\n\nSee below.\n--x\n"
            "Content-Type: message/rfc822\n\nFrom: Bo\nDate: 3 May 2024\n\nIt rained.\n--x--",
            "See below.\n\nFrom: Bo\nDate: 3 May 2024\n\nIt rained.",
        ),
    ],
)
def test_a_mails_text_may_be_of_several_kinds(body: str, text: str) -> None:
    read = read_eml(f"From: Ann <a@b.example>\n{body}".encode(), "a.eml").text
    assert read == "\n\n".join(filter(None, ("From: Ann <a@b.example>", text))) + "\n"


def test_what_is_no_mail_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"a.eml is not a saved mail: it begins with none of"):
        read_eml(b"It rained.", "a.eml")


PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The  Lantern Boat</dc:title>
<dc:creator>Ruth Adler</dc:creator><dc:date>1998-05-02</dc:date></metadata>
<manifest><item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="b" href="text/two.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="text/one%20.xhtml" media-type="application/xhtml+xml"/>
<item id="p" href="map.svg" media-type="image/svg+xml"/></manifest>
<spine><itemref idref="n"/><itemref idref="a"/><itemref idref="p"/><itemref idref="b"/></spine>
</package>"""
CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/content.opf"/></rootfiles></container>"""
ENCRYPTED = '<encryption xmlns:e="x"><e:CipherReference URI="OEBPS/{}"/></encryption>'


def book(**more: str) -> bytes:
    data = io.BytesIO()
    parts = {
        "META-INF/container.xml": CONTAINER,
        "OEBPS/content.opf": PACKAGE,
        "OEBPS/nav.xhtml": "<nav>Contents</nav>",
        "OEBPS/text/one .xhtml": "<html><h1>Dusk</h1><p>A boat lay there.</p></html>",
        "OEBPS/text/two.xhtml": "<html><h1>Dawn</h1><p>It was gone.</p></html>",
    } | more
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return data.getvalue()


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    source = read_epub(book(), "a.epub")
    assert source.text == "# Dusk\n\nA boat lay there.\n\n# Dawn\n\nIt was gone.\n"
    metadata = source.metadata
    assert (metadata.title, metadata.author) == ("The Lantern Boat", "Ruth Adler")
    assert metadata.published == date(1998, 5, 2)


def test_a_protected_book_is_refused_but_not_one_with_protected_fonts() -> None:
    fonts = book(**{"META-INF/encryption.xml": ENCRYPTED.format("font.otf")})
    assert read_epub(fonts, "a.epub").text == read_epub(book(), "a.epub").text
    with pytest.raises(DocumentError, match=r"a.epub is protected against copying"):
        pages = book(**{"META-INF/encryption.xml": ENCRYPTED.format("text/one%20.xhtml")})
        read_epub(pages, "a.epub")


@pytest.mark.parametrize("suffix", ["xlsx", "pptx", "epub"])
@pytest.mark.parametrize("kind", ["empty", "text", "other", "cut", "hollow"])
def test_what_is_not_of_its_kind_is_refused(suffix: str, kind: str) -> None:
    reader = {"xlsx": read_xlsx, "pptx": read_pptx, "epub": read_epub}[suffix]
    samples = {"xlsx": "berths.xlsx", "pptx": "ropewalk.pptx"}
    whole = (SAMPLES / samples[suffix]).read_bytes() if suffix in samples else book()
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("META-INF/container.xml", "<container>")
    data = {
        "empty": b"",
        "text": b"It rained.",
        "other": (SAMPLES / "handbook.docx").read_bytes(),
        "cut": whole[: len(whole) // 2],
        "hollow": other.getvalue(),
    }[kind]
    with pytest.raises(DocumentError, match=rf"a.{suffix} is not an? [\w-]+, is damaged or has a"):
        reader(data, f"a.{suffix}")


@pytest.mark.slow
def test_what_office_files_say_is_answered(tmp_path: Path) -> None:
    expected = {
        "Since when has Curlew had a berth?": ("September 14, 2021", "berths.xlsx"),
        "Who is the harbour master?": ("Ines Calloway", "berths.xlsx"),
        "Who made the survey of the rope walk?": ("Odile Marchetti", "ropewalk.pptx"),
        "How much do Bexley Scaffolds ask?": ("£6,240", "rope.eml"),
    }
    with KnowledgeBase.open(tmp_path / "index") as kb:
        kb.sync(SAMPLES)
        answers = {question: kb.ask(question) for question in expected}
    found = {q: (a.text, a.citations[0].document.id) for q, a in answers.items() if a.citations}
    assert found == expected
    assert answers["Who made the survey of the rope walk?"].citations[0].page == 2
