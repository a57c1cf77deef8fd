"""An OpenDocument workbook -> Markdown: its sheets' tables, cells as the program shows them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from rag.documents.formats.odf.archive import (
    Package,
    Styles,
    count_of,
    name_of,
    qualified,
    read_package,
    value_of,
)
from rag.documents.formats.shared.cell_values import shown
from rag.documents.formats.shared.cells import Area, Cell, Place
from rag.documents.formats.shared.packed import FAULTS, damaged_file
from rag.documents.formats.shared.room import TAGS
from rag.documents.formats.shared.source import Source, title_of_file
from rag.documents.formats.shared.workbooks import Sheet, book_text, kind_of

_NUMBERS = ("float", "percentage", "currency")
_IN_DIGITS = re.compile(r"\d{1,4}\s?[-./ ]\s?\d{1,2}\s?[-./ ]\s?\d{1,4}")
_DURATION = re.compile(r"PT(\d{1,6})H(\d{1,6})M(\d{1,6})")
_NO_ORDER = "d/m/y"  # a format of days in digits, which `shown` writes out
_ROW_HOLDERS = ("table:table-rows", "table:table-row-group", "table:table-header-rows")
_COLUMN_HOLDERS = ("table:table-columns", "table:table-column-group", "table:table-header-columns")
_CELLS = ("table:table-cell", "table:covered-table-cell")
# Of a row or a cell that is written once for several: more are a background, not a table.
_MOST_COPIES = 1_000
_MOST_COLUMNS = 16_384


def read_ods(data: bytes, name: str) -> Source:
    """Read the sheets that are not hidden; of formulas the last values; see `converter`."""
    damaged = damaged_file(name, "an OpenDocument workbook", ".ods", "LibreOffice")
    package = read_package(data, name, "office:spreadsheet", damaged)
    try:
        tables = package.body.findall(qualified("table:table"))
        found = [one for one in tables if _is_shown(one, package.styles)]
        sheets = [_Table(one, package).sheet() for one in found]
    except (*FAULTS, OverflowError, RecursionError) as error:
        raise damaged from error
    return Source(book_text(sheets), loose_title=package.title or title_of_file(name))


def _is_shown(table: Any, styles: Styles) -> bool:
    style = value_of(table, "table:style-name")
    return styles.property("table", style, "style:table-properties", "table:display") != "false"


class _Table:
    """Gathers the cells of a sheet, row by row."""

    def __init__(self, table: Any, package: Package) -> None:
        self._table, self._styles, self._copies = table, package.styles, package.copies
        self._cells, self._merged = dict[Place, Cell](), list[Area]()
        self._columns = list(_column_styles(table))
        self._bold = dict[str, bool]()

    def sheet(self) -> Sheet:
        at = 0
        for row in _within(self._table, "table:table-row", _ROW_HOLDERS):
            copies = count_of(row, "table:number-rows-repeated")
            found, merged = self._row(row)
            for place in range(at, at + self._put_down(copies, *found.values())):
                self._cells |= {(place, column): cell for column, cell in found.items()}
            self._merged += [Area(at, left, at + down, right) for left, right, down in merged]
            at += copies
        return Sheet(value_of(self._table, "table:name"), self._cells, self._merged)

    def _row(self, row: Any) -> tuple[dict[int, Cell], list[tuple[int, int, int]]]:
        """Give a row's cells by column, and the left, right and height of those that are merged."""
        found, merged, at = dict[int, Cell](), list[tuple[int, int, int]](), 0
        for one in row:
            if name_of(one) not in _CELLS:
                continue
            copies = count_of(one, "table:number-columns-repeated")
            cell = self._cell(one, at) if name_of(one) == _CELLS[0] and len(one) else Cell("")
            if cell.text:
                # Each a cell of its own: the same one in several places is a merged cell.
                found |= {at + n: replace(cell) for n in range(self._put_down(copies, cell))}
            across = count_of(one, "table:number-columns-spanned")
            down = count_of(one, "table:number-rows-spanned")
            if across > 1 or down > 1:
                merged.append((at, at + across - 1, down - 1))
            at += copies
        return found, merged

    def _put_down(self, copies: int, *cells: Cell) -> int:
        size = sum(len(cell.text) + TAGS for cell in cells)
        return self._copies.make(1 if copies > _MOST_COPIES else copies, size)

    def _cell(self, one: Any, column: int) -> Cell:
        if value_of(one, "calcext:value-type") == "error":  # such as #DIV/0!
            return Cell("")
        text = " ".join(" ".join(map(_shown, one.iterfind(qualified("text:p")))).split())
        value = _value(one)
        kind, order = kind_of(value)
        if isinstance(value, datetime) and _IN_DIGITS.search(text):
            text = shown(value, _NO_ORDER)
        elif value == 0 and not any(map(str.isdigit, text)):
            text = text.replace("-", "0").replace("–", "0")
        return Cell(text, kind, order, self._is_bold(one, column))

    def _is_bold(self, one: Any, column: int) -> bool:
        style = value_of(one, "table:style-name")
        if not style and column < len(self._columns):
            style = self._columns[column]
        if style not in self._bold:
            self._bold[style] = self._styles.is_bold("table-cell", style)
        return self._bold[style]


def _column_styles(table: Any) -> Iterator[str]:
    """Yield the style that the cells of each column have if they name none."""
    left = _MOST_COLUMNS
    for one in _within(table, "table:table-column", _COLUMN_HOLDERS):
        copies = min(count_of(one, "table:number-columns-repeated"), left)
        left -= copies
        yield from [value_of(one, "table:default-cell-style-name")] * copies


def _within(element: Any, wanted: str, holders: tuple[str, ...]) -> Iterator[Any]:
    """Yield the rows or columns of a table, whichever group they are in."""
    for one in element:
        name = name_of(one)
        if name == wanted:
            yield one
        elif name in holders:
            yield from _within(one, wanted, holders)


def _value(one: Any) -> object:
    kind = value_of(one, "office:value-type")
    if kind in _NUMBERS:
        return float(value_of(one, "office:value"))
    if kind == "date":
        return datetime.fromisoformat(value_of(one, "office:date-value")[:19])
    if kind == "time" and (found := _DURATION.match(value_of(one, "office:time-value"))):
        hours, minutes, seconds = map(int, found.groups())
        return timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return ""


def _shown(element: Any) -> str:
    """Give a paragraph's text; comments are in paragraphs of their own, beside it."""
    parts = [element.text or ""]
    for one in element:
        space = name_of(one) in ("text:s", "text:tab", "text:line-break")
        parts += [" " if space else _shown(one), one.tail or ""]
    return "".join(parts)
