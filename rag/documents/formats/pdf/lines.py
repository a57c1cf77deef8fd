"""What a PDF's page holds: words in lines, lines in blocks, each where it stands, in points.

The origin is the page's upper left corner.
"""

from dataclasses import dataclass

SOFT_HYPHEN = "\xad"  # where a line parts a word; the character that stands there otherwise


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
