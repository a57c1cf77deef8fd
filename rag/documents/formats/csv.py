"""Separated values (RFC 4180) -> a table of Markdown below the lines that stand above its head."""

import csv
import re
from collections import Counter
from collections.abc import Sequence

from rag.documents.decoding import decode
from rag.documents.formats.csv_records import records
from rag.documents.formats.sheets import heading
from rag.documents.formats.source import Source, title_of_file
from rag.documents.formats.tables import markdown_table, name_and_value
from rag.errors import DocumentError
from rag.text.separators import separator_of

_STATED = re.compile(r'"?sep=(?P<separator>[^\w\s"]|\t)"?(?:\r\n|\r|\n)', re.IGNORECASE)  # Excel's
_PAIR = 2  # cells: a name and its value


def read_csv(data: bytes, name: str) -> Source:
    """Read a table, whatever parts its values; see `converter`."""
    text = decode(data, name)
    stated = _STATED.match(text)
    body = text[stated.end() :] if stated else text
    separator = stated["separator"] if stated else separator_of(body)
    try:
        rows = [row for row in records(body, separator) if any(row)]
    except csv.Error as error:
        raise DocumentError(
            f"{name} is not a table of separated values ({error}); save it again as CSV"
        ) from error
    count = _lines_above(rows)
    lines = [_line(row, first=not at) for at, row in enumerate(rows[:count])]
    return Source(
        "\n\n".join([*lines, markdown_table(rows[count:])]) + "\n", loose_title=title_of_file(name)
    )


def _lines_above(rows: Sequence[Sequence[str]]) -> int:
    """Count the first rows that fill half of the usual cells at most, the first one among them."""
    usual = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    few = (bool(row[0]) and 2 * sum(map(bool, row)) <= usual for row in rows)
    return next((at for at, line in enumerate(few) if not line), 0)


def _line(row: Sequence[str], *, first: bool) -> str:
    cells = [" ".join(cell.split()) for cell in row if cell]
    if len(cells) == _PAIR:
        return name_and_value(*cells)
    return heading(cells[0], "#") if first and len(cells) == 1 else "; ".join(cells)
