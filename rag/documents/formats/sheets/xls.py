"""A workbook of Excel 97 to 2003 (BIFF) -> Markdown: its sheets' tables, cells as shown.

Programs give the name to web pages with a table and to newer workbooks too, which are read as such.
"""

import io
import re
import struct
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from rag.documents.formats.html.page import read_html
from rag.documents.formats.shared.cell_values import shown
from rag.documents.formats.shared.cells import Area, Cell, Place
from rag.documents.formats.shared.compound_file import MAGIC, CompoundFile, CompoundFileError
from rag.documents.formats.shared.packed import FAULTS, damaged_file
from rag.documents.formats.shared.source import Source, title_of_file
from rag.documents.formats.shared.workbooks import Sheet, book_text, kind_of
from rag.documents.formats.sheets.xlsx import read_xlsx

_ARCHIVE = b"PK\x03\x04"  # begins a workbook of newer programs
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,99}<(?:!doctype\s+html|html|head|meta|style|table)\b", re.IGNORECASE
)
_BOLD = 600  # weight of letters, from 100 to 1000
_VISIBLE = 0
_DURATION = re.compile(r"\[[hms]+\]", re.IGNORECASE)  # counts on over a day's end
_DAY = timedelta(days=1)


def read_xls(data: bytes, name: str) -> Source:
    """Read the sheets that are not hidden; of formulas the last values; see `converter`."""
    import xlrd

    if data.startswith(_ARCHIVE):
        return read_xlsx(data, name)
    if _PAGE.match(data):
        return read_html(data, name)
    damaged = damaged_file(name, "a workbook", ".xls", "Excel or LibreOffice")
    own = (xlrd.XLRDError, CompoundFileError)
    try:
        with xlrd.open_workbook(
            file_contents=_workbook(data),
            formatting_info=True,  # number formats, bold letters, merged cells
            on_demand=True,
            ragged_rows=True,  # as long as they are filled
            logfile=io.StringIO(),
        ) as book:
            sheets = [*_sheets(book)]
    except (*own, struct.error, AssertionError, ArithmeticError, RecursionError, *FAULTS) as error:
        raise damaged from error
    return Source(book_text(sheets), loose_title=title_of_file(name))


def _workbook(data: bytes) -> bytes:
    """Take the workbook out of the file it is in: xlrd goes round in the circles of a damaged one.

    The oldest programs put it in none.
    """
    if not data.startswith(MAGIC):
        return data
    file = CompoundFile(data)
    return file.stream(("Workbook",)) or file.stream(("Book",)) or b""


def _sheets(book: Any) -> list[Sheet]:
    """Read a sheet at a time; one that stands where another does would only be read again."""
    found, places = list[Sheet](), set[int]()
    for at, title in enumerate(book.sheet_names()):
        place = book._sh_abs_posn[at]
        if book._sheet_visibility[at] != _VISIBLE or place in places:
            continue
        places.add(place)
        sheet = book.sheet_by_index(at)
        found.append(Sheet(title, _Cells(book, sheet).all(), [*map(_area, sheet.merged_cells)]))
        book.unload_sheet(at)
    return found


def _area(merged: tuple[int, int, int, int]) -> Area:
    top, below, left, beside = merged
    return Area(top, left, below - 1, beside - 1)


class _Cells:
    """Reads the cells of a sheet by the formats of its workbook."""

    def __init__(self, book: Any, sheet: Any) -> None:
        self._book, self._sheet = book, sheet

    def all(self) -> Mapping[Place, Cell]:
        """Give the cells that have a text, in order."""
        rows = range(self._sheet.nrows)
        places = ((row, at) for row in rows for at in range(self._sheet.row_len(row)))
        found = ((place, self._cell(*place)) for place in places)
        return {place: cell for place, cell in found if cell is not None and cell.text}

    def _cell(self, row: int, column: int) -> Cell | None:
        from xlrd import biffh

        number = self._sheet.cell_type(row, column)
        if number in (biffh.XL_CELL_EMPTY, biffh.XL_CELL_BLANK, biffh.XL_CELL_ERROR):
            return None  # errors are such as #DIV/0!
        look = self._book.xf_list[self._sheet.cell_xf_index(row, column)]
        form = self._book.format_map[look.format_key].format_str or "General"
        value = self._sheet.cell_value(row, column)
        if number == biffh.XL_CELL_DATE:
            value = self._moment(value, form)
        elif number == biffh.XL_CELL_BOOLEAN:
            value = bool(value)
        kind, order = kind_of(value)
        bold = self._book.font_list[look.font_index].weight >= _BOLD
        return Cell(shown(value, form), kind, order, bold)

    def _moment(self, value: float, form: str) -> object:
        """Read a day, an hour or how long something lasts, which are all numbers of days."""
        from xlrd import xldate_as_datetime

        if _DURATION.search(form):
            return value * _DAY
        moment = xldate_as_datetime(value, self._book.datemode)
        return moment.time() if 0 <= value < 1 else moment
