"""The cells of a sheet -> headings, lines and tables of Markdown.

Empty rows part what stands in a sheet, and so do empty columns between tables. A table goes on
below an empty row under the head that it has; rows of one text are headings of what follows.
"""

from collections.abc import Iterator, Mapping, Sequence

from rag.documents.formats.shared.cells import (
    Area,
    Cell,
    Place,
    Row,
    columns_of,
    filled,
    is_line,
    runs,
    side_by_side,
    without_copies,
)
from rag.documents.formats.shared.heads import (
    Head,
    are_pairs,
    goes_on,
    has_copies,
    is_caption,
    own_head,
    repeats,
    texts,
)
from rag.documents.formats.shared.markdown_tables import markdown_table, name_and_value

_LONGEST_HEADING = 80  # characters
_PAIR = 2  # columns: a name and its value
_MOST_EMPTY, _LEAST_SHARE = 2_000_000, 10  # places of a table, by itself and for each cell
_NOTE_WORDS = 4  # in the last rows of a table


def sheet_text(cells: Mapping[Place, Cell], merged: Sequence[Area], level: str) -> str:
    """Write a sheet; its headings begin with `level`'s marks, those of parts of it with one more.

    >>> cells = {(1, 1): Cell("Oak"), (2, 1): Cell("part"), (2, 2): Cell("age", bold=True)}
    >>> print(sheet_text(cells | {(3, 1): Cell("root"), (3, 2): Cell("9", "number")}, [], "##"))
    ## Oak
    <BLANKLINE>
    | part | age |
    | --- | --- |
    | root | 9 |
    """
    return "\n\n".join(_Sheet().parts([*runs(filled(cells, merged))], level))


class _Sheet:
    """Writes runs of rows in turn; keeps the head of the last table for those below it."""

    def __init__(self) -> None:
        self._head: Head | None = None

    def parts(self, found: Sequence[list[Row]], level: str) -> Iterator[str]:
        """Write all runs; the first line of the first is a heading where more follows."""
        below = _tables_below(found)
        for at, rows in enumerate(found):
            if _is_sparse(rows):
                self._head = None
                yield "\n".join(map(_one_row, rows))
                continue
            parted = at + 1 < len(found) and below[at] is not found[at + 1]
            continued = self._head and goes_on(self._head, rows[-1:], after_line=False)
            if not continued and (head := _head_alone(rows, below[at], parted=parted)):
                yield from self._run(rows[:-1], level, titled=True)
                self._head = head
            else:
                yield from self._run(rows, level, titled=at == 0 and len(found) > 1)

    def _run(self, rows: Sequence[Row], level: str, *, titled: bool = False) -> Iterator[str]:
        """Write rows without an empty one between: the lines at their head, then their tables."""
        lines = next((at for at, row in enumerate(rows) if not is_line(row)), len(rows))
        table = rows[lines:]
        section = lines - 1 if _sections(table) and not own_head(table) else None
        for at, row in enumerate(rows[:lines]):
            if at == section:
                yield heading(_line(row), level + "#")
            elif at == 0 and (table or titled):
                part = self._head and table and goes_on(self._head, table, after_line=True)
                yield heading(_line(row), level + "#" if part else level)
            else:
                yield _line(row)
        parts = side_by_side(table) if table else []
        for part in parts if len(parts) > 1 else []:
            self._head = None
            yield from self._run(part, level + "#")
        if len(parts) == 1:
            yield from self._table(without_copies(table), level, after_line=lines > 0)

    def _table(self, rows: list[Row], level: str, *, after_line: bool) -> Iterator[str]:
        notes = len(rows)
        while notes > 1 and is_line(rows[notes - 1]) and _is_note(_line(rows[notes - 1])):
            notes -= 1
        body, below = rows[:notes], rows[notes:]
        if body and is_caption(body):
            yield _one_row(body[0])
            body = body[1:]
        head = self._head
        if head is None or not goes_on(head, body, after_line=after_line):
            found = own_head([row for row in body if not is_line(row)] or body)
            head, taken = found or (None, 0)
            body = body[taken:]
        self._head = head
        sections = set(_sections(body))
        piece = list[Row]()
        for at, row in enumerate(body):
            if at in sections or (head and repeats(head, row)):
                yield from _written(piece, head)
                piece = []
                if at in sections:
                    yield heading(_line(row), level + "#")
                else:
                    head = Head(head.columns, tuple(texts(row, head.columns))) if head else None
            else:
                piece.append(row)
        yield from _written(piece, head)
        yield from map(_line, below)


def _is_sparse(rows: Sequence[Row]) -> bool:
    """Say whether rows are no table, since nearly all of its very many places would be empty."""
    places = len(rows) * len(columns_of(rows))
    return places > _MOST_EMPTY + _LEAST_SHARE * sum(map(len, rows))


def _tables_below(found: Sequence[list[Row]]) -> list[list[Row]]:
    """Give for each run the next one that is more than lines, [] where none is."""
    below, next_table = list[list[Row]](), list[Row]()
    for rows in reversed(found):
        below.append(next_table)
        next_table = next_table if all(map(is_line, rows)) else rows
    return below[::-1]


def _written(rows: Sequence[Row], head: Head | None) -> Iterator[str]:
    if head and rows:
        yield markdown_table([head.names, *(texts(row, head.columns) for row in rows)])
        return
    columns = columns_of(rows)
    if len(rows) == 1 and (len(columns) == _PAIR or not are_pairs(rows)):
        yield _one_row(rows[0])
    elif rows and are_pairs(rows):
        pairs = zip(columns[::2], columns[1::2], strict=True)
        yield "\n".join(
            name_and_value(*texts(row, pair))
            for pair in pairs
            for row in rows
            if row.keys() & {*pair}
        )
    elif rows and any(map(has_copies, rows)) and (form := _merged_pairs(rows)):
        yield form
    elif rows:
        yield markdown_table([[""] * len(columns), *(texts(row, columns) for row in rows)])


def _merged_pairs(rows: Sequence[Row]) -> str:
    """Write the names and values of a form whose fields are merged cells; "" of another table."""
    cells = [list(dict.fromkeys(map(id, row.values()))) for row in rows]
    if any(len(one) % 2 for one in cells):
        return ""
    named = [{id(cell): cell.text for cell in row.values()} for row in rows]
    found = [[by[one] for one in order] for by, order in zip(named, cells, strict=True)]
    return "\n".join(
        name_and_value(*row[at : at + 2]) for row in found for at in range(0, len(row), 2)
    )


def _head_alone(rows: Sequence[Row], below: Sequence[Row], *, parted: bool) -> Head | None:
    """Take the only row of names for the head of what stands below, or is `parted` by lines."""
    *lines, row = rows
    if not all(map(is_line, lines)):
        return None
    if is_line(row) or any(cell.kind != "text" or cell.text.endswith(":") for cell in row.values()):
        return None
    table = [one for one in below if not is_line(one)]
    if not table or not set(columns_of(table)) <= row.keys() or len(table[0]) < len(row) - 1:
        return None
    if own_head(table) and not (is_line(below[0]) or parted):
        return None
    columns = tuple(row)
    return Head(columns, tuple(texts(row, columns)), alone=True)


def _sections(rows: Sequence[Row]) -> list[int]:
    """Find the rows that are headings within a table.

    They are merged over its width, bold above a row that is not, in a column of their own, or
    several of which one begins the table.
    """
    lines = [at for at, row in enumerate(rows) if is_line(row)]
    above = [at for at in lines if at + 1 < len(rows) and not is_line(rows[at + 1])]
    full = [row for row in rows if not is_line(row)]
    own = [at for at in above if not any(min(rows[at]) in row for row in full)]
    firsts = {at: next(iter(rows[at].values())) for at in above}
    wide = [
        at for at, cell in firsts.items() if cell.wide or (cell.bold and _is_plain(rows[at + 1]))
    ]
    if above == lines and len(above) > 1 and above[0] == 0:
        return above
    return sorted({*own, *wide})


def _is_plain(row: Row) -> bool:
    return not all(cell.bold for cell in row.values())


def heading(text: str, level: str) -> str:
    """Write a line as a heading with `level`'s marks where it may be one."""
    may_be = len(text) <= _LONGEST_HEADING and text[-1:] not in ".!?:;"
    return f"{level} {text}" if may_be else text


def _is_note(text: str) -> bool:
    return len(text.split()) >= _NOTE_WORDS or text[-1:] in ".:"


def _line(row: Row) -> str:
    return next(iter(row.values())).text


def _one_row(row: Row) -> str:
    first, *others = (cell for cell in row.values())
    rest = "; ".join(cell.text for cell in others)
    if others and first.kind == "text":
        return name_and_value(first.text, rest)
    return f"{first.text}; {rest}" if rest else first.text
