"""Separated values (RFC 4180) -> a table of Markdown below the lines that stand above its head.

Names and values, of which the first row is none's head, are lines.
"""

import csv
import re
from collections import Counter
from collections.abc import Sequence

from rag.documents.decoding import decode
from rag.documents.formats.shared.layout import heading
from rag.documents.formats.shared.markdown_tables import markdown_table, name_and_value
from rag.documents.formats.shared.record_heads import has_head
from rag.documents.formats.shared.source import Source, title_of_file
from rag.documents.formats.sheets.csv_records import records
from rag.errors import DocumentError
from rag.text.separators import separator_of

_STATED = re.compile(r'"?sep=(?P<separator>[^\w\s"]|\t)"?(?:\r\n|\r|\n)', re.IGNORECASE)  # Excel's
_COMMENT = re.compile(r"#+\s+")
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
    width = _usual_width(rows)
    count = _lines_above(rows, width)
    lines = [_line(row, first=not at) for at, row in enumerate(rows[:count])]
    text = "\n\n".join(filter(None, [*lines, _table(rows[count:], width)]))
    return Source(text + "\n", loose_title=title_of_file(name))


def _usual_width(rows: Sequence[Sequence[str]]) -> int:
    return Counter(map(len, rows)).most_common(1)[0][0] if rows else 0


def _lines_above(rows: Sequence[Sequence[str]], usual: int) -> int:
    """Count the first rows that are comments, or fill half of the usual cells at most."""
    few = (
        bool(row[0]) and (2 * sum(map(bool, row)) <= usual or _COMMENT.match(row[0]) is not None)
        for row in rows
    )
    return next((at for at, line in enumerate(few) if not line), 0)


def _line(row: Sequence[str], *, first: bool) -> str:
    cells = [" ".join(cell.split()) for cell in row if cell]
    cells[0] = _COMMENT.sub("", cells[0]) or cells[0]
    if len(cells) == _PAIR:
        return name_and_value(*cells)
    return heading(cells[0], "#") if first and len(cells) == 1 else "; ".join(cells)


def _table(rows: Sequence[Sequence[str]], usual: int) -> str:
    """Write the rows below their head, or without one: of a pair of columns as lines."""
    if not rows or has_head(rows):
        return markdown_table(rows)
    if usual <= _PAIR or len(rows) == 1:
        cells = ([" ".join(cell.split()) for cell in row if cell] for row in rows)
        return "\n".join(name_and_value(row[0], "; ".join(row[1:])) for row in cells)
    return markdown_table([[], *rows])
