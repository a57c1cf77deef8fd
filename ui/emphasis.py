"""Emphasis and code within a line of Markdown (CommonMark 0.31, 6.1, 6.2 and 2.4).

The marks are hidden and what they stand around is emphasised. Stricter than CommonMark where a mark
may be a letter: none inside a word, no "__" (`__init__`), nothing for a mark without its partner.
Links stay as they are written.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ui.painting import Painter

_TOKEN = re.compile(r"\\[!-/:-@\[-`{-~]|`+|\*+|_+|(?<=\n)[ \t]+")
_TAGS = {
    ("*", 1): ("<em>", "</em>"),
    ("_", 1): ("<em>", "</em>"),
    ("*", 2): ("<strong>", "</strong>"),
    ("*", 3): ("<em><strong>", "</strong></em>"),
    ("`", 0): ("<code>", "</code>"),
}


@dataclass(frozen=True, slots=True)
class _Mark:
    """Characters that are not seen, and the tag in their place, before or behind them."""

    start: int
    end: int
    tag: str = ""
    opens: bool = False


def write_inline(painter: Painter, start: int, end: int) -> None:
    """Write a slice of a document of Markdown with its emphasis; takes linear time."""
    at = start
    for mark in sorted(_marks(painter, start, end), key=lambda mark: mark.start):
        painter.write(at, mark.start)
        if mark.tag and not mark.opens:
            painter.tag(mark.tag)
        painter.write(mark.start, mark.end, syntax=True)
        if mark.opens:
            painter.tag(mark.tag)
        at = mark.end
    painter.write(at, end)


def _marks(painter: Painter, start: int, end: int) -> Iterator[_Mark]:
    text = painter.text
    tokens = list(_TOKEN.finditer(text, start, end))
    closing = _closing(tokens)
    open_marks: list[re.Match[str]] = []
    waiting = Counter[str]()  # how many of `open_marks` are written so
    code_until = start
    for token in tokens:
        said = token[0]
        if token.start() < code_until:
            continue
        if said[0] == "`":
            if closed := closing.get(token.start()):
                yield from _pair(painter, token, closed, ("`", 0))
                code_until = closed.end()
        elif said[0] in "\\ \t":
            yield _Mark(token.start(), token.start() + (1 if said[0] == "\\" else len(said)))
        elif (said[0], len(said)) in _TAGS:
            opens, closes = _sides(text, token, start, end)
            if closes and waiting[said]:
                while (opened := open_marks.pop())[0] != said:
                    waiting[opened[0]] -= 1
                waiting[said] -= 1
                yield from _pair(painter, opened, token, (said[0], len(said)))
            elif opens:
                open_marks.append(token)
                waiting[said] += 1


def _pair(
    painter: Painter, opened: re.Match[str], closed: re.Match[str], sign: tuple[str, int]
) -> tuple[_Mark, _Mark]:
    """Give the marks of a pair; without tags where nothing between them is shown."""
    shown = opened.end() < painter.end and closed.start() > painter.start
    before, behind = _TAGS[sign] if shown else ("", "")
    return (
        _Mark(opened.start(), opened.end(), before, opens=True),
        _Mark(closed.start(), closed.end(), behind),
    )


def _closing(tokens: list[re.Match[str]]) -> dict[int, re.Match[str]]:
    """Give for each run of backticks the next one of its length."""
    following: dict[int, re.Match[str]] = {}
    found: dict[int, re.Match[str]] = {}
    for token in reversed(tokens):
        if token[0][0] == "`":
            size = len(token[0])
            if size in following:
                found[token.start()] = following[size]
            following[size] = token
    return found


def _sides(text: str, token: re.Match[str], start: int, end: int) -> tuple[bool, bool]:
    """Say whether a mark may open and whether it may close, by what stands beside it."""
    before = text[token.start() - 1] if token.start() > start else " "
    behind = text[token.end()] if token.end() < end else " "
    opens = not behind.isspace() and not before.isalnum()
    return opens, not before.isspace() and not behind.isalnum()
