"""Paragraphs, items and cells in the order in which a file has them -> HTML."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.documents.formats.shared.list_numbers import marked

DEEPEST_TABLE = 9  # tables within tables
_DEEPEST_LIST = 9
_MOST_CELLS = 256  # of a row whose forms are kept, over all rows; Word's have 63
_NEAR = 60  # twips: edges of columns that are no further apart are one


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a table; `level` is that of an item in its list, from 0 on."""

    html: str
    level: int | None = None
    label: str = ""


@dataclass(slots=True)
class CellForm:
    """How a row says that a cell is: where it ends, and with what it is merged."""

    right: int = 0
    above: bool = False  # goes on from the row above
    before: bool = False  # goes on from the cell before


@dataclass(slots=True)
class _Row:
    cells: list[str]
    forms: list[CellForm]
    is_head: bool


class Blocks:
    """Gathers what stands in a text and, by how deep it is in tables, in their cells."""

    def __init__(self) -> None:
        count = DEEPEST_TABLE + 1
        self._blocks: list[list[Block]] = [[] for _ in range(count)]  # of the cell that is open
        self._cells: list[list[str]] = [[] for _ in range(count)]  # of the row that is
        self._rows: list[list[_Row]] = [[] for _ in range(count)]  # of the table that is

    def add(self, block: Block, depth: int) -> None:
        """Put a paragraph into the text (depth 0) or into the cell that is open in a table."""
        self._close(depth)
        self._blocks[depth].append(block)

    def end_cell(self, depth: int) -> None:
        """End the cell that is open."""
        self._close(depth)
        self._cells[depth].append(_html(self._blocks[depth]))
        self._blocks[depth] = []

    def end_row(self, depth: int, forms: Sequence[CellForm], *, is_head: bool) -> None:
        """End a row whose cells have these forms, as far as the file says so."""
        if self._cells[depth]:
            self._rows[depth].append(_Row(self._cells[depth], list(forms[:_MOST_CELLS]), is_head))
        self._cells[depth] = []

    def html(self) -> str:
        """Give all as HTML."""
        self._close(0)
        return _html(self._blocks[0])

    def _close(self, depth: int) -> None:
        """End the tables that are deeper, each in the cell that it stands in."""
        for at in range(DEEPEST_TABLE, depth, -1):
            left = [*self._blocks[at]]
            self._blocks[at] = []
            if left and not self._cells[at]:
                self._blocks[at - 1] += left  # a table's cell that no mark ends
            elif left or self._cells[at]:
                cells = [*self._cells[at], *filter(None, [_html(left)])]
                self._rows[at].append(_Row(cells, [], is_head=False))
                self._cells[at] = []
            if self._rows[at]:
                self._blocks[at - 1].append(Block(_table(self._rows[at])))
                self._rows[at] = []


def _html(blocks: Sequence[Block]) -> str:
    """Write blocks; items that follow each other are a list, deeper ones within those before."""
    parts, open_ = list[str](), list[str]()
    for block in blocks:
        depth = 0 if block.level is None else min(block.level, _DEEPEST_LIST) + 1
        tag = "ol" if any(map(str.isalnum, block.label)) else "ul"
        while len(open_) > depth or (len(open_) == depth > 0 and open_[-1] != tag):
            parts.append(f"</li></{open_.pop()}>")
        if depth and len(open_) == depth:
            parts.append("</li><li>")
        elif depth:
            open_.append(tag)
            parts.append(f"<{tag}><li>")
        label = marked(block.label) if tag == "ol" and depth else ""
        parts.append(label + block.html)
    parts += [f"</li></{tag}>" for tag in reversed(open_)]
    return "".join(parts)


def _table(rows: Sequence[_Row]) -> str:
    """Write a table on the grid of all edges, from which cells' widths in columns are known."""
    edges = _edges({form.right for row in rows for form in row.forms})
    placed = [list(_placed(row, edges)) for row in rows]
    starts = [{cell.left: cell for cell in row} for row in placed]
    parts = list[str]()
    for at, row in enumerate(placed):
        tag = "th" if rows[at].is_head else "td"
        cells = (_cell(cell, starts, at, tag) for cell in row if not cell.above)
        written = f"<tr>{''.join(cells)}</tr>"
        parts.append(f"<thead>{written}</thead>" if rows[at].is_head else written)
    return f"<table>{''.join(parts)}</table>"


@dataclass(slots=True)
class _Placed:
    html: str
    left: int  # column
    across: int
    above: bool


def _placed(row: _Row, edges: Sequence[int]) -> Iterator[_Placed]:
    """Give a row's cells their columns; those that go on from the one before are part of that."""
    last, left = None, 0
    for at, html in enumerate(row.cells):
        form = row.forms[at] if at < len(row.forms) else None
        right = _column(form.right, edges) if form else left
        across = max(right - left + 1, 1)
        if form and form.before and last is not None:
            last.across += across
        else:
            if last is not None:
                yield last
            last = _Placed(html, left, across, bool(form and form.above))
        left += across
    if last is not None:
        yield last


def _cell(cell: _Placed, rows: Sequence[dict[int, _Placed]], at: int, tag: str) -> str:
    down = 1
    while at + down < len(rows):
        below = rows[at + down].get(cell.left)
        if below is None or not below.above:
            break
        down += 1
    spans = f' colspan="{cell.across}"' if cell.across > 1 else ""
    spans += f' rowspan="{down}"' if down > 1 else ""
    return f"<{tag}{spans}>{cell.html}</{tag}>"


def _edges(found: set[int]) -> list[int]:
    edges = sorted(found)
    return [b for a, b in pairwise([-_NEAR - 1, *edges]) if b - a > _NEAR]


def _column(right: int, edges: Sequence[int]) -> int:
    """Give the column that ends at an edge, or at the nearest one before it."""
    return max(bisect_right(edges, right) - 1, 0)
