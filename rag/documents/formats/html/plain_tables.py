"""Tables of HTML -> plain ones: merged cells written out, one row of names, lines above as such.

A table without a head, of two columns, is marked for `pairs`. A table that holds others is
for layout, and stays (HTML Standard, 4.9.12: forming a table). Knows nothing of Markdown.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rag.documents.formats.shared.room import TAGS, Room

PAIRS = "\ue004"  # for private use; begins a table that may be of names and values
NAME, NAME_END = "\ue000", "\ue001"  # around such a name, as around what is bold
_VALUE = r"[^<>\"']|\"[^\"]{0,999}\"|'[^']{0,999}'"
_TAG = re.compile(
    rf"<!--.*?(?:-->|\Z)|<(?P<raw>script|style|textarea|title)\b(?:{_VALUE})*+>.*?(?:</(?P=raw)|\Z)"
    rf"|<(?P<end>/?)(?P<tag>table|thead|tbody|tfoot|tr|td|th)\b(?P<attributes>(?:{_VALUE})*+)>",
    re.IGNORECASE | re.DOTALL,
)
_SPAN = re.compile(r"\b(row|col)span\s*=\s*[\"']?\s*(\d{1,5})", re.IGNORECASE)
_HIDDEN = re.compile(rf"\A(?:{_VALUE})*?\shidden(?=[\s=/]|\Z)|\bdisplay\s*:\s*none", re.IGNORECASE)
_MOST_FILLED = {"row": 100, "col": 50}  # that one cell is written into
_LONGEST = 1_000  # characters of HTML in a cell that is written out several times
_LONGEST_NAME = 300  # characters of HTML, tags included
_PAIR = 2  # columns: a name and its value


@dataclass(slots=True)
class _Cell:
    start: int  # where its content begins
    is_name: bool
    down: int
    across: int
    html: str = ""


@dataclass(slots=True)
class _Table:
    start: int
    inner: int = 0  # where its first row begins
    in_head: bool = False
    hidden: bool = False  # the row that is open
    holds_others: bool = False
    rows: list[list[_Cell]] = field(default_factory=list)
    cell: _Cell | None = None  # the one that is open


_Grid = list[list[_Cell | None]]


def plain_tables(html: str) -> str:
    """Rewrite the tables that need it; all else stays as it is.

    The rows of one that would grow too large, for all that its cells span, become lines.

    >>> plain_tables("<table><tr><th>a<th>b<tr><td rowspan=2>c<td>d<tr><td>e</table>")[36:]
    '<tr><td>c</td><td>d</td></tr><tr><td>c</td><td>e</td></tr></table>'
    """
    parts, done, room = list[str](), 0, Room.beside(len(html))
    for table, end in _tables(html) if "<table" in html.lower() else ():
        if (written := _written(table, room)) is not None:
            above, rows = written
            parts += [html[done : table.start], above, html[table.start : table.inner], rows]
            done = end
    return "".join([*parts, html[done:]])


def _tables(html: str) -> Iterator[tuple[_Table, int]]:
    """Yield the tables that hold no others, and where the rows of each end."""
    open_ = list[_Table]()
    for found in _TAG.finditer(html):
        tag = (found["tag"] or "").lower()
        if tag == "table" and not found["end"]:
            if open_:
                open_[-1].holds_others = True
            open_.append(_Table(found.start()))
        elif tag and open_:
            table = open_[-1]
            if table.cell:
                table.cell.html = html[table.cell.start : found.start()]
                table.cell = None
            if tag == "table":
                open_.pop()
                if not table.holds_others:
                    yield table, found.start()
            elif found["end"]:
                table.in_head &= tag != "thead"
            else:
                table.inner = table.inner or found.start()
                _take(table, tag, found)


def _take(table: _Table, tag: str, found: re.Match[str]) -> None:
    if tag in ("td", "th"):
        spans = {key.lower(): int(number) for key, number in _SPAN.findall(found["attributes"])}
        down, across = (min(max(1, spans.get(key, 1)), _MOST_FILLED[key]) for key in ("row", "col"))
        table.cell = _Cell(found.end(), tag == "th" or table.in_head, down, across)
        if not table.rows:
            table.rows.append([])
        if not (table.hidden or _HIDDEN.search(found["attributes"])):
            table.rows[-1].append(table.cell)
    elif tag == "tr":
        table.hidden = _HIDDEN.search(found["attributes"]) is not None
        table.rows.append([])
    else:
        table.in_head = tag == "thead"


def _written(table: _Table, room: Room) -> tuple[str, str] | None:
    """Give the lines above a table and its rows as HTML, None where both may stay."""
    if not room.has(_copied(table.rows)) or not room.has(_missing(grid := _grid(table.rows))):
        return _lines(table.rows), ""
    width = max(map(len, grid), default=0)
    grid = _without_copies([row + [None] * (width - len(row)) for row in grid])
    width = len(grid[0]) if grid else 0
    merged = any(cell.down * cell.across > 1 for row in table.rows for cell in row)
    lines = next((at for at, row in enumerate(grid) if not _is_line(row, width)), 0)
    above = "".join(f"<p>{row[0].html}</p>" for row in grid[:lines] if row[0])
    body = grid[lines:]
    names = next((at for at, row in enumerate(body) if not _are_names(row)), 0)
    pairs = width == _PAIR and not names and _may_be_pairs(body)
    if not (merged or pairs):
        return None
    head = [_joined(body[:names], width)] if names > 1 else [_texts(r, width) for r in body[:names]]
    rows = [*head, *(_texts(row, width) for row in body[names:])]
    if pairs:
        rows = [[_name(row), *texts[1:]] for row, texts in zip(body, rows, strict=True)]
        rows[0][0] = PAIRS + rows[0][0]
    return above, "".join(
        f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in row)}</tr>"
        for at, row in enumerate(rows)
        for tag in ("th" if at < len(head) else "td",)
    )


def _grid(rows: Sequence[Sequence[_Cell]]) -> _Grid:
    """Put each cell into all places that it spans; a long one into the first alone."""
    grid: _Grid = [[] for _ in rows]
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while column < len(grid[number]) and grid[number][column] is not None:
                column += 1
            _fill(grid[number : number + cell.down], column, cell)
            column += cell.across
    return [row for row in grid if row]


def _lines(rows: Sequence[Sequence[_Cell]]) -> str:
    texts = ([cell.html for cell in row if cell.html.strip()] for row in rows)
    return "".join(f"<p>{'; '.join(row)}</p>" for row in texts if row)


def _copied(rows: Sequence[Sequence[_Cell]]) -> int:
    """Count the bytes of the places that cells span beside their first."""
    return sum(
        (cell.across * min(cell.down, len(rows) - at) - 1)
        * (TAGS + (len(cell.html) if len(cell.html) <= _LONGEST else 0))
        for at, row in enumerate(rows)
        for cell in row
    )


def _missing(grid: _Grid) -> int:
    """Count the bytes of the places that rows lack which are shorter than the longest."""
    return TAGS * (len(grid) * max(map(len, grid), default=0) - sum(map(len, grid)))


def _without_copies(grid: _Grid) -> _Grid:
    """Leave out columns that are merged with the one to their left in every row."""
    width = len(grid[0]) if grid else 0
    kept = [at for at in range(width) if not at or any(row[at] is not row[at - 1] for row in grid)]
    return [[row[at] for at in kept] for row in grid]


def _fill(rows: _Grid, column: int, cell: _Cell) -> None:
    once = len(cell.html) > _LONGEST
    for below, row in enumerate(rows):
        row += [None] * (column + cell.across - len(row))
        for at in range(column, column + cell.across):
            first = not below and at == column
            row[at] = cell if first or not once else row[at] or _Cell(0, cell.is_name, 1, 1)


def _is_line(row: Sequence[_Cell | None], width: int) -> bool:
    return width > 1 and all(cell is row[0] for cell in row)


def _are_names(row: Sequence[_Cell | None]) -> bool:
    return len(row) > 1 and all(cell.is_name for cell in row if cell)


def _may_be_pairs(body: _Grid) -> bool:
    labels = all(row[0] and row[0].is_name for row in body)
    short = all(row[0] is None or len(row[0].html) <= _LONGEST_NAME for row in body)
    return short and (len(body) > 1 or (labels and bool(body)))


def _texts(row: Sequence[_Cell | None], width: int) -> list[str]:
    """Write a row; what stands over its whole width is written once."""
    once = 1 if _is_line(row, width) else width
    texts = [cell.html if cell else "" for cell in row[:once]]
    return texts + [""] * (width - once)


def _joined(rows: Sequence[Sequence[_Cell | None]], width: int) -> list[str]:
    """Name each column by all that stands above it."""
    columns = ([row[at] for row in rows] for at in range(width))
    named = ({id(cell): cell.html for cell in column if cell} for column in columns)
    return [" ".join(texts.values()) for texts in named]


def _name(row: Sequence[_Cell | None]) -> str:
    first = row[0]
    if first is None:
        return ""
    return f"{NAME}{first.html}{NAME_END}" if first.is_name else first.html
