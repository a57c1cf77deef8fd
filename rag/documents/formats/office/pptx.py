"""Slides (Office Open XML) -> Markdown, a page for each: titles, texts, tables, charts, notes."""

import io
from collections.abc import Iterator
from typing import Any

from rag.documents.formats.html.raised import raised, with_powers
from rag.documents.formats.office.pptx_charts import chart_texts
from rag.documents.formats.shared.cells import Area, Cell, Place, cell_of
from rag.documents.formats.shared.layout import sheet_text
from rag.documents.formats.shared.packed import FAULTS, check_archive, damaged_file
from rag.documents.formats.shared.reading_order import Box, in_reading_order
from rag.documents.formats.shared.source import Source

_PAGE_BREAK = "\n\f\n"


def read_pptx(data: bytes, name: str) -> Source:
    """Read the slides that are not hidden, in their order; see `converter`."""
    from pptx import Presentation
    from pptx.exc import PythonPptxError

    damaged = damaged_file(name, "a presentation", ".pptx", "PowerPoint or LibreOffice")
    check_archive(data, name, "[Content_Types].xml", damaged)
    try:
        presentation = Presentation(io.BytesIO(data))
        # A slide that is listed several times is one: a small file would become a large one.
        slides = {one.part.partname: one for one in presentation.slides}.values()
        shown = [one for one in slides if one.element.get("show") != "0"]
        title = presentation.core_properties.title
    except (PythonPptxError, *FAULTS) as error:
        raise damaged from error
    text = _PAGE_BREAK.join("\n\n".join(_slide(slide, not at)) for at, slide in enumerate(shown))
    return Source(text + "\n" if text.strip() else "", loose_title=title or None)


def _slide(slide: Any, first: bool) -> Iterator[str]:
    """Write a slide's parts in reading order, its title above them, its notes below."""
    title = slide.shapes.title
    if title is not None and (text := _line(title.text_frame.text)):
        yield f"{'#' if first else '##'} {text}"
    shapes = [one for one in slide.shapes if title is None or one.shape_id != title.shape_id]
    for shape in in_reading_order(shapes, _box):
        yield from filter(None, _shape(shape))
    yield from _alternatives(slide)
    if slide.has_notes_slide and (notes := slide.notes_slide.notes_text_frame):
        lines = [text for one in notes.paragraphs if (text := _line(one.text))]
        yield from (f"Notes: {text}" if not at else text for at, text in enumerate(lines))


def _box(shape: Any) -> Box:
    left, top = shape.left or 0, shape.top or 0
    return Box(left, top, left + (shape.width or 0), top + (shape.height or 0))


def _shape(shape: Any) -> Iterator[str]:
    from pptx.enum.shapes import PP_PLACEHOLDER

    if hasattr(shape, "shapes"):  # a group; `shape_type` fails where a shape has no geometry
        for one in in_reading_order(list(shape.shapes), _box):
            yield from _shape(one)
    elif getattr(shape, "has_table", False):
        yield _table(shape.table)
    elif getattr(shape, "has_chart", False):
        yield from chart_texts(shape.chart)
    elif shape.has_text_frame:
        kind = shape.placeholder_format.type if shape.is_placeholder else None
        if kind not in (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
            items = kind in (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT)
            yield _paragraphs(shape.text_frame, items=items)
    else:
        yield from _diagram(shape)


def _paragraphs(frame: Any, *, items: bool) -> str:
    """Write paragraphs; those of a slide's body are the items of a list."""
    found = [(one.level, text) for one in frame.paragraphs if (text := _line(_with_powers(one)))]
    if items and len(found) > 1:
        return "\n".join(f"{'  ' * level}- {text}" for level, text in found)
    return "\n\n".join(text for _, text in found)


def _with_powers(paragraph: Any) -> str:
    """Give a paragraph's text; `baseline` says by how much of its height a run is raised."""
    runs = (
        raised(one.text) if one.xpath("number(./a:rPr/@baseline)") > 0 else one.text
        for one in paragraph._p.content_children
    )
    return with_powers("".join(runs))


def _table(table: Any) -> str:
    """Write a table as a sheet's are, its first row as names where it is marked so."""
    cells, merged = dict[Place, Cell](), list[Area]()
    for row, found in enumerate(table.rows):
        for column, cell in enumerate(found.cells):
            if cell.is_merge_origin:
                bottom, right = row + cell.span_height - 1, column + cell.span_width - 1
                merged.append(Area(row, column, bottom, right))
            if (text := _line(cell.text)) and not cell.is_spanned:
                cells[row, column] = cell_of(text, bold=table.first_row and row == 0)
    return sheet_text(cells, merged, "###")


def _diagram(shape: Any) -> Iterator[str]:
    """Write the texts of a diagram (SmartArt), which are in a part of their own, as a list."""
    from lxml import etree

    related = shape._element.xpath(".//*[local-name()='relIds']/@*[local-name()='dm']")
    if related and related[0] in shape.part.rels:
        data = etree.fromstring(shape.part.related_part(related[0]).blob)
        points = data.xpath("//*[local-name()='pt']")
        texts = ["".join(one.xpath(".//*[local-name()='t']/text()")) for one in points]
        yield "\n".join(f"- {text}" for one in texts if (text := _line(one)))


def _alternatives(slide: Any) -> Iterator[str]:
    """Write the texts of what newer programs alone can show, such as boxes with equations."""
    choices = slide.element.xpath("//*[local-name()='Choice']")
    for choice in choices:
        for paragraph in choice.xpath(
            ".//*[local-name()='p' and not(ancestor::*[local-name()='tbl'])]"
        ):
            text = _line("".join(paragraph.xpath(".//*[local-name()='t']/text()")))
            if text:
                yield text


def _line(text: str) -> str:
    return " ".join(text.split())
