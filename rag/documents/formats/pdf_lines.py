"""What a PDF's page holds: words in lines, lines in blocks, each where it stands, in points.

The origin is the page's upper left corner. Running heads and page numbers are told by their place.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

SOFT_HYPHEN = "\xad"  # where a line parts a word; the character that stands there otherwise
_MARGIN = 0.1  # of a page's height, above and below, where running heads stand
_FEWEST = 3  # pages with one running head
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:page|p\.)?\s*(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s]*",
    re.IGNORECASE,
)
# What browsers print over and under a page: when, and from where.
_PRINTED = re.compile(
    r"\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d\d(?: [AP]M)?(?: .*)?|(?:https?|file)://\S+(?: \d+/\d+)?"
)


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a space between them."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side; `size` is that of most letters."""

    words: tuple[Word, ...]
    top: float
    bottom: float
    size: float
    bold: bool

    @property
    def text(self) -> str:
        """Join the words with spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Where the first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where the last word ends."""
        return self.words[-1].right


Block = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The blocks of a page in reading order."""

    height: float
    blocks: tuple[Block, ...]


def without_running_heads(pages: Sequence[Page]) -> list[Page]:
    """Leave out page numbers, and lines in the margins that many pages have."""
    heads = Counter(key for page in pages for key in {*map(_key, _in_margins(page))})
    many = min(_FEWEST, max(2, len(pages)))

    def stays(page: Page, line: Line) -> bool:
        if not _is_in_margin(page, line):
            return True
        told = _PAGE_NUMBER.fullmatch(line.text) or _PRINTED.fullmatch(line.text)
        return not told and heads[_key(line)] < many

    return [
        replace(
            page,
            blocks=tuple(
                kept
                for block in page.blocks
                if (kept := tuple(line for line in block if stays(page, line)))
            ),
        )
        for page in pages
    ]


def _in_margins(page: Page) -> list[Line]:
    return [line for block in page.blocks for line in block if _is_in_margin(page, line)]


def _is_in_margin(page: Page, line: Line) -> bool:
    return line.bottom < _MARGIN * page.height or line.top > (1 - _MARGIN) * page.height


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)
