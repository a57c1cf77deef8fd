"""A workbook (Office Open XML) -> Markdown: its sheets' tables, cells as the program shows them."""

import io
from collections.abc import Mapping
from typing import Any

from rag.documents.formats.cells import Area, Cell, Place
from rag.documents.formats.packed import FAULTS, check_archive, damaged_file
from rag.documents.formats.sheets.cell_values import shown
from rag.documents.formats.sheets.workbooks import Sheet, book_text, kind_of
from rag.documents.formats.source import Source, title_of_file


def read_xlsx(data: bytes, name: str) -> Source:
    """Read the sheets that are not hidden; of formulas the last values; see `converter`."""
    from openpyxl import load_workbook

    damaged = damaged_file(name, "a workbook", ".xlsx", "Excel or LibreOffice")
    check_archive(data, name, "[Content_Types].xml", damaged)
    try:
        book = load_workbook(io.BytesIO(data), data_only=True)
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        sheets = [Sheet(sheet.title, _cells(sheet), _merged(sheet)) for sheet in shown]
    except FAULTS as error:
        raise damaged from error
    return Source(book_text(sheets), loose_title=book.properties.title or title_of_file(name))


def _cells(sheet: Any) -> Mapping[Place, Cell]:
    """Give the cells that have a text, in order.

    Not by `iter_rows`: where a single cell stands in the last corner it visits 17 billion.
    """
    found = ((place, _cell(cell)) for place, cell in sheet._cells.items())
    return dict(sorted((place, cell) for place, cell in found if cell.text))


def _merged(sheet: Any) -> list[Area]:
    ranges = sheet.merged_cells.ranges
    return [Area(one.min_row, one.min_col, one.max_row, one.max_col) for one in ranges]


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None or cell.data_type == "e":  # such as #DIV/0!
        return Cell("")
    kind, order = kind_of(value)
    return Cell(shown(value, cell.number_format), kind, order, bool(cell.font and cell.font.b))
