"""Words with raised numbers -> words: marks of notes are left out, powers have "^" before them.

No link says which is which, but a note's own number stands, raised, before the note.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.documents.formats.html.raised import SUPER, SUPER_END, with_powers
from rag.documents.formats.pdf.lines import Line, Page

_RUN = re.compile(f"{SUPER}([^{SUPER_END}]*){SUPER_END}")
_LABEL = re.compile(rf"{SUPER}([^\w\s]?(?:\d{{1,3}}|[*†‡§¶])[^\w\s]?){SUPER_END}")
_NUMBER = re.compile(r"\d{1,3}")
_SIGN = re.compile(r"[*†‡§¶]")
_NEGATIVE = re.compile(r"[-−–+]\d")
_UNIT = re.compile(r"(?:^|[\d/·(])(?:[kcmdnµμ]m|[^\W\d_]|in|ft|yd|mi)$")
_NO_BASE = re.compile(r"[^\W\d_]{4}$|[^\w\s)]$")  # the end of what has no power
_SHORT = re.compile(r"(?:^|\D)(?:10|\d)$|\)$")  # the end of what often has one


def with_powers_told(pages: Sequence[Page]) -> list[Page]:
    """Write the raised numbers of all pages as they are read; a note's own number stays."""
    last, told = 0, list[Page]()
    for page in pages:
        notes = _Notes(page, last)
        blocks = tuple(tuple(map(notes.plain, block)) for block in page.blocks)
        told.append(replace(page, blocks=blocks))
        last = notes.last
    return told


class _Notes:
    """Tells marks of notes by the notes on the page, and by the number of the mark before."""

    def __init__(self, page: Page, last: int) -> None:
        words = (word.text for block in page.blocks for line in block for word in line.words)
        self._here = {number for word in words for number in _numbers_of_note(word)}
        self.last = last

    def plain(self, line: Line) -> Line:
        """Give a line without marks, and with "^" before powers."""
        if not any(SUPER in word.text for word in line.words):
            return line
        words = (
            replace(word, text=self._plain(word.text, first=not at))
            for at, word in enumerate(line.words)
        )
        return replace(line, words=tuple(words))

    def _plain(self, text: str, *, first: bool) -> str:
        """Write a word; where it begins with a note's number, this is parted from it in a line."""
        label = _LABEL.match(text)
        start = label.end() if label else 0
        rest = with_powers(_RUN.sub(self._without_mark, text[start:]))
        if not label:
            return rest
        return f"{label[1]} {rest}" if first and rest[:1].isalpha() else label[1] + rest

    def _without_mark(self, run: re.Match[str]) -> str:
        """Give what is raised, "" where it is the mark of a note."""
        numbers = _NUMBER.findall(run[1])
        base, after = run.string[: run.start()].rstrip(SUPER_END), run.string[run.end() :]
        if not self._is_mark(run[1], numbers, base) or after[:1] in ("/", "⁄"):
            return run[0]
        self.last = int(numbers[-1]) if numbers else self.last
        return ""

    def _is_mark(self, raised: str, numbers: Sequence[str], base: str) -> bool:
        if not numbers or not base:
            return bool(base) and _SIGN.search(raised) is not None
        if _NEGATIVE.match(raised) or (_UNIT.search(base) and raised == numbers[0]):
            return False
        if _NO_BASE.search(base) or raised != numbers[0]:
            return True
        follows = int(numbers[0]) == self.last + 1
        if _SHORT.search(base):
            return follows and numbers[0] in self._here
        return follows or numbers[0] in self._here


def _numbers_of_note(word: str) -> list[str]:
    label = _LABEL.match(word)
    return _NUMBER.findall(label[1]) if label else []
