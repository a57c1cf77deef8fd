"""Separated values (RFC 4180) -> records; a quotation mark that nothing closes is a letter.

Marks with a backslash before them, as databases write them, are read where doubled ones are not.

Knows nothing of what the cells mean, nor of heads.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

_LONGEST_CELL = 10_000_000  # characters; the csv module's own limit is lower
_ESCAPED = re.compile(r"(?<!\\)\\\"")
_MOST_LINES = 500  # of one record: farther down no mark closes what was opened


def records(text: str, separator: str) -> Iterator[list[str]]:
    """Yield the records of a text; raises `csv.Error` of a cell over 10 million characters.

    A record of several lines is taken for one of a single line with a quotation mark too many
    where the lines that it swallows are records of the usual width, and it is not.

    >>> [*records('name,note\\nAnn,"hello\\nBob,yes\\n', ",")]
    [['name', 'note'], ['Ann', '"hello'], ['Bob', 'yes']]
    """
    csv.field_size_limit(_LONGEST_CELL)
    lines = list(io.StringIO(text, newline=""))
    widths, at = Counter[int](), 0
    while at < len(lines):
        ahead = lines[at : at + _MOST_LINES] if '"' in lines[at] else []
        found = _strict(ahead, separator) if ahead else None
        if found is None and ahead and _ESCAPED.search(lines[at]):
            found = _strict([_ESCAPED.sub('""', line) for line in ahead], separator)
        if found is None or _swallows(found, ahead, separator, widths):
            found = _alone(lines[at], separator), 1
        row, used = found
        yield row
        widths[len(row)] += bool(row)
        at += used


def _strict(lines: Sequence[str], separator: str) -> tuple[list[str], int] | None:
    """Read the first record and say how many lines it has; None where the marks are amiss."""
    reader = csv.reader(lines, delimiter=separator, skipinitialspace=True, strict=True)
    try:
        return next(reader), reader.line_num
    except csv.Error:
        return None


def _swallows(
    found: tuple[list[str], int], lines: Sequence[str], separator: str, widths: Counter[int]
) -> bool:
    row, used = found
    if used == 1:
        return False
    usual = widths.most_common(1)[0][0] if widths else len(_plain(lines[0], separator))
    inner = [len(_plain(line, separator)) == usual for line in islice(lines, 1, used)]
    return usual > 1 and len(row) != usual and 2 * sum(inner) > len(inner)


def _alone(line: str, separator: str) -> list[str]:
    """Read a line whatever its marks are: one that is not closed in it stays."""
    row = next(csv.reader([line], delimiter=separator, skipinitialspace=True), [])
    return _plain(line, separator) if any(set(cell) & {"\n", "\r"} for cell in row) else row


def _plain(line: str, separator: str) -> list[str]:
    plain = csv.reader(
        [line.rstrip("\r\n")], delimiter=separator, skipinitialspace=True, quoting=csv.QUOTE_NONE
    )
    return next(plain, [])
