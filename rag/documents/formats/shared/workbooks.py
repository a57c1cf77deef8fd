"""The sheets of a workbook -> Markdown; what a cell's value is, whichever program wrote it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from rag.documents.formats.shared.cells import Area, Cell, Kind, Place
from rag.documents.formats.shared.layout import sheet_text

_DEFAULT_NAMES = ("sheet", "tabelle", "feuil", "hoja", "foglio")
_FIRST_DAY = datetime(1900, 1, 1)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's name, its cells that have a text, in order, and which are merged."""

    title: str
    cells: Mapping[Place, Cell]
    merged: Sequence[Area]


def book_text(sheets: Sequence[Sheet]) -> str:
    """Write the sheets that hold something, under their names where a person gave these."""
    filled = [sheet for sheet in sheets if sheet.cells]
    named = len(filled) > 1 or not all(_is_default(sheet.title) for sheet in filled)
    parts = [
        (f"## {sheet.title}\n\n" if named else "")
        + sheet_text(sheet.cells, sheet.merged, "###" if named else "#")
        for sheet in filled
    ]
    return "\n\n".join(parts) + "\n"


def kind_of(value: object) -> tuple[Kind, float]:
    """Give a value's kind and what it is compared by."""
    match value:
        case datetime():
            return "day", (value - _FIRST_DAY) / _DAY
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


def _is_default(title: str) -> bool:
    return title.rstrip("0123456789 ").lower() in _DEFAULT_NAMES
