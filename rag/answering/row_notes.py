"""Say under which headings the cells of a row stand, where an answer is a row of a table.

"| Hepatitis A | 2018 | none |" is said as "Hepatitis A | 2018 | none", which nobody can read whose
columns are "Otto" and "Ida" and stand above; its note is "Otto: 2018; Ida: none", or only "Ida:
none" to a question for Ida. The words of the statement stay as they are quoted. English only. This
module knows nothing of how answers are found.
"""

import re
from dataclasses import replace

from rag.reading.reader import Candidate
from rag.text.stems import stems
from rag.text.tables import Cell, table_rows
from rag.types import Span, Statement

_BETWEEN_CELLS = re.compile(r"[|\t]")
_FEWEST = 2  # cells that one could take for each other's


def with_headings(question: str, statement: Statement, source: Candidate) -> Statement:
    """Add what the cells are headed by to the note of a statement that has several of a row."""
    if not _BETWEEN_CELLS.search(statement.text):
        return statement
    text = source.hit.document.text
    start = text.find(statement.text, source.quote.start, source.quote.end)
    cells = _cells(text, Span(start, start + len(statement.text))) if start >= 0 else []
    if len(cells) < _FEWEST:
        return statement
    told = [(c.heading, text[c.span.start : c.span.end]) for c in _asked(question, cells)]
    headed = [f"{heading}: {said}" for heading, said in told if any(map(str.isalnum, said))]
    return replace(statement, note="; ".join(filter(None, (*headed, statement.note))))


def _cells(text: str, said: Span) -> list[Cell]:
    """List the cells of the one row that is said, as far as they are; of several rows none."""
    rows = [r for r in table_rows(text) if r.span.start < said.end and said.start < r.span.end]
    cells = rows[0].cells(text) if len(rows) == 1 else []
    return [cell for cell in cells if said.start <= cell.span.start and cell.span.end <= said.end]


def _asked(question: str, cells: list[Cell]) -> list[Cell]:
    """Keep the cells whose headings the question names, else all; the first names the row."""
    headed = [cell for cell in cells[1:] if cell.heading]
    asked = stems(question)
    return [cell for cell in headed if asked & stems(cell.heading)] or headed
