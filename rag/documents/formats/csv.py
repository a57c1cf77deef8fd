"""Separated values (RFC 4180) -> a table of Markdown, the first row its head."""

import csv
import io

from rag.documents.decoding import decode
from rag.documents.formats.source import Source, title_of_file
from rag.documents.formats.tables import markdown_table
from rag.errors import DocumentError
from rag.text.separators import separator_of

_LONGEST_CELL = 10_000_000  # characters; the csv module's own limit is lower


def read_csv(data: bytes, name: str) -> Source:
    """Read a table, whatever parts its values; see `converter`."""
    text = decode(data, name)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        values = csv.reader(
            io.StringIO(text, newline=""), delimiter=separator_of(text), skipinitialspace=True
        )
        text = markdown_table([row for row in values if any(row)]) + "\n"
        return Source(text, loose_title=title_of_file(name))
    except csv.Error as error:
        raise DocumentError(
            f"{name} is not a table of separated values ({error}); save it again as CSV"
        ) from error
