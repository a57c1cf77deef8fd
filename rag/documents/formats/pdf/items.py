"""Which lines of a PDF begin items of a list: by marks, numbers, or how they begin and end."""

import re
from collections.abc import Sequence

from rag.documents.formats.pdf.lines import SOFT_HYPHEN, Line
from rag.text.function_words import FUNCTION_WORDS

BULLET = re.compile(r"^[•◦▪‣●○■□▸►–*·-]\s+(?=\S)|^[\ue000-\uf8ff]\s*(?=\S)")  # or of a symbol font
NUMBERED = re.compile(r"^\(?(\d{1,3}|[a-z])[.)]\s+\S")
STOP = re.compile(r"[.!?:;][\"'”’)\]]*$")
_ON = re.compile(rf"[,\-\u2010{SOFT_HYPHEN}]$")  # what goes on in the next line ends so
_FEWEST = 3  # lines that may be items without a mark
_FEWEST_WORDS = 5  # of a line that is none of code
_EVEN = 0.1  # of the letters' size, between the ends of lines set to one width
_OVERLAP = 0.3  # of the letters' size, of lines that are not beside each other


def is_next(item: str, text: str) -> bool:
    """Say whether a line has the number, or the letter, that follows an item's.

    >>> is_next("1. Keys: 3", "2. Pets: none"), is_next("a) Keys", "c) Pets")
    (True, False)
    """
    found, after = NUMBERED.match(item), NUMBERED.match(text)
    if not found or not after:
        return False
    return _order(after[1]) == _order(found[1]) + 1


def items_of(block: Sequence[Line]) -> set[int]:
    """Tell which lines of a block are items of their own: three or more that all begin as such.

    A paragraph over as many lines has one that begins with a small letter.
    """
    items, start = set[int](), 0
    for at in range(1, len(block) + 1):
        if at == len(block) or not _is_below(block[at - 1], block[at]):
            if at - start >= _FEWEST and are_apart(block[start:at]):
                items.update(range(start, at))
            start = at
    return items


def are_apart(lines: Sequence[Line]) -> bool:
    """Say whether each line begins with a capital or a digit, and none goes on in the next.

    All end with a stop, or none does, and not all at the same place.
    """
    if not all(_is_first(line.text) for line in lines):
        return False
    if len({STOP.search(line.text) is None for line in lines}) > 1:
        return False
    size, ends = lines[0].size, [line.right for line in lines[:-1]]
    justified = max(ends) - min(ends) < _EVEN * size
    return not justified and not any(map(_leads_on, (line.text for line in lines[:-1])))


def is_unfinished(line: Line, following: Line) -> bool:
    """Say whether a line of several words breaks off where no item does, and small letters follow.

    That is behind a comma, a hyphen or a word such as "the".
    """
    several = len(line.words) >= _FEWEST_WORDS
    return several and following.text[0].islower() and _leads_on(line.text)


def _is_below(above: Line, line: Line) -> bool:
    return line.size == above.size and line.top > above.bottom - _OVERLAP * line.size


def _is_first(text: str) -> bool:
    return text[0].isupper() or text[0].isdigit()


def _leads_on(text: str) -> bool:
    words = text.split()
    return _ON.search(text) is not None or words[-1].lower() in FUNCTION_WORDS


def _order(mark: str) -> int:
    return int(mark) if mark.isdecimal() else ord(mark)
