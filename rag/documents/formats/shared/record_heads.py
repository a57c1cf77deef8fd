"""Tell whether the first row of separated values names their columns.

Most do; one that has values where the rows below have them is a row as any. Two columns of words
are names and values, unless the first row is written as names of columns are. Knows no Markdown.
"""

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from rag.documents.dates import parse_date
from rag.documents.formats.shared.cells import cell_of

_LOOKED_AT = 200  # rows below
_PAIR = 2  # columns: a name and its value
_YEARS = range(1900, 2101)
_CODE = 4  # digits of a text that is no name
_CODE_WORD = 3  # digits of a code that is one word: "kelby-4711"
_YEAR_WORD = re.compile(  # "FY2024", "price_2024", "2024H1", "Q1 2024"
    r"(?:\D*\d?\D)?(?:19|20)\d\d(?:\D{0,3}\d)?\D*"
)
_TIME = re.compile(r"\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\s*[ap]\.?m\.?)?", re.IGNORECASE)
_USUAL = re.compile(
    r"(?:address|amount|answer|author|capital|category|city|code|color|colour|comment|comments|"
    r"company|cost|country|currency|date|day|definition|department|description|due|e-mail|email|"
    r"english|event|fee|group|hours|id|item|items|key|kind|language|level|link|location|meaning|"
    r"mobile|month|name|names|no|note|notes|number|owner|password|person|phone|place|position|"
    r"price|product|qty|quantity|question|rate|reason|rent|role|room|score|size|start|state|status|"
    r"street|subject|surname|task|tel|telephone|term|text|time|title|topic|total|town|translation|"
    r"type|unit|units|url|user|username|value|what|when|where|who|word|year)\.?",
    re.IGNORECASE,
)


def has_head(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the first of the rows, which are of one table, is a head.

    >>> has_head([["tree", "price"], ["oak", "49"]]), has_head([["oak", "49"], ["ash", "35"]])
    (True, False)
    """
    first, *below = [[" ".join(c.split()) for c in row] for row in islice(rows, _LOOKED_AT + 1)]
    if not below or any("@" in cell or "://" in cell for cell in first):
        return False
    columns = [[row[at] for row in below if at < len(row) and row[at]] for at in range(len(first))]
    if _counts(first):
        return True
    if any(map(_is_of_column, first, columns)) or _recurs(first, below, columns):
        return False
    if len(first) != _PAIR or not first[0]:
        return True
    return any(map(_is_above_values, first, columns)) or _are_names(first, columns[0])


def _is_value(text: str) -> bool:
    """Say whether a cell is a number, a day, a time or a code, not a name or other words."""
    if cell_of(text, bold=False).kind == "number" or _TIME.fullmatch(text) or parse_date(text):
        return True
    letters, digits = (sum(map(test, text)) for test in (str.isalpha, str.isdigit))
    if _YEAR_WORD.fullmatch(text):
        return False
    one_word = digits >= _CODE_WORD and " " not in text
    return one_word or (digits >= _CODE and digits > 2 * letters)


def _is_of_column(cell: str, column: Sequence[str]) -> bool:
    """Say whether a cell of the first row is a value as most of those below it are."""
    if not _is_value(cell) or 2 * sum(map(_is_value, column)) < max(1, len(column)):
        return False
    return not _is_year(cell) or 2 * sum(map(_is_year, column)) >= len(column)


def _is_above_values(cell: str, column: Sequence[str]) -> bool:
    """Say whether words, or a year, stand above values of another kind."""
    return bool(cell and column) and 2 * sum(map(_is_value, column)) > len(column)


def _recurs(first: Sequence[str], below: Sequence[Sequence[str]], columns: list[list[str]]) -> bool:
    """Say whether a cell of the first row stands below it too, but for rows that repeat it all."""
    if list(first) in [list(row) for row in below]:
        return False
    return any(cell in column for cell, column in zip(first, columns, strict=True) if cell)


def _are_names(first: Sequence[str], names: Sequence[str]) -> bool:
    """Say whether words are those that columns have, or are written unlike the rows below."""
    cells = list(filter(None, first))
    if all("_" in cell or _USUAL.fullmatch(cell.split()[-1]) for cell in cells):
        return True
    return all(cell[0].islower() for cell in cells) and 2 * sum(
        name[0].islower() for name in names
    ) < len(names)


def _counts(first: Sequence[str]) -> bool:
    """Say whether the row has years or days that rise or fall, or 1 2 3, beside each other."""
    values = [at for at, cell in enumerate(first) if cell and _is_value(cell)]
    if len(values) < _PAIR or values[-1] - values[0] + 1 != len(values):
        return False
    cells = [first[at] for at in values]
    days = [day for cell in cells if (day := parse_date(cell))]
    orders = [day.toordinal() for day in days] or [int(c) for c in cells if c.isdecimal()]
    if len(orders) < len(cells):
        return False
    steps = {b - a for a, b in pairwise(orders)}
    if days or all(map(_is_year, cells)):
        return min(steps) > 0 or max(steps) < 0
    return steps == {1}


def _is_year(cell: str) -> bool:
    return cell.isdecimal() and len(cell) == _CODE and int(cell) in _YEARS
