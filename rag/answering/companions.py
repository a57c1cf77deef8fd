"""What is to be said beside the likeliest value, where a question asks for several things.

"- Removed: the importer" and "- Removed: the calendar" are one answer to "what was removed?", the
lines "Present: ..." and "In attendance: ..." of the same minutes to "who attended?", and the cells
of a column whose rows all hold the words asked for to "which towns do I see with Ann Moss?". This
module knows nothing of how candidates are found.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.answering.candidates.expansions.introduced_lists import labelled
from rag.answering.grouping import Group
from rag.answering.questions import asks_for_several
from rag.answering.values.comparing import read_value
from rag.reading.reader import Candidate
from rag.reading.verbalising import is_of_table
from rag.text.stems import stems
from rag.text.tables import Cell, Row, table_rows
from rag.types import Span

_ITEM = re.compile(r"\s*(?P<mark>[-*+•‣▪●◦–]|\(?\d{1,3}[.)])\s+\**(?P<label>\w[^:\n]{0,40}):")
_ONE = re.compile(r"\W*(?:\w+\W+)?wh(?:at|o)(?:['’]s|\s+(?:is|was))\b", re.IGNORECASE)
_LIKE = 0.3  # of the likeliest value's probability, from which an item of its list is told too
_BESIDE = 0.15  # from which a list is that stands in a line beside its own
_REACH = 2_000  # characters between two items of a list
_LARGEST = 300_000  # characters of a text whose tables are looked at
_ROWS_AROUND = 2_000  # of a table that are looked at on either side of a row
_MOST = 12  # cells that are told


def with_companions(question: str, groups: Sequence[Group]) -> tuple[Group, ...]:
    """Give the groups that are to be said, in the order of their text: the first one at least."""
    if not groups or not asks_for_several(question):
        return tuple(groups[:1])
    best, *others = groups
    said = [best, *(one for one in others if _is_beside(best, one))]
    if len(said) == 1 and not _ONE.match(question):
        said = _of_column(question, best, others)
    return tuple(sorted(said, key=lambda group: group.best.span))


def _is_beside(best: Group, other: Group) -> bool:
    """Say whether a value stands in an item or a line that is like that of the likeliest one."""
    one, two = best.best, other.best
    if one.hit.document.id != two.hit.document.id or one.quote == two.quote:
        return False
    text = one.hit.document.text
    between = text[min(one.quote.end, two.quote.end) : max(one.quote.start, two.quote.start)]
    if len(between) > _REACH:
        return False
    if labelled(one) and labelled(two):
        near = not between.strip(" \t\r\n-*+") and between.count("\n") <= 1
        return near and other.probability >= _BESIDE * best.probability
    label = _label(one)
    same_list = "\n\n" not in between and "\n#" not in between
    like = other.probability >= _LIKE * best.probability
    return bool(label) and label == _label(two) and same_list and like


def _label(candidate: Candidate) -> str | None:
    """Give the mark and the label of the item that a candidate's quote begins with."""
    found = _ITEM.match(candidate.quoted)
    return f"{found['mark'][-1]} {found['label'].casefold()}" if found else None


def _of_column(question: str, best: Group, others: Sequence[Group]) -> list[Group]:
    """Give the cells of the likeliest value's column whose rows hold the same words asked for."""
    one = best.best
    text = one.hit.document.text
    if len(text) > _LARGEST or not is_of_table(text, one.quote):
        return [best]
    rows = table_rows(text)
    at = bisect_right([row.span.start for row in rows], one.span.start) - 1
    column = _column(rows[at], one) if at >= 0 else None
    if column is None:
        return [best]
    asked = frozenset(stems(question)) & _beside(text, rows[at], column)
    if not any(any(map(str.isalpha, word)) for word in asked):
        return [best]
    found: dict[str, Group] = {}
    for row in _table_around(rows, at):
        cell = next((c for c in row.cells(text) if c.heading == column), None)
        if cell is not None and asked <= _beside(text, row, column):
            found.setdefault(text[cell.span.start : cell.span.end], _group(row, cell, best, others))
    return list(found.values()) if len(found) <= _MOST else [best]


def _column(row: Row, one: Candidate) -> str | None:
    """Give the heading of the one cell that a candidate stands in, if no other cell has it."""
    cells = row.cells(one.hit.document.text)
    holding = [c for c in cells if c.span.start <= one.span.start and one.span.end <= c.span.end]
    if not holding or not holding[0].heading or row.headings.count(holding[0].heading) > 1:
        return None
    return holding[0].heading


def _beside(text: str, row: Row, column: str) -> frozenset[str]:
    """Give the words of a row's other cells."""
    others = [c.span for c in row.cells(text) if c.heading != column]
    return frozenset(stems(" ".join(text[span.start : span.end] for span in others)))


def _table_around(rows: Sequence[Row], at: int) -> Iterator[Row]:
    """Yield the rows of the same table, in order, as far as they are looked at."""
    first = last = at
    while first > max(0, at - _ROWS_AROUND) and rows[first - 1].headings == rows[at].headings:
        first -= 1
    most = min(len(rows), at + _ROWS_AROUND) - 1
    while last < most and rows[last + 1].headings == rows[at].headings:
        last += 1
    yield from rows[first : last + 1]


def _group(row: Row, cell: Cell, best: Group, others: Sequence[Group]) -> Group:
    """Give the group that a cell is the best place of, else one that nothing was believed of."""
    for group in (best, *others):
        one = group.best
        inside = cell.span.start <= one.span.start and one.span.end <= cell.span.end
        if inside and one.hit.document.id == best.best.hit.document.id:
            return group
    unread = replace(best.best, span=cell.span, quote=Span(row.span.start, row.span.end), score=0.0)
    return Group((unread,), read_value(unread.text), 0.0)
