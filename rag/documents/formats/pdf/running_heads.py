"""What stands over and under the text of a PDF's pages: running heads and page numbers.

They are told by their place, and by what is there on several pages; a head that names its chapter
or section, which few pages have, by the heading that says the same. Knows no other kinds.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.documents.formats.pdf.headings import Levels
from rag.documents.formats.pdf.lines import Line, Page

_MARGIN = 0.1  # of a page's height, above and below, where running heads stand
_FARTHER = 0.12  # of it, where the first line of a page may be one, if what is below is apart
_APART = 1.5  # times the letters' size, at least
_FEWEST = 3  # pages with one running head
_NEAR = 0.5  # of the letters' size, between the places of two heads
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:page|p\.)?\s*(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s]*",
    re.IGNORECASE,
)
# What browsers print over and under a page: when, and from where.
_PRINTED = re.compile(
    r"\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d\d(?: [AP]M)?(?: .*)?|(?:https?|file)://\S+(?: \d+/\d+)?"
)
_NUMBER = re.compile(r"(?:(?:chapter|appendix|part|section) )?(?:\d+|[a-z])(?:\.\d+)*[.:)]* +")
_CUT = re.compile(r" ?(?:…|\.\.\.)$")


def without_running_heads(pages: Sequence[Page]) -> list[Page]:
    """Leave out page numbers, lines in the margins that many pages have, and heads beside them."""
    heads = _Heads(pages)
    return [replace(page, blocks=tuple(_kept(page, heads))) for page in pages]


def _kept(page: Page, heads: "_Heads") -> Iterator[tuple[Line, ...]]:
    for block in page.blocks:
        if kept := tuple(line for line in block if not heads.is_one(line)):
            yield kept


class _Heads:
    """What the margins of all pages have in common, and the headings of their text."""

    def __init__(self, pages: Sequence[Page]) -> None:
        lines = [line for page in pages for line in _in_margins(page)]
        self._margins = {id(line) for line in lines}
        keys = (key for page in pages for key in {*map(_key, _texts(_in_margins(page)))})
        self._pages, self._many = Counter(keys), min(_FEWEST, max(2, len(pages)))
        places = Counter(round(line.top) for line in lines if any(map(self._is_told, _parts(line))))
        self._places = [top for top, times in places.items() if times >= self._many]
        levels = Levels(pages)
        inner = (one for page in pages for one in _lines(page) if id(one) not in self._margins)
        self._headings = sorted({_named(one.text) for one in inner if levels.of(one)})

    def is_one(self, line: Line) -> bool:
        """Say whether a line is no text of its page."""
        if id(line) not in self._margins:
            return False
        if self._is_told(line.text) or _PRINTED.fullmatch(line.text):
            return True
        beside = any(abs(line.top - top) < _NEAR * line.size for top in self._places)
        return beside and all(self._is_told(one) or self._is_heading(one) for one in _parts(line))

    def _is_told(self, text: str) -> bool:
        return bool(_PAGE_NUMBER.fullmatch(text)) or self._pages[_key(text)] >= self._many

    def _is_heading(self, text: str) -> bool:
        """Say whether a text is a heading's, with or without its number, or how one begins."""
        name = _named(_CUT.sub("", text))
        at = bisect_left(self._headings, name)
        found = self._headings[at] if name and at < len(self._headings) else ""
        whole = not _CUT.search(text)
        return bool(found) and (found == name if whole else found.startswith(name))


def _texts(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        yield line.text
        yield from _parts(line)


def _parts(line: Line) -> list[str]:
    """Part a line at its wide gaps: a head's left, middle and right."""
    parts, right = [line.words[0].text], line.words[0].right
    for word in line.words[1:]:
        if word.left - right > line.size:
            parts.append(word.text)
        else:
            parts[-1] += f" {word.text}"
        right = word.right
    return parts


def _lines(page: Page) -> list[Line]:
    return [line for block in page.blocks for line in block]


def _in_margins(page: Page) -> list[Line]:
    lines = _lines(page)
    top, bottom = _top(page, lines), (1 - _MARGIN) * page.height
    return [line for line in lines if line.bottom < top or line.top > bottom]


def _top(page: Page, lines: Sequence[Line]) -> float:
    """Tell above where running heads stand: below the page's first line, if all others are far."""
    top = _MARGIN * page.height
    first = min(lines, key=lambda line: line.top, default=None)
    if first is None or not top <= first.bottom < _FARTHER * page.height:
        return top
    below = min((line.top for line in lines if line.top >= first.bottom), default=page.height)
    return first.bottom + 1 if below - first.bottom > _APART * first.size else top


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _named(text: str) -> str:
    """Give a heading's name: "CHAPTER 5. BASICS" and "5 Basics" are "basics"."""
    text = text.casefold()
    return _NUMBER.sub("", text, count=1) if _NUMBER.match(text) else text
