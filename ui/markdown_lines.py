"""The lines of a text of Markdown, and which of them are code.

A line ends at a line feed or at the end of a page. Knows nothing of how they are shown.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from rag import Span

_LINE = re.compile(r"[^\n\f]*[\n\f]?")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})(.*)$", re.MULTILINE)
_FEWEST = 3  # signs of a rule


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text: the next one begins at `next`."""

    start: int
    next: int
    text: str  # without what ends it
    ends_page: bool = False

    @property
    def end(self) -> int:
        """Give where its text ends."""
        return self.start + len(self.text)

    @property
    def blank(self) -> bool:
        """Say whether nothing is to be seen in it."""
        return not self.text.strip()

    @property
    def sign(self) -> str:
        """Give the sign that it repeats, three times or more; "" of any other line."""
        bare = "".join(self.text.split())
        return bare[0] if len(bare) >= _FEWEST and len(set(bare)) == 1 else ""


class Code:
    """The blocks of code of a text: from a fence to the one that closes it."""

    def __init__(self, text: str) -> None:
        self._starts, self._ends = list[int](), list[int]()
        for opened, closing in _blocks_of_code(text):
            if closing is not None:
                self._starts.append(opened.start())
                self._ends.append(closing.end())

    def around(self, place: int) -> Span | None:
        """Give the block that a place is in, its fences too; None where it is in none."""
        at = bisect_right(self._starts, place) - 1
        if at < 0 or place >= self._ends[at]:
            return None
        return Span(self._starts[at], self._ends[at])


def has_fence(text: str) -> bool:
    """Say whether a line of a text begins or ends a block of code."""
    return _FENCE.search(text) is not None


def closed(text: str) -> str:
    """Give a text that ends outside of code: with a fence more where the last one is open."""
    for opened, closing in _blocks_of_code(text):
        if closing is None:
            return f"{text.rstrip()}\n{opened[1]}"
    return text


def _blocks_of_code(text: str) -> Iterator[tuple[re.Match[str], re.Match[str] | None]]:
    """Yield the fences of each block; the last one may lack its second."""
    opened: re.Match[str] | None = None
    for fence in _FENCE.finditer(text) if "```" in text or "~~~" in text else ():
        if opened is None:
            opened = fence
        elif fence[1].startswith(opened[1]) and not fence[2].strip():
            yield opened, fence
            opened = None
    if opened is not None:
        yield opened, None


def lines_of(text: str, start: int, end: int) -> list[Line]:
    """Give the lines that a slice of a text, which is not empty, stands in, whole."""
    at = max(text.rfind("\n", 0, start), text.rfind("\f", 0, start)) + 1
    found = list[Line]()
    while at < end:
        line = line_at(text, at)
        found.append(line)
        at = line.next
    return found


def line_at(text: str, start: int) -> Line:
    """Give the line that begins at a place."""
    found = _LINE.match(text, start)
    assert found  # even nothing is a line
    said = found[0].rstrip("\n\f").removesuffix("\r")
    return Line(start, found.end(), said, found[0].endswith("\f"))


def line_before(text: str, start: int) -> Line | None:
    """Give the line above the one that begins at a place; None above the first."""
    if not start:
        return None
    above = max(text.rfind("\n", 0, start - 1), text.rfind("\f", 0, start - 1)) + 1
    return line_at(text, above)
