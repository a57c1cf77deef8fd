"""Whether the lines of a paragraph end because it was wrapped, or because they are meant to.

Wrapped prose ends each line where the next word had no room any more within the width of the
widest line, and goes on in the middle of a sentence. Verse, addresses, entries, columns and code
do not; where it is unsure, lines keep their ends. By small letters at a line's beginning: a
script without them, and a paragraph whose every line happens to begin with a capital, stay as
they are.
"""

import re
from collections.abc import Sequence

_NARROWEST, _WIDEST = 40, 120  # characters of the widest line
_SLACK = 4  # characters that a wrapper counts otherwise, or a later edit took out
_MOST_INDENT = 8  # more is centred, or set to a side
_FEWEST_WORDS = 3  # of a line, on average
_FIRST_WORD = re.compile(r"\S+")
_MARKED_WORD = re.compile(r"[`\[(]")  # code or a link may begin a sentence or not
_ITEM = re.compile(r"\s*(?:[-*+•‣▪●◦–—#>|]+|\(?(?:\d{1,9}|[A-Za-z]|[ivxIVX]{2,5})[.)])\s")
_LABEL = re.compile(r"[^\s:=]+(?: [^\s:=]+)?[ \t]*[:=]\s")
_COLUMNS = re.compile(r"\S(?:\t|[ ]{3})")
_SIGNS_OF_CODE = re.compile(r"[{}=<>]|\w\(\)|->|::")
_LINE_ENDS = ("  ", "\\")  # of Markdown: the line is meant to end


def begins_item(line: str) -> bool:
    """Say whether a line begins with the mark or the number of a list's item."""
    return _ITEM.match(line) is not None


def is_wrapped(lines: Sequence[str], *, written: bool = False) -> bool:
    """Say whether a paragraph's lines were wrapped; `written` are those of Markdown by hand.

    "A ferry that leaves the harbour at noon is", "never late." -> True
    """
    if len(lines) < 2 or any(map(_COLUMNS.search, lines)):
        return False
    if written:
        if any(line.endswith(_LINE_ENDS) for line in lines[:-1]):
            return False
    elif any(map(_SIGNS_OF_CODE.search, lines)):
        return False
    indents = [len(line) - len(line.lstrip()) for line in lines]
    level = len(set(indents[1:])) == 1 and (written or max(indents) <= _MOST_INDENT)
    return level and _is_full(lines) and _goes_on(lines)


def _is_full(lines: Sequence[str]) -> bool:
    """Say whether no line had room for the word that the next one begins with."""
    widths = [len(line.rstrip()) for line in lines]
    widest = max(widths)
    firsts = [len(found[0]) for line in lines[1:] if (found := _FIRST_WORD.search(line))]
    return (
        _NARROWEST <= widest <= _WIDEST
        and len(firsts) == len(lines) - 1
        and sum(len(line.split()) for line in lines) >= _FEWEST_WORDS * len(lines)
        and all(w + 1 + first > widest - _SLACK for w, first in zip(widths, firsts, strict=False))
    )


def _goes_on(lines: Sequence[str]) -> bool:
    """Say whether most lines go on within a sentence."""
    below = [line.lstrip() for line in lines[1:]]
    if any(map(_LABEL.match, below)) or any(map(_ITEM.match, below)):
        return False
    small = sum(line[:1].islower() for line in below)
    unsure = sum(_MARKED_WORD.match(line) is not None for line in below)
    return small > 0 and 2 * small >= len(below) - unsure
