"""A Word file (Office Open XML) -> Markdown: headings, lists, tables, footnotes; no pictures."""

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from rag.documents.formats.html.page import text_of
from rag.documents.formats.office.docx_math import equations
from rag.documents.formats.office.docx_numbers import labels
from rag.documents.formats.shared.list_numbers import marked
from rag.documents.formats.shared.packed import FAULTS, check_archive, damaged_file
from rag.documents.formats.shared.source import Source, title_of_table

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
"""

# Around runs, which mammoth leaves out with them: the results of fields, and the way they are read.
_AROUND = re.compile(
    rb"</?\w{1,20}:(?:fldSimple|bdo|dir|customXml)(?=[\s/>])(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+>"
)
# A note has one reference; mammoth would write it out at each.
_REFERENCE = re.compile(rb"<\w{1,20}:(footnote|endnote)Reference(?=[\s/>])[^<>]*>")
_ID = re.compile(rb":id\s*=\s*[\"'](-?\d{1,9})[\"']")
_NUMBERING, _STYLE_PART = "word/numbering.xml", "word/styles.xml"
_HEAD = 2_000  # bytes, in which a part's root is named
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def read_docx(data: bytes, name: str) -> Source:
    """Read a Word file's text as it stands after all changes that it tracks; see `converter`."""
    import mammoth

    damaged = damaged_file(name, "a Word file", ".docx", "Word or LibreOffice")
    check_archive(data, name, "[Content_Types].xml", damaged)
    try:
        html = mammoth.convert_to_html(
            io.BytesIO(_prepared(data)), style_map=_STYLES, convert_image=lambda _: []
        ).value
    except FAULTS as error:
        raise damaged from error
    text = text_of(html)
    return Source(text, loose_title=title_of_table(text, name))


def _prepared(data: bytes) -> bytes:
    """Write a file anew where something is to be put into its text, or taken from around runs."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = [one for one in packed.namelist() if one.startswith("word/") and one[-4:] == ".xml"]
        parts = {name: packed.read(name) for name in names}
        mended = {name: _once(_AROUND.sub(b"", part)) for name, part in parts.items()}
        mended |= _with_letters(mended)
        if mended == parts:
            return data
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as other:
            for name in dict.fromkeys(packed.namelist()):
                other.writestr(name, mended[name] if name in mended else packed.read(name))
    return written.getvalue()


def _once(part: bytes) -> bytes:
    """Leave out every reference to a note but the first."""
    seen = set[tuple[bytes, bytes]]()

    def kept(found: re.Match[bytes]) -> bytes:
        named = _ID.search(found[0])
        key = (found[1], named[1] if named else b"")
        if key in seen and found[0].endswith(b"/>"):
            return b""
        seen.add(key)
        return found[0]

    return _REFERENCE.sub(kept, part)


def _with_letters(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the parts to whose text the letters of equations and the numbers of lists are added."""
    found = {}
    for name, part in parts.items():
        numbered = _NUMBERING in parts and b"document" in part[:_HEAD] and name.count("/") == 1
        if not numbered and b"oMath" not in part:
            continue
        root = _root(part)
        added = [*equations(root)] if b"oMath" in part else []
        for element, text in added:
            _put_in_place(element, text)
        count = len(added)
        if numbered and root.tag.endswith("}document"):
            styles = _root(parts[_STYLE_PART]) if _STYLE_PART in parts else None
            for paragraph, label in [*labels(root, _root(parts[_NUMBERING]), styles)]:
                _put_first(paragraph, marked(label))
                count += 1
        if count:
            found[name] = _bytes(root)
    return found


def _root(part: bytes) -> Any:
    from lxml import etree

    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, huge_tree=True))


def _bytes(root: Any) -> bytes:
    from lxml import etree

    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _run(paragraph: Any, text: str) -> Any:
    """Make a run of a text, in the namespace of its paragraph."""
    space = paragraph.tag.rpartition("}")[0] + "}"
    run = paragraph.makeelement(f"{space}r")
    run.append(run.makeelement(f"{space}t", {_SPACE: "preserve"}))
    run[0].text = text
    return run


def _put_first(paragraph: Any, text: str) -> None:
    style = paragraph.find("{*}pPr")
    paragraph.insert(0 if style is None else paragraph.index(style) + 1, _run(paragraph, text))


def _put_in_place(equation: Any, text: str) -> None:
    """Put a run where an equation is, or where what holds it alone in its line is."""
    paragraph = next(
        (one for one in equation.iterancestors("{*}p") if one.tag.endswith("main}p")), None
    )
    if paragraph is None:
        return
    place = equation
    while (holder := place.getparent()) is not None and holder.tag.endswith("}oMathPara"):
        place = holder
    run = _run(paragraph, text if place is equation else f"{text} ")
    if place is equation:
        run.tail = equation.tail
        place.getparent().replace(place, run)
    else:
        place.addprevious(run)
