"""Tables with a header, separated by commas, semicolons or tabs -> records.

Columns are named as JSON records are: `question`, `answers`, `documents`; several answers
stand in one cell, separated by bars. Knows nothing of what records mean but their header.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rag.errors import InputError
from rag.evaluation.datasets.lines import UNREADABLE, text_file, unreadable
from rag.evaluation.datasets.records import ANSWERS, QUESTION, names_questions
from rag.text.separators import separator_of

_SEPARATORS = ",;\t"
_SNIFFED = 64 * 1024  # characters


def table_records(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Read the rows of a table with the line each ends on; empty cells are absent fields.

    A column of answers that is there and empty in a row means that the documents do not say.
    Raises InputError naming file and line for a row that has too many cells.
    """
    try:
        with text_file(path) as file:
            separator = _separator(path, file.read(_SNIFFED))
            file.seek(0)
            yield from _rows(path, csv.reader(file, delimiter=separator, strict=True))
    except UNREADABLE as error:
        raise unreadable(path, error) from error


def _rows(path: Path, reader: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        header = [name.strip().lower() for name in next(reader, [])]
        if not names_questions(header):
            raise InputError(
                f"{path}, line 1: no column is named {QUESTION[0]!r} (columns: "
                f"{', '.join(header) or 'none'}); the first line names the columns: "
                "question,answers,documents"
            )
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(header):
                raise InputError(
                    f"{path}, line {reader.line_num}: {len(cells)} cells for {len(header)} "
                    "columns; put a text that contains the separator in quotation marks"
                )
            row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
            yield reader.line_num, {name: cell for name, cell in row.items() if _counts(name, cell)}
    except csv.Error as error:
        raise InputError(
            f"{path}, line {reader.line_num}: {error}; double the quotation marks inside a cell"
        ) from error


def _counts(name: str, cell: str) -> bool:
    """Say whether a cell says something; an empty cell of answers says that there are none."""
    return bool(cell) or name in ANSWERS


def _separator(path: Path, head: str) -> str:
    """Find the separator by the first rows, bars apart; a file named .tsv has tabs."""
    return "\t" if ".tsv" in path.name.lower() else separator_of(head, _SEPARATORS)
