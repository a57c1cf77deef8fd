"""Rows of cells -> a table of Markdown; a name and its value -> a line."""

from collections.abc import Sequence


def markdown_table(rows: Sequence[Sequence[str]]) -> str:
    """Write a table with its first row as the head; short rows are filled up; "" of none.

    >>> print(markdown_table([["tree", "price"], ["oak", "49"]]))
    | tree | price |
    | --- | --- |
    | oak | 49 |
    """
    width = max(map(len, rows), default=0)
    lines = [_line([*map(_cell, row), *[""] * (width - len(row))]) for row in rows]
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
