"""Stretches of a stored text -> HTML: what is quoted, what stands around it, what is left out.

Everything painted is a slice of the text, in its order; structure around it (a table's cells, a
list's items) is laid by `ui.markdown`, which this module does not know.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ui.markup import prose

Kind = Literal["plain", "around", "mark", "gap"]
_OPEN = {"plain": "", "around": '<span class="around">', "mark": "<mark>", "gap": ""}
_CLOSE = {"plain": "", "around": "</span>", "mark": "</mark>", "gap": ""}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text that is shown in one way; a gap is shown as an ellipsis."""

    start: int
    end: int
    kind: Kind = "plain"


class Painter:
    """Writes a text from its first stretch to its last; what lies outside of them is not shown.

    The stretches follow each other without a hole. `before` and `after` are HTML put inside the
    structure, at the first and the last character.
    """

    def __init__(
        self, text: str, stretches: Sequence[Stretch], before: str = "", after: str = ""
    ) -> None:
        self.text = text
        self.start = stretches[0].start if stretches else 0
        self.end = stretches[-1].end if stretches else 0
        self._stretches, self._at = stretches, 0  # those before `_at` are written
        self._open: Kind = "plain"
        self._before, self._after = before, after
        self._written: list[str] = []

    def write(self, start: int, end: int, *, syntax: bool = False) -> None:
        """Write a slice; `syntax` is there, but is not seen: a bar of a table, a star."""
        start, end = max(start, self.start), min(end, self.end)
        while start < end:
            stretch = self._stretches[self._at]
            stop = min(end, stretch.end)
            self._piece(stretch, start, stop, syntax=syntax)
            if stop == stretch.end:
                self._at += 1
            start = stop
        if start == self.end and self._after:
            self.tag(self._after)
            self._after = ""

    def tag(self, html: str) -> None:
        """Write structure, which no mark reaches across: it goes on behind it."""
        self._written.append(_CLOSE[self._open] + html)
        self._open = "plain"

    def html(self) -> str:
        """Give what was written."""
        self.tag("")
        return "".join(self._written)

    def _piece(self, stretch: Stretch, start: int, end: int, *, syntax: bool) -> None:
        if self._before and not syntax:
            self.tag(self._before)
            self._before = ""
        if stretch.kind != self._open:
            self.tag(_OPEN[stretch.kind])
            self._open = stretch.kind
        if stretch.kind == "gap":
            self._written.append(_gap(self.text[start:end]) if start == stretch.start else "")
        elif syntax:
            self._syntax(self.text[start:end])
        else:
            self._written.append(prose(self.text[start:end]))

    def _syntax(self, text: str) -> None:
        pages = text.split("\f")  # the ends of pages are seen
        for at, part in enumerate(pages):
            self._written.append(prose("\f") if at else "")
            if part:
                hidden = f'<span class="syntax" aria-hidden="true">{prose(part)}</span>'
                self._written.append(hidden)


def _gap(text: str) -> str:
    """Stand for text without content, on a line of its own or within one."""
    before = "\n" if "\n" in text[: len(text) - len(text.lstrip())] else " "
    after = "\n" if "\n" in text[len(text.rstrip()) :] else " "
    return f'{before}<span class="gap" title="Lines without content">⋯</span>{after}'
