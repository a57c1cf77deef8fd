"""Tables read from a PDF -> Markdown, each under its head, over pages too; names and values.

Which row is a head is told as for the rows of separated values, and which rows go on under one as
for those of a sheet.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.documents.formats.pdf.tables import Row, Table
from rag.documents.formats.shared.cells import Cell, cell_of
from rag.documents.formats.shared.heads import Head, goes_on
from rag.documents.formats.shared.markdown_tables import markdown_table, name_and_value
from rag.documents.formats.shared.record_heads import has_head

_PAIR = 2  # columns: a name and its value


@dataclass(frozen=True, slots=True)
class Written:
    """A table, the Markdown made of it, and the head under which what follows it may go on."""

    table: Table
    text: str
    head: Head | None


def written(table: Table) -> Written:
    """Write a table under the head that its first row is; without one, names and values as lines.

    A row with values where those below have them is no head.
    """
    texts = [row.texts for row in table.rows]
    named = len(texts[0]) == _PAIR and all(name.endswith(":") for name, _ in texts)
    if named or not (_is_bold_above(table.rows) or has_head(texts)):
        return Written(table, _without_head(texts), None)
    head = Head(tuple(range(len(texts[0]))), tuple(texts[0]), table.rows[0].bold)
    return Written(table, markdown_table(texts), head)


def going_on(above: Written, table: Table) -> Written | None:
    """Write rows in the columns of the table above under its head, which they may repeat.

    None where they are of another table. "" is written where nothing but the head is repeated.
    """
    head, texts = above.head, [row.texts for row in table.rows]
    if head is None:
        fits = len(texts[0]) > _PAIR and not _is_bold_above(table.rows) and not has_head(texts)
        return Written(table, _without_head(texts), None) if fits else None
    if tuple(texts[0]) == head.names:
        texts = texts[1:]
    elif not goes_on(head, [*map(_cells, table.rows)], after_line=False):
        return None
    return Written(table, markdown_table([head.names, *texts]) if texts else "", head)


def _is_bold_above(rows: Sequence[Row]) -> bool:
    return rows[0].bold and len(rows) > 1 and not rows[1].bold


def _cells(row: Row) -> dict[int, Cell]:
    found = enumerate(row.texts)
    return {at: cell_of(text, bold=row.bold) for at, text in found if text}


def _without_head(rows: Sequence[Sequence[str]]) -> str:
    if len(rows[0]) == _PAIR:
        return "\n".join(name_and_value(*row) for row in rows)
    return markdown_table([[""] * len(rows[0]), *rows])
