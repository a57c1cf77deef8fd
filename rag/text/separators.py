"""Which character parts the cells of a file of separated values (RFC 4180): comma, tab or other.

The character is the one that cuts the first rows into equally many cells. Quoted cells are read as
RFC 4180 says.
"""

import csv
import io
import re
from collections import Counter
from itertools import islice

SEPARATORS = ",;\t|"  # where two part a table alike, the first is taken
_SAMPLE = 65_536  # characters by which the separator is told
_ROWS = 200  # of the sample; a cell that is never closed leaves one that is long
_USUAL = 0.5  # of the rows, with one number of cells, where the first row has a single cell
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")


def separator_of(text: str, among: str = SEPARATORS) -> str:
    """Return the character of `among` that parts the rows of a table most regularly.

    It parts the first row, if any does, and the most rows into one number of cells. The first of
    `among` is returned for a table of one column.

    >>> separator_of("tree;price\\noak;4,50\\nash;3,50\\n")
    ';'
    """
    sample = text[:_SAMPLE]
    cut = len(sample) < len(text)
    return max(among, key=lambda separator: _regularity(sample, separator, cut=cut))


def _regularity(sample: str, separator: str, *, cut: bool) -> tuple[bool, float, int]:
    """Say whether the first row is parted, which share of rows alike, and into how many cells."""
    if separator == ",":  # a price parts a row into more cells than it has
        sample = _DECIMAL_COMMA.sub(".", sample)
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator, skipinitialspace=True)
    widths = [len(row) for row in islice(reader, _ROWS) if any(row)]
    if cut and len(widths) > 1:
        widths.pop()
    parted = Counter(width for width in widths if width > 1)
    if not parted:
        return False, 0.0, 0
    cells, rows = max(parted.items(), key=lambda item: (item[1], item[0]))
    heads, share = widths[0] > 1, rows / len(widths)
    return (heads, share, cells) if heads or share >= _USUAL else (False, 0.0, 0)
