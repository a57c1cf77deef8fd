"""Slides (OpenDocument) -> Markdown, a page for each: titles, texts, tables, notes."""

import re
from collections.abc import Iterator
from typing import Any

from rag.documents.formats.html.page import text_of
from rag.documents.formats.odf.archive import (
    Package,
    name_of,
    qualified,
    read_package,
    value_of,
)
from rag.documents.formats.odf.html import html_of
from rag.documents.formats.shared.packed import FAULTS, damaged_file
from rag.documents.formats.shared.reading_order import Box, in_reading_order
from rag.documents.formats.shared.source import Source

_PAGE_BREAK = "\n\f\n"
_FOOT = ("date-time", "footer", "header", "page-number")
_LIST, _ITEM = qualified("text:list"), qualified("text:list-item")
_STYLE = qualified("text:style-name")
_PLACES = ("svg:x", "svg:y", "svg:width", "svg:height")
_LENGTH = re.compile(r"(-?\d{1,9}(?:\.\d{1,9})?)(cm|mm|in|pt|pc|px)?")
_IN_MM = {"cm": 10.0, "mm": 1.0, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6, "px": 25.4 / 96}


def read_odp(data: bytes, name: str) -> Source:
    """Read the slides that are not hidden, in their order; see `converter`."""
    damaged = damaged_file(name, "an OpenDocument presentation", ".odp", "LibreOffice")
    package = read_package(data, name, "office:presentation", damaged)
    try:
        slides = ["\n\n".join(_slide(one, package, not at)) for at, one in _shown(package)]
    except (*FAULTS, RecursionError) as error:
        raise damaged from error
    text = _PAGE_BREAK.join(slides)
    return Source(text + "\n" if text.strip() else "", loose_title=package.title)


def _shown(package: Package) -> Iterator[tuple[int, Any]]:
    pages = package.body.findall(qualified("draw:page"))
    kind, key = "style:drawing-page-properties", "presentation:visibility"
    return enumerate(
        one
        for one in pages
        if package.styles.property("drawing-page", value_of(one, "draw:style-name"), kind, key)
        != "hidden"
    )


def _slide(page: Any, package: Package, first: bool) -> Iterator[str]:
    """Write a slide's parts in reading order, its title above them, its notes below."""
    shapes = [one for one in page if name_of(one).startswith("draw:")]
    title = next((one for one in shapes if _class(one) == "title"), None)
    if title is not None and (text := " ".join(_text(title, package).split())):
        yield f"{'#' if first else '##'} {text}"
    others = [one for one in shapes if one is not title and _class(one) not in _FOOT]
    for shape in in_reading_order(others, _box):
        yield from filter(None, [_text(shape, package)])
    notes = page.find(qualified("presentation:notes"))
    for one in () if notes is None else notes:
        if _class(one) == "notes" and (text := _text(one, package)):
            yield f"Notes: {text}"


def _class(shape: Any) -> str:
    return value_of(shape, "presentation:class")


def _text(shape: Any, package: Package) -> str:
    if value_of(shape, "presentation:placeholder") == "true":
        return ""  # what asks for a text to be typed
    _put_deeper(shape)
    return text_of(html_of(shape, package)).strip()


def _put_deeper(shape: Any) -> None:
    """Put a list that is all of an item into the item before it, and join lists of one style.

    Programs write each run of items of one level as a list of its own.
    """
    for outer in [*shape.iter(_LIST)]:
        before = outer.getprevious()
        above = before.findall(_ITEM) if before is not None and before.tag == _LIST else []
        alike = bool(above) and before.get(_STYLE) == outer.get(_STYLE)
        for item in outer.findall(_ITEM):
            if len(item) == 1 and item[0].tag == _LIST:
                inner = item[0]
                inner.set(_STYLE, inner.get(_STYLE) or outer.get(_STYLE, ""))
                if above:
                    above[-1].append(inner)
                    alike = True
                else:
                    outer.addprevious(inner)
                outer.remove(item)
            elif alike:
                before.append(item)
                above.append(item)
            else:
                break
        if not len(outer):
            outer.getparent().remove(outer)


def _box(shape: Any) -> Box:
    left, top, width, height = (_length(value_of(shape, key)) for key in _PLACES)
    return Box(left, top, left + width, top + height)


def _length(value: str) -> float:
    found = _LENGTH.match(value)
    return float(found[1]) * _IN_MM.get(found[2], 1.0) if found else 0.0
