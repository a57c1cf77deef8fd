"""A workbook (Office Open XML) -> Markdown: its sheets' tables, cells as the program shows them."""

import io
from collections.abc import Mapping
from typing import Any

from rag.documents.formats.shared.cell_values import shown
from rag.documents.formats.shared.cells import Area, Cell, Place
from rag.documents.formats.shared.packed import FAULTS, check_archive, damaged_file
from rag.documents.formats.shared.source import Source, title_of_file
from rag.documents.formats.shared.workbooks import Sheet, book_text, kind_of


def read_xlsx(data: bytes, name: str) -> Source:
    """Read the sheets that are not hidden; of formulas the last values; see `converter`."""
    damaged = damaged_file(name, "a workbook", ".xlsx", "Excel or LibreOffice")
    check_archive(data, name, "[Content_Types].xml", damaged)
    try:
        sheets, title = _book(data)
    except FAULTS as error:
        raise damaged from error
    return Source(book_text(sheets), loose_title=title or title_of_file(name))


def _book(data: bytes) -> tuple[list[Sheet], str | None]:
    """Read the sheets that are shown, each part of the file once, and the title.

    Not by `load_workbook`: it makes a cell for every place of merged cells and of links, though
    it be a million, and reads charts, pictures and comments, which are left out.
    """
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.styles.stylesheet import apply_stylesheet

    reader = ExcelReader(io.BytesIO(data), data_only=True, keep_links=False)
    with reader.archive as archive:
        reader.read_manifest()
        reader.read_strings()
        reader.read_workbook()
        reader.read_properties()
        apply_stylesheet(archive, reader.wb)
        parts = dict[str, str]()
        for sheet, part in reader.parser.find_sheets():
            if sheet.state == "visible" and part.target in reader.valid_files:
                parts.setdefault(part.target, "" if "chartsheet" in part.Type else sheet.name)
        found = [_sheet(reader, part, title) for part, title in parts.items() if title]
    return found, reader.wb.properties.title


def _sheet(reader: Any, part: str, title: str) -> Sheet:
    from openpyxl.worksheet._reader import WorksheetReader
    from openpyxl.worksheet.cell_range import CellRange

    with reader.archive.open(part) as source:
        sheet = reader.wb.create_sheet(title)
        read = WorksheetReader(sheet, source, reader.shared_strings, True, False)
        read.bind_cells()
    merged = read.parser.merged_cells
    ranges = [CellRange(one.ref) for one in merged.mergeCell] if merged else []
    areas = [Area(one.min_row, one.min_col, one.max_row, one.max_col) for one in ranges]
    return Sheet(title, _cells(sheet), areas)


def _cells(sheet: Any) -> Mapping[Place, Cell]:
    """Give the cells that have a text, in order.

    Not by `iter_rows`: where a single cell stands in the last corner it visits 17 billion.
    """
    found = ((place, _cell(cell)) for place, cell in sheet._cells.items())
    return dict(sorted((place, cell) for place, cell in found if cell.text))


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None or cell.data_type == "e":  # such as #DIV/0!
        return Cell("")
    kind, order = kind_of(value)
    return Cell(shown(value, cell.number_format), kind, order, bool(cell.font and cell.font.b))
