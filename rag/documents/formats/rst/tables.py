"""A table of docutils' tree -> a table of Markdown below its caption, or lines of a pair's."""

from collections.abc import Callable
from typing import Any

from docutils import nodes

from rag.documents.formats.shared.markdown_tables import markdown_table, name_and_value

_PAIR = 2  # cells: a name and its value
MOST_CELLS = 200_000  # that merged cells, or rows of one width, make of a small file


def table_text(table: Any, cell: Callable[[Any], str]) -> str:
    """Write a table, merged cells' text in each of their places.

    Two columns without a head are names and values.
    """
    captions = [cell(one) for one in table.children if isinstance(one, nodes.title)]
    heads = [row for part in table.findall(nodes.thead) for row in part.children]
    body = [row for part in table.findall(nodes.tbody) for row in part.children]
    rows = _grid([*heads, *body], cell)
    head, others = _one_row(rows[: len(heads)]), rows[len(heads) :]
    if head:
        text = markdown_table([head, *others])
    elif max(map(len, others), default=0) <= _PAIR:
        text = "\n".join(name_and_value(row[0], "; ".join(row[1:])) for row in others if row)
    else:
        text = markdown_table([[], *others])
    return "\n\n".join(filter(None, [*captions, text]))


def _grid(rows: list[Any], cell: Callable[[Any], str]) -> list[list[str]]:
    """Write the cells, one that is merged in each of its places."""
    filled: dict[tuple[int, int], str] = {}
    for at, row in enumerate(rows):
        column = 0
        for entry in row.children:
            while (at, column) in filled:
                column += 1
            text = cell(entry)
            below, beside = entry.get("morerows", 0), entry.get("morecols", 0)
            for line in range(at, min(at + below + 1, len(rows))):
                for place in range(column, column + beside + 1):
                    if len(filled) < MOST_CELLS:
                        filled[line, place] = text
            column += beside + 1
    widths = [0] * len(rows)
    for line, place in filled:
        widths[line] = max(widths[line], place + 1)
    return [
        [filled.get((at, place), "") for place in range(width)] for at, width in enumerate(widths)
    ]


def _one_row(heads: list[list[str]]) -> list[str]:
    """Join the names that stand above a column in several rows."""
    width = max(map(len, heads), default=0)
    columns = ([row[at] for row in heads if at < len(row) and row[at]] for at in range(width))
    return [" ".join(dict.fromkeys(names)) for names in columns]
