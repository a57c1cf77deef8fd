"""Find the comments of a Markdown text, which no program shows (CommonMark 0.31, 4.6, condition 2).

A comment begins a line; one in a code block is code. This module knows nothing of what is said.
"""

from collections import deque
from itertools import accumulate

from rag.text.blocks import closed_fences
from rag.types import Span

_OPENS, _CLOSES = "<!--", "-->"
_INDENT = 3  # spaces before it at most: four make code


def comment_spans(text: str, start: int = 0) -> list[Span]:
    """Return the comments from `start` on, in order; one that nothing closes is none.

    >>> text = "Fees\\n<!-- ask Ann -->\\nFive a day."
    >>> [text[one.start : one.end] for one in comment_spans(text)]
    ['<!-- ask Ann -->']
    """
    if (at := text.find(_OPENS, start)) < 0:
        return []
    code, found = deque(_code(text, start)), list[Span]()
    while at >= 0:
        end = text.find(_CLOSES, at)
        if end < 0:
            break
        end += len(_CLOSES)
        while code and code[0].end <= at:
            code.popleft()
        if code and code[0].start <= at:
            end = code[0].end
        elif _begins_a_line(text, at):
            found.append(Span(at, end))
        at = text.find(_OPENS, end)
    return found


def _begins_a_line(text: str, at: int) -> bool:
    """Say whether at most three spaces stand before a place, no more of its line being read."""
    before = text[max(0, at - _INDENT - 1) : at]
    line = before.rpartition("\n")[2]
    return not line.strip() and len(line) <= _INDENT


def _code(text: str, start: int) -> list[Span]:
    lines = text[start:].splitlines(keepends=True)
    places = list(accumulate(map(len, lines), initial=start))
    return [Span(places[a], places[b + 1]) for a, b in closed_fences(lines).items()]
