"""An OpenDocument file (ISO/IEC 26300): its parts of XML, their names and its styles.

Knows nothing of texts, sheets and slides.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from rag.documents.formats.shared.packed import FAULTS, check_archive
from rag.documents.formats.shared.room import Room
from rag.errors import DocumentError

_CONTENT, _STYLES, _META = "content.xml", "styles.xml", "meta.xml"
_SPACES = {
    prefix: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
    for prefix, name in {
        "office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style",
        "presentation": "presentation", "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
} | {
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xml": "http://www.w3.org/XML/1998/namespace",
}  # fmt: skip
_PREFIXES = {space: prefix for prefix, space in _SPACES.items()}
_MOST_PARENTS = 20  # of a style: more are a circle


@cache
def qualified(name: str) -> str:
    """Write "text:p" as lxml names it."""
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def name_of(element: Any) -> str:
    """Name an element by the standard's own prefix, such as "text:p"; "" of a foreign one."""
    space, _, local = element.tag.rpartition("}")
    prefix = _PREFIXES.get(space[1:])
    return f"{prefix}:{local}" if prefix else ""


def value_of(element: Any, name: str) -> str:
    """Give an attribute's value, "" where it has none."""
    value: str = element.get(qualified(name), "")
    return value


def count_of(element: Any, name: str, missing: int = 1) -> int:
    """Give an attribute that counts, as a number from 0 on."""
    value = value_of(element, name)
    return int(value) if value.isdecimal() else missing


class Styles:
    """The styles of a file by their family and name; properties come from parents too."""

    def __init__(self, *roots: Any) -> None:
        found = [one for root in roots for one in root.iter(qualified("style:style"))]
        self._styles = {(value_of(s, "style:family"), value_of(s, "style:name")): s for s in found}
        self._lists = {
            value_of(one, "style:name"): one
            for root in roots
            for one in root.iter(qualified("text:list-style"))
        }
        outlines = (one for root in roots for one in root.iter(qualified("text:outline-style")))
        self.outline = next(outlines, None)

    def list_style(self, name: str) -> Any | None:
        """Give the style of a list."""
        return self._lists.get(name)

    def chain(self, family: str, name: str) -> Iterator[Any]:
        """Yield a style, then those that it is derived from."""
        for _ in range(_MOST_PARENTS):
            style = self._styles.get((family, name))
            if style is None:
                return
            yield style
            name = value_of(style, "style:parent-style-name")

    def has_name(self, family: str, name: str, wanted: str) -> bool:
        """Say whether a style or one that it is derived from is called so."""
        return name == wanted or any(
            value_of(one, "style:parent-style-name") == wanted for one in self.chain(family, name)
        )

    def property(self, family: str, name: str, kind: str, key: str) -> str:
        """Give a property of a kind, such as `fo:font-weight` of "style:text-properties"."""
        for style in self.chain(family, name):
            for one in style.iterfind(qualified(kind)):
                if value := value_of(one, key):
                    return value
        return ""

    def is_bold(self, family: str, name: str) -> bool:
        """Say whether letters are bold."""
        weight = self.property(family, name, "style:text-properties", "fo:font-weight")
        return weight in ("bold", "600", "700", "800", "900")


@dataclass(frozen=True, slots=True)
class Copies:
    """Counts what a file has written once for several places, over all of its tables."""

    name: str
    room: Room

    def make(self, times: int, size: int) -> int:
        """Give how many times something of `size` bytes is put down.

        Raises `DocumentError` where the file asks for more than there is room for.
        """
        if times > 1 and not self.room.has(size * (times - 1)):
            raise DocumentError(
                f"{self.name} repeats cells to over {self.room.beside(0).left / 1e6:.0f} MB beside"
                " what is written in it; take repeated rows and columns out of its tables"
            )
        return times


@dataclass(frozen=True, slots=True)
class Package:
    """What a file holds: the root of its content, its styles, its title and its copies."""

    body: Any
    styles: Styles
    title: str | None
    copies: Copies


def read_package(data: bytes, name: str, kind: str, damaged: DocumentError) -> Package:
    """Read a file whose body is a `kind` such as "office:text"; raises `damaged` where it cannot.

    That is so where it asks for a password: its parts are no XML then.
    """
    check_archive(data, name, _CONTENT, damaged)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = [one for one in (_CONTENT, _STYLES, _META) if one in packed.namelist()]
            roots = {one: _root(packed.read(one)) for one in names}
            size = packed.getinfo(_CONTENT).file_size
    except (*FAULTS, RuntimeError) as error:  # RuntimeError: a part that is encrypted
        raise damaged from error
    body = roots[_CONTENT].find(f"{qualified('office:body')}/{qualified(kind)}")
    if body is None:
        raise damaged
    titles = roots[_META].iter(qualified("dc:title")) if _META in roots else ()
    title = next((" ".join((one.text or "").split()) for one in titles), "")
    styles = Styles(*(roots[one] for one in (_STYLES, _CONTENT) if one in roots))
    return Package(body, styles, title or None, Copies(name, Room.beside(size)))


def _root(part: bytes) -> Any:
    from lxml import etree

    # Without `huge_tree` nothing is nested over 256 elements deep.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(part, parser)
