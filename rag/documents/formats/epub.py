"""An e-book (EPUB 3.3) -> Markdown: the pages of its spine in reading order."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree import ElementTree

from rag.documents.dates import parse_date
from rag.documents.formats.html.page import read_part
from rag.documents.formats.shared.packed import FAULTS, check_archive, damaged_file
from rag.documents.formats.shared.source import Source
from rag.documents.metadata import Metadata
from rag.errors import DocumentError

_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_PAGES = ("application/xhtml+xml", "text/html")


def read_epub(data: bytes, name: str) -> Source:
    """Read a book's text without its table of contents, title and author; see `converter`.

    Raises `DocumentError` too where the book is protected against copying.
    """
    damaged = damaged_file(name, "an e-book", ".epub", "an e-book program")
    check_archive(data, name, _CONTAINER, damaged)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            container = ElementTree.fromstring(packed.read(_CONTAINER))
            package = next(container.iterfind(".//{*}rootfile")).attrib["full-path"]
            book = ElementTree.fromstring(packed.read(package))
            # No page may be listed twice (EPUB 3.3, 5.7.3): a small book would become a large one.
            paths = list(dict.fromkeys(_spine(book, posixpath.dirname(package))))
            there = set(packed.namelist())
            if _ENCRYPTION in there:
                _check_open(packed.read(_ENCRYPTION), paths, name)
            found = [path for path in paths if path in there]
            pages = [packed.read(path) for path in found]
    except (StopIteration, *FAULTS) as error:
        raise damaged from error
    text = "\n\n".join(filter(None, (read_part(page, xhtml=True) for page in pages)))
    return Source(text + "\n" if text else "", _metadata(book))


def _spine(book: ElementTree.Element, folder: str) -> Iterator[str]:
    """Yield where in the archive the pages are, but for the table of contents."""
    items = {one.attrib["id"]: one for one in book.iterfind("{*}manifest/{*}item")}
    contents = {one.get("href") for one in book.iterfind("{*}guide/{*}reference[@type='toc']")}
    for reference in book.iterfind("{*}spine/{*}itemref"):
        item = items.get(reference.get("idref", ""))
        if item is None or item.get("media-type") not in _PAGES:
            continue
        if item.attrib["href"] not in contents and "nav" not in item.get("properties", "").split():
            yield posixpath.normpath(posixpath.join(folder, unquote(item.attrib["href"])))


def _check_open(encryption: bytes, paths: list[str], name: str) -> None:
    """Raise where pages are encrypted; a book may have fonts that are."""
    found = ElementTree.fromstring(encryption).iterfind(".//{*}CipherReference")
    if any(unquote(one.get("URI", "")) in paths for one in found):
        raise DocumentError(f"{name} is protected against copying; use a copy that is not")


def _metadata(book: ElementTree.Element) -> Metadata:
    title, author, day = (
        " ".join(book.findtext(f"{{*}}metadata/{{*}}{key}", "").split()) or None
        for key in ("title", "creator", "date")
    )
    return Metadata(title=title, author=author, published=parse_date(day) if day else None)
