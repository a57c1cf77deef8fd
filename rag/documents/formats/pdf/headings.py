"""Which lines of a PDF are headings: by the size and weight of their letters, and what follows.

Lines in larger letters are none where they begin items of a list, or are three or more: slides and
title pages have such.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from rag.documents.formats.pdf.items import BULLET, NUMBERED, are_apart
from rag.documents.formats.pdf.lines import Line, Page
from rag.documents.formats.pdf.tables import LEADERS, Tables

_LARGER = 1.12  # times the text's size, at least, are a heading's letters
_LONGEST = 120  # characters
_LEVELS = 4
_MOST_LINES = 2  # of a heading, but for a title
_NEAR = 0.8  # of the letters' size: between lines of a heading


class Levels:
    """The levels of headings, by the sizes that the letters of all pages have."""

    def __init__(self, pages: Sequence[Page]) -> None:
        sizes = Counter[float]()
        for line in (line for page in pages for block in page.blocks for line in block):
            sizes[line.size] += len(line.text)
        self._body = sizes.most_common(1)[0][0] if sizes else 0.0
        larger = sorted((size for size in sizes if size >= _LARGER * self._body), reverse=True)
        self._levels = {size: min(at, _LEVELS - 1) for at, size in enumerate(larger, 1)}
        self._levels[self._body] = min(len(larger) + 1, _LEVELS)

    def of(self, line: Line) -> int:
        """Give the level of larger letters, or of bold ones of the text's size; 0 of others."""
        text = line.text
        if len(text) > _LONGEST or not any(map(str.isalpha, text)) or LEADERS.search(text):
            return 0
        if line.size > self._body:
            return self._levels.get(line.size, 0)
        plain = line.bold and line.size == self._body and not text.endswith((".", ",", ";"))
        return self._levels[self._body] if plain else 0


class Headings:
    """Tells the headings among the lines of a page, run by run of lines that look alike."""

    def __init__(self, lines: Sequence[Line], levels: Levels, tables: Tables) -> None:
        self._lines, self._levels, self._tables = lines, levels, tables
        self._found = dict[int, int]()  # levels of lines

    def level(self, at: int) -> int:
        """Give the level of the heading that a line is, or is part of; 0 of other lines.

        Lines are asked for from the first on.
        """
        if at not in self._found:
            level = self._levels.of(self._lines[at])
            end = self._end_of_run(at) if level else at + 1
            run = self._lines[at:end]
            whole = len(run) <= _MOST_LINES or (level == 1 and _is_title(run))
            self._found |= {
                one: level if whole and self._may_be(one, run, end) else 0 for one in range(at, end)
            }
        return self._found[at]

    def end(self, at: int, stop: int) -> int:
        """Tell where the heading ends that begins with a line; its lines are near each other."""
        end = at + 1
        while end < stop and self._is_same(end):
            end += 1
        return end

    def _end_of_run(self, at: int) -> int:
        end = at + 1
        while end < len(self._lines) and self._is_alike(end) and not self._tables.at(end):
            end += 1
        return end

    def _is_alike(self, at: int) -> bool:
        above, line = self._lines[at - 1], self._lines[at]
        return (line.size, line.bold) == (above.size, above.bold) and self._levels.of(line) > 0

    def _may_be(self, at: int, run: Sequence[Line], end: int) -> bool:
        """Say whether a line is no item; one that is numbered has other letters below it."""
        text = self._lines[at].text
        if BULLET.match(text):
            return False
        if not NUMBERED.match(text):
            return True
        if sum(NUMBERED.match(line.text) is not None for line in run) > 1:
            return False
        return end == len(self._lines) or self._lines[end].size <= self._lines[at].size

    def _is_same(self, at: int) -> bool:
        above, line = self._lines[at - 1], self._lines[at]
        return (
            self._is_alike(at)
            and self.level(at) > 0
            and line.top - above.bottom < _NEAR * line.size
            and not NUMBERED.match(line.text)
        )


def _is_title(run: Sequence[Line]) -> bool:
    """Say whether the lines of the largest letters are one title."""
    if sum(len(line.text) for line in run) > _LONGEST or are_apart(run):
        return False
    near = all(b.top - a.bottom < _NEAR * b.size for a, b in pairwise(run))
    return near and not any(BULLET.match(one.text) or NUMBERED.match(one.text) for one in run)
