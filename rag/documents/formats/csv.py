"""Comma- or tab-separated values (RFC 4180) -> a table of Markdown, the first row its head."""

import csv
import io

from rag.documents.decoding import decode
from rag.documents.formats.source import Source
from rag.errors import DocumentError

_SEPARATORS = ",;\t|"
_SAMPLE = 65_536  # characters by which the separator is told
_LONGEST_CELL = 10_000_000  # characters; the csv module's own limit is lower


def read_csv(data: bytes, name: str) -> Source:
    """Read a table, whatever parts its values; see `converter`."""
    text = decode(data, name)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        values = csv.reader(io.StringIO(text, newline=""), _dialect(text))
        return Source(table([row for row in values if any(row)]))
    except csv.Error as error:
        raise DocumentError(
            f"{name} is not a table of separated values ({error}); save it again as CSV"
        ) from error


def table(rows: list[list[str]]) -> str:
    """Write rows as a table of Markdown; short ones are filled up.

    >>> print(table([["tree", "price"], ["oak", "49"]]), end="")
    | tree | price |
    | --- | --- |
    | oak | 49 |
    """
    width = max(map(len, rows), default=0)
    filled = ([*map(_cell, row), *[""] * (width - len(row))] for row in rows)
    lines = [f"{_line(row)}\n" for row in filled]
    lines[1:1] = [f"{_line(['---'] * width)}\n"] if lines else []
    return "".join(lines)


def _dialect(text: str) -> type[csv.Dialect]:
    try:
        return csv.Sniffer().sniff(text[:_SAMPLE], _SEPARATORS)
    except csv.Error:  # of one column, or too few rows to tell
        return csv.excel


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: str) -> str:
    return " ".join(value.split()).replace("|", "\\|")
