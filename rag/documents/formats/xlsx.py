"""A workbook (Office Open XML) -> Markdown: its sheets' tables, cells as the program shows them."""

import io
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from rag.documents.formats.cell_values import shown
from rag.documents.formats.cells import Area, Cell, Kind, Place
from rag.documents.formats.packed import FAULTS, check_archive, damaged_file
from rag.documents.formats.sheets import sheet_text
from rag.documents.formats.source import Source, title_of_file

_DEFAULT_NAMES = ("sheet", "tabelle", "feuil", "hoja", "foglio")
_DAY = timedelta(days=1)


def read_xlsx(data: bytes, name: str) -> Source:
    """Read the sheets that are not hidden; of formulas the last values; see `converter`."""
    from openpyxl import load_workbook

    damaged = damaged_file(name, "a workbook", ".xlsx", "Excel or LibreOffice")
    check_archive(data, name, "[Content_Types].xml", damaged)
    try:
        book = load_workbook(io.BytesIO(data), data_only=True)
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        sheets = [(sheet.title, _cells(sheet), _merged(sheet)) for sheet in shown]
    except FAULTS as error:
        raise damaged from error
    filled = [(title, cells, merged) for title, cells, merged in sheets if cells]
    named = len(filled) > 1 or not all(_is_default(title) for title, _, _ in filled)
    parts = [
        (f"## {title}\n\n" if named else "") + sheet_text(cells, merged, "###" if named else "#")
        for title, cells, merged in filled
    ]
    return Source(
        "\n\n".join(parts) + "\n", loose_title=book.properties.title or title_of_file(name)
    )


def _is_default(title: str) -> bool:
    return title.rstrip("0123456789 ").lower() in _DEFAULT_NAMES


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
    kind, order = _kind(value)
    return Cell(shown(value, cell.number_format), kind, order, bool(cell.font and cell.font.b))


def _kind(value: object) -> tuple[Kind, float]:
    match value:
        case datetime():
            return "day", (value - datetime(1900, 1, 1)) / _DAY
        case date():
            return "day", float(value.toordinal())
        case time():
            return "time", value.hour * 60.0 + value.minute
        case timedelta():
            return "time", value / _DAY
        case bool():
            return "text", 0.0
        case int() | float():
            return "number", float(value)
    return "text", 0.0
