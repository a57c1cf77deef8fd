"""E-books become Markdown: what is read of them, what is refused."""

import io
import zipfile
from datetime import date

import pytest

from rag.documents.formats.epub import read_epub
from rag.errors import DocumentError

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
        "OEBPS/text/two.xhtml": "<html><title/><h1>Dawn</h1><p>It was gone.</p></html>",
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


def test_a_book_may_lack_pages_and_has_notes_and_a_page_of_contents() -> None:
    spine = PACKAGE.replace('<itemref idref="p"/>', '<itemref idref="gone"/>').replace(
        "</package>", '<guide><reference type="toc" href="text/two.xhtml"/></guide></package>'
    )
    page = '<p>It is 5.<a href="#n1">1</a> See <a href="two.xhtml">there</a>.</p><form>Why?</form>'
    source = read_epub(
        book(**{"OEBPS/content.opf": spine, "OEBPS/text/one .xhtml": page}), "a.epub"
    )
    assert source.text == "It is 5. See there.\n\nWhy?\n"


def test_a_page_that_a_book_lists_twice_is_read_once() -> None:
    spine = PACKAGE.replace('<itemref idref="b"/>', '<itemref idref="b"/><itemref idref="a"/>' * 9)
    again = book(**{"OEBPS/content.opf": spine})
    assert read_epub(again, "a.epub").text == read_epub(book(), "a.epub").text


def test_a_protected_book_is_refused_but_not_one_with_protected_fonts() -> None:
    fonts = book(**{"META-INF/encryption.xml": ENCRYPTED.format("font.otf")})
    assert read_epub(fonts, "a.epub").text == read_epub(book(), "a.epub").text
    with pytest.raises(DocumentError, match=r"a.epub is protected against copying"):
        pages = book(**{"META-INF/encryption.xml": ENCRYPTED.format("text/one%20.xhtml")})
        read_epub(pages, "a.epub")
