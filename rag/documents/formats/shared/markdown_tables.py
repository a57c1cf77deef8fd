"""Rows of cells -> a table of Markdown; a name and its value -> a line."""

from collections.abc import Sequence

_MOST_FILLED = 2_000_000  # empty cells at the ends of rows


def markdown_table(rows: Sequence[Sequence[str]]) -> str:
    """Write a table with its first row as the head; "" of none.

    Short rows are filled up, unless that were more than two million cells: rows may be short (GFM
    0.29, 4.10), and one row of very many cells would make a small table a large one.

    >>> print(markdown_table([["tree", "price"], ["oak", "49"]]))
    | tree | price |
    | --- | --- |
    | oak | 49 |
    """
    width = max(map(len, rows), default=0)
    fills = width * len(rows) - sum(map(len, rows)) <= _MOST_FILLED
    widths = (width if fills or not at else 0 for at in range(len(rows)))
    lines = [
        _line([*map(_cell, row), *[""] * (wanted - len(row))])
        for row, wanted in zip(rows, widths, strict=True)
    ]
    lines[1:1] = [_line(["---"] * width)] if lines else []
    return "\n".join(lines)


def name_and_value(name: str, value: str) -> str:
    """Write a name and its value as a line; either may be "".

    >>> name_and_value("rent:", "900")
    'rent: 900'
    """
    return f"{name.rstrip(': ')}: {value}" if name and value else name or value


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: str) -> str:
    return " ".join(value.split()).replace("|", "\\|")
