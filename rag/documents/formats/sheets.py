"""The filled cells of a sheet -> headings, lines and tables of Markdown.

Empty rows and empty columns part what stands in a sheet. Rows of one text each at the head of a
part stand above its table; the first of them is its heading. Knows nothing of files.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from rag.documents.formats.tables import markdown_table

Row = dict[int, str]  # texts by column
_LONGEST_HEADING = 80  # characters
_PAIR = 2  # columns: a name and its value
_YEAR = 4  # digits


def sheet_text(grid: Mapping[tuple[int, int], str], level: str) -> str:
    """Write cells, given by row and column in this order; headings begin with `level`'s marks.

    >>> print(sheet_text({(1, 1): "Oak", (2, 1): "part", (2, 2): "age", (3, 1): "root"}, "##"))
    ## Oak
    <BLANKLINE>
    | part | age |
    | --- | --- |
    | root |  |
    """
    runs = list(_runs(grid))
    parts = [part for run in runs for part in _written(run, level)]
    if len(runs) > 1 and len(runs[0]) == 1 and _is_line(runs[0][0]) and _may_be_heading(parts[0]):
        parts[0] = f"{level} {parts[0]}"
    return "\n\n".join(parts)


def _runs(grid: Mapping[tuple[int, int], str]) -> Iterator[list[Row]]:
    """Yield the rows that have no empty one between them."""
    run, before = list[Row](), 0
    for number, cells in groupby(grid.items(), lambda cell: cell[0][0]):
        if run and number > before + 1:
            yield run
            run = []
        run.append({column: text for (_, column), text in cells})
        before = number
    if run:
        yield run


def _written(rows: Sequence[Row], level: str) -> Iterator[str]:
    """Write a run of rows: the lines at its head, then its table, or tables side by side."""
    lines = next((at for at, row in enumerate(rows) if not _is_line(row)), len(rows))
    for at, row in enumerate(rows[:lines]):
        text = next(iter(row.values()))
        heading = at == 0 and lines < len(rows) and _may_be_heading(text)
        yield f"{level} {text}" if heading else text
    columns = _parted(sorted({column for row in rows[lines:] for column in row}))
    for group in columns:
        part = [{column: row[column] for column in group if column in row} for row in rows[lines:]]
        part = [row for row in part if row]
        if len(columns) > 1:
            yield from _written(part, level)
        else:
            yield _table([[row.get(column, "") for column in group] for row in part])


def _is_line(row: Row) -> bool:
    return len(set(row.values())) == 1


def _parted(columns: Sequence[int]) -> list[list[int]]:
    groups = list[list[int]]()
    for column in columns:
        if groups and column == groups[-1][-1] + 1:
            groups[-1].append(column)
        else:
            groups.append([column])
    return groups


def _table(rows: list[list[str]]) -> str:
    if len(rows) == 1:
        return ", ".join(filter(None, rows[0]))
    if _is_head(rows[0]):
        return markdown_table(rows)
    if len(rows[0]) == _PAIR:
        return "\n".join(_pair(*row) for row in rows)
    return markdown_table([[""] * len(rows[0]), *rows])


def _pair(name: str, value: str) -> str:
    return f"{name.rstrip(': ')}: {value}" if name and value else name or value


def _is_head(row: Sequence[str]) -> bool:
    """Say whether a row names columns: none is a value, but for a year, or waits for one."""
    return not any(text.endswith(":") or _is_value(text) for text in row)


def _is_value(text: str) -> bool:
    year = len(text) == _YEAR and text.isdigit()
    return any(map(str.isdigit, text[:2])) and not year


def _may_be_heading(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and "\n" not in text and text[-1:] not in ".!?:;|"
