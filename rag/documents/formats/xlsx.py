"""A workbook (Office Open XML) -> Markdown: its sheets' tables, cells as the program shows them."""

import io
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from rag.documents.formats.packed import FAULTS, check_archive, damaged_file
from rag.documents.formats.sheets import sheet_text
from rag.documents.formats.source import Source
from rag.documents.formats.tables import table_title

_DEFAULT_NAMES = ("sheet", "tabelle", "feuil", "hoja", "foglio")
_SHORTEST_MONTH = 3  # letters

Grid = dict[tuple[int, int], str]


def read_xlsx(data: bytes, name: str) -> Source:
    """Read the sheets that are not hidden; of formulas the last values; see `converter`."""
    from openpyxl import load_workbook

    damaged = damaged_file(name, "workbook", ".xlsx", "Excel or LibreOffice")
    check_archive(data, name, "[Content_Types].xml", damaged)
    try:
        book = load_workbook(io.BytesIO(data), data_only=True)
        sheets = [(sheet.title, _grid(sheet)) for sheet in book.worksheets if _is_shown(sheet)]
    except FAULTS as error:
        raise damaged from error
    filled = [(title, grid) for title, grid in sheets if grid]
    named = len(filled) > 1 or not all(map(_is_default, (title for title, _ in filled)))
    parts = [
        (f"## {title}\n\n" if named else "") + sheet_text(grid, "###" if named else "#")
        for title, grid in filled
    ]
    return Source("\n\n".join(parts) + "\n", loose_title=book.properties.title or table_title(name))


def _is_shown(sheet: Any) -> bool:
    return bool(sheet.sheet_state == "visible")


def _is_default(title: str) -> bool:
    return title.rstrip("0123456789 ").lower() in _DEFAULT_NAMES


def _grid(sheet: Any) -> Grid:
    """Give the texts of the cells that have one, by row and column; merged cells have one text.

    Not by `iter_rows`: where a single cell stands in the last corner it visits 17 billion.
    """
    shown = {at: text for at, cell in sheet._cells.items() if (text := _shown(cell))}
    for merged in sheet.merged_cells.ranges:
        if first := shown.get((merged.min_row, merged.min_col)):
            shown |= dict.fromkeys(_cells_of(merged), first)
    return dict(sorted(shown.items()))


def _cells_of(merged: Any) -> Iterator[tuple[int, int]]:
    """Yield the cells that a merged one takes up, of at most a few thousand."""
    for row in range(merged.min_row, min(merged.max_row, merged.min_row + 99) + 1):
        for column in range(merged.min_col, min(merged.max_col, merged.min_col + 49) + 1):
            yield row, column


def _shown(cell: Any) -> str:
    """Write a cell as the program shows it, but for days in digits, whose order none can tell."""
    from xlfmt import format_value

    value, form = cell.value, cell.number_format
    if value is None or cell.data_type == "e":  # such as #DIV/0!
        return ""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, timedelta):
        value = value / timedelta(days=1)
    try:
        text = " ".join(format_value(value, form).split())
    except (TypeError, ValueError, IndexError, KeyError, OverflowError):
        text = str(value)
    if isinstance(value, date) and not _names_month(text):
        text = _day(value)
    return text


def _names_month(text: str) -> bool:
    letters = "".join(char if char.isalpha() else " " for char in text).split()
    return any(len(word) >= _SHORTEST_MONTH for word in letters)


def _day(value: date) -> str:
    day = f"{value:%B} {value.day}, {value.year}"
    clock = isinstance(value, datetime) and (value.hour or value.minute)
    return f"{day}, {value:%H:%M}" if clock else day
