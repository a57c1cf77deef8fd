"""Leave out cells of other rows and columns; move belief to the best cell left of the row.

Question: any that names a row of a table, and maybe a column.
Example: "When do you open on Sunday?", "| Day | Opens | Closes |" with "| Saturday | 9:00 | 18:00
|" and "| Sunday | 11:00 | 16:00 |" -> "11:00", believed as much as all of Sunday's
Exceptions: a table none of whose rows is named; a question that compares or leaves out.

A row is named by its first cell, else by two words or more of a cell in a column that has no cell
twice ("2 March | Thornby Head"); a column by a word of its heading (`asked_columns`). A number
names a row where the question has the heading above it too: of "code 5" nothing is told by a table
of the codes 1 to 4.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from rag.answering.candidates.constraints.asked_columns import asked_columns
from rag.answering.candidates.filtering import Asked, Belief, narrowed
from rag.questions.comparing import compares
from rag.reading.reader import Candidate, Reading
from rag.reading.verbalising import is_of_table
from rag.text.stems import stems
from rag.text.tables import Row, table_rows

_LARGEST = 300_000  # characters of a text whose tables are looked at
_REMEMBERED = 32  # texts: more than the documents of one question

Words = frozenset[str]
Place = tuple[str, int]  # a document's id, and where the first row of a table begins
Named = dict[Place, frozenset[int] | None]  # the rows asked for; None where none is named
_NOBODY: Words = frozenset()  # which names no row
_YEAR: Words = frozenset({"year"})


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows of a table in order, where they begin, and the words that name each."""

    rows: Sequence[Row]
    starts: Sequence[int]
    labels: Sequence[Words]
    names: Sequence[Sequence[Words]] = ()  # of the rows by another column

    def named(self, asked: Words) -> frozenset[int] | None:
        """Give the rows that words ask for, which may be none of these; None if they name none."""
        if all(map(_is_number, self.labels)):
            numbers = self._numbers(asked)
            rows = [row for row, label in enumerate(self.labels) if label <= numbers]
            return frozenset(rows) if numbers else None
        for labels in (self.labels, *self.names):
            rows = [row for row, label in enumerate(labels) if label <= asked and _is_name(label)]
            if rows:
                return frozenset(rows)
        return None

    def _numbers(self, asked: Words) -> Words:
        """Give the numbers among words that can name a row; a year does so without its heading."""
        heading = frozenset(stems(self.rows[0].headings[0]))
        if not heading or not (heading == _YEAR or heading <= asked):
            return frozenset()
        numbers = frozenset(filter(str.isdigit, asked))
        return frozenset(filter(_is_year, numbers)) if heading == _YEAR else numbers


def of_asked_rows(asked: Asked) -> Reading:
    """Keep all but what stands elsewhere in a table that has the row and column asked about."""
    question, reading = asked.question, asked.reading
    if compares(question):
        return reading
    words, named = frozenset(stems(question)), Named()
    rows = [_asked_row(one, words, named) for one in reading.candidates]
    kept, believed = list[Candidate](), dict[Place, float]()
    for one, row in zip(reading.candidates, rows, strict=True):
        if row is None or (isinstance(row, Row) and not _is_beside(row, one, question)):
            kept.append(one)
        elif isinstance(row, Row):
            place = one.hit.document.id, row.span.start
            believed[place] = believed.get(place, 0.0) + one.score
    if len(kept) == len(reading.candidates):
        return reading
    return narrowed(reading, _with_belief(kept, believed), Belief.SHARED)


def _with_belief(kept: Sequence[Candidate], believed: Mapping[Place, float]) -> list[Candidate]:
    """Believe of the best cell asked for in a row what was believed of the others of that row."""
    left = dict(believed)
    found = list[Candidate]()
    for one in sorted(kept, key=lambda candidate: -candidate.score):
        start = one.hit.document.text.rfind("\n", 0, one.span.start) + 1
        belief = left.pop((one.hit.document.id, start), 0.0)
        found.append(replace(one, score=one.score + belief))
    return sorted(found, key=lambda candidate: -candidate.score)


def _asked_row(one: Candidate, asked: Words, named: Named) -> Row | Literal["other"] | None:
    """Give the row of a candidate where its table has one asked for; None in no such table.

    `named` keeps the rows that are asked about, of each table.
    """
    text = one.hit.document.text
    if len(text) > _LARGEST or not is_of_table(text, one.quote):
        return None
    for table in _tables(text):
        at = bisect_right(table.starts, one.span.start) - 1
        if at < 0 or one.span.end > table.rows[at].span.end:
            continue
        place = one.hit.document.id, table.starts[0]
        if place not in named:
            named[place] = table.named(asked)
        rows = named[place]
        if rows is None:
            return None
        return table.rows[at] if at in rows else "other"
    return None


def _is_beside(row: Row, one: Candidate, question: str) -> bool:
    """Say whether a cell of a row stands under no heading that is asked for, and others do."""
    text = one.hit.document.text
    cells = row.cells(text)
    inside = [cell for cell in cells if cell.span.start <= one.span.start < cell.span.end]
    if not inside or inside[0] == cells[0]:
        return False
    below = {cell.heading: text[cell.span.start : cell.span.end] for cell in cells}
    columns = {heading: below.get(heading, "") for heading in row.headings[1:]}
    return inside[0].heading not in asked_columns(question, columns, row.headings[0])


@lru_cache(_REMEMBERED)
def _tables(text: str) -> tuple[_Table, ...]:
    """Part the rows of a text into its tables, each without its headings' own lines."""
    tables: list[list[Row]] = []
    for row in table_rows(text):
        if not row.headings:
            tables.append([])
        elif tables:
            tables[-1].append(row)
    return tuple(
        _Table(
            rows,
            [row.span.start for row in rows],
            [_label(text, row) for row in rows],
            list(_names(text, rows)),
        )
        for rows in tables
        if rows
    )


def _label(text: str, row: Row) -> Words:
    """Give the words of a row's first cell."""
    first = next(iter(row.cells(text)), None)
    return frozenset(stems(text[first.span.start : first.span.end]) if first else ())


def _names(text: str, rows: Sequence[Row]) -> Iterator[Sequence[Words]]:
    """Yield the words of the cells of each column, after the first, that can name its rows."""
    cells = [
        {cell.heading: text[cell.span.start : cell.span.end] for cell in row.cells(text)}
        for row in rows
    ]
    for heading in rows[0].headings[1:]:
        column = [row.get(heading, "").strip() for row in cells]
        if heading and len(set(column)) == len(column):
            words = [frozenset(stems(cell)) for cell in column]
            yield [label if len(label) > 1 else _NOBODY for label in words]


def _is_name(label: Words) -> bool:
    return any(map(str.isalpha, "".join(label)))


def _is_year(number: str) -> bool:
    return len(number) == len("2024")


def _is_number(label: Words) -> bool:
    return len(label) == 1 and all(map(str.isdigit, label))
