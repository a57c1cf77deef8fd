"""Of a table, the row and column that the question names: Saturday's hours are not Sunday's.

A row is named by its first cell, and a column by a word of its heading: what a tool costs to buy is
not what it costs "to rent", though that cell be empty. Where a question compares or leaves out,
others may answer. This module knows nothing of how candidates are found, scored and grouped.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from rag.reading.reader import Candidate, Reading
from rag.text.stems import stems
from rag.text.tables import Row, table_rows

_OTHERS = re.compile(
    r"\b(?:after|apart|before|besides|between|but|compared|differ\w*|else|except|following|instead"
    r"|least|less|more|most|next|not|other|previous|same|since|than|until|versus|vs|without"
    r"|\w+(?:est))\b",
    re.IGNORECASE,
)
_REMEMBERED = 32  # texts


def about_rows(question: str, reading: Reading) -> Reading:
    """Leave out what stands elsewhere in a table that has the row and column asked about."""
    if _OTHERS.search(question):
        return reading
    asked = frozenset(stems(question))
    kept = [one for one in reading.candidates if not _is_of_another(one, asked)]
    return reading.without_others(kept) if len(kept) < len(reading.candidates) else reading


def _is_of_another(one: Candidate, asked: frozenset[str]) -> bool:
    text = one.hit.document.text
    for table in _tables(text):
        own = next((row for row in table if _holds(row, one)), None)
        if own is not None:
            labels = {row: _label(text, row) for row in table}
            named = [row for row, label in labels.items() if label and label <= asked]
            return bool(named) and (own not in named or _is_beside(own, one, asked))
    return False


def _is_beside(row: Row, one: Candidate, asked: frozenset[str]) -> bool:
    """Say whether a cell of a row stands under no heading that is asked for, and others do."""
    cells = row.cells(one.hit.document.text)
    inside = [cell for cell in cells if cell.span.start <= one.span.start < cell.span.end]
    if not inside or inside[0] == cells[0]:
        return False
    headings = [stems(heading) for heading in row.headings[1:]]
    return asked.isdisjoint(stems(inside[0].heading)) and not all(map(asked.isdisjoint, headings))


def _holds(row: Row, one: Candidate) -> bool:
    return row.span.start <= one.span.start and one.span.end <= row.span.end


def _label(text: str, row: Row) -> frozenset[str]:
    """Give the words of a row's first cell; none of one that is a number."""
    first = next(iter(row.cells(text)), None)
    label = text[first.span.start : first.span.end] if first else ""
    return frozenset(stems(label) if any(map(str.isalpha, label)) else ())


@lru_cache(_REMEMBERED)
def _tables(text: str) -> tuple[Sequence[Row], ...]:
    """Part the rows of a text into its tables, each without its headings' own lines."""
    tables: list[list[Row]] = []
    for row in table_rows(text):
        if not row.headings:
            tables.append([])
        elif tables:
            tables[-1].append(row)
    return tuple(filter(None, tables))
