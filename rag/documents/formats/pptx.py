"""Slides (Office Open XML) -> Markdown, a page for each: titles, texts, tables, charts, notes."""

import io
from collections.abc import Iterable, Iterator
from typing import Any

from rag.documents.formats.packed import FAULTS, check_archive, damaged_file
from rag.documents.formats.source import Source
from rag.documents.formats.tables import markdown_table

_PAGE_BREAK = "\n\f\n"


def read_pptx(data: bytes, name: str) -> Source:
    """Read the slides that are not hidden, in their order; see `converter`."""
    from pptx import Presentation
    from pptx.exc import PythonPptxError

    damaged = damaged_file(name, "presentation", ".pptx", "PowerPoint or LibreOffice")
    check_archive(data, name, "[Content_Types].xml", damaged)
    try:
        presentation = Presentation(io.BytesIO(data))
        shown = [one for one in presentation.slides if one.element.get("show") != "0"]
        slides = ["\n\n".join(_slide(slide, not at)) for at, slide in enumerate(shown)]
        title = presentation.core_properties.title
    except (PythonPptxError, *FAULTS) as error:
        raise damaged from error
    text = _PAGE_BREAK.join(slides)
    return Source(text + "\n" if text.strip() else "", loose_title=title or None)


def _slide(slide: Any, first: bool) -> Iterator[str]:
    """Write a slide's parts from top to bottom, its title above them, its notes below."""
    title = slide.shapes.title
    if title is not None and (text := _line(title.text_frame.text)):
        yield f"{'#' if first else '##'} {text}"
    for shape in _in_order(slide.shapes):
        if title is None or shape.shape_id != title.shape_id:
            yield from filter(None, _shape(shape))
    if slide.has_notes_slide and (notes := slide.notes_slide.notes_text_frame):
        lines = [text for one in notes.paragraphs if (text := _line(one.text))]
        yield from (f"Notes: {text}" if not at else text for at, text in enumerate(lines))


def _in_order(shapes: Iterable[Any]) -> list[Any]:
    return sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0))


def _shape(shape: Any) -> Iterator[str]:
    from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER

    if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
        for one in _in_order(shape.shapes):
            yield from _shape(one)
    elif getattr(shape, "has_table", False):
        yield markdown_table([[cell.text for cell in row.cells] for row in shape.table.rows])
    elif getattr(shape, "has_chart", False):
        yield from _chart(shape.chart)
    elif shape.has_text_frame:
        kind = shape.placeholder_format.type if shape.is_placeholder else None
        if kind not in (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
            items = kind in (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT)
            yield _paragraphs(shape.text_frame, items=items)


def _paragraphs(frame: Any, *, items: bool) -> str:
    """Write paragraphs; those of a slide's body are the items of a list."""
    found = [(one.level, text) for one in frame.paragraphs if (text := _line(one.text))]
    if items and len(found) > 1:
        return "\n".join(f"{'  ' * level}- {text}" for level, text in found)
    return "\n\n".join(text for _, text in found)


def _chart(chart: Any) -> Iterator[str]:
    """Write what a chart shows as a table: a row for each category, a column for each series."""
    if chart.has_title and (title := _line(chart.chart_title.text_frame.text)):
        yield title
    for plot in chart.plots:
        categories = [str(one) for one in plot.categories]
        series = [(one.name or "", list(one.values)) for one in plot.series]
        if categories and series:
            rows = [
                [category, *(_number(values, at) for _, values in series)]
                for at, category in enumerate(categories)
            ]
            yield markdown_table([["", *(name for name, _ in series)], *rows])


def _number(values: list[float | None], at: int) -> str:
    value = values[at] if at < len(values) else None
    return "" if value is None else f"{value:g}"


def _line(text: str) -> str:
    return " ".join(text.split())
