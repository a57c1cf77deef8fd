"""Characters that pdftext put in lines -> words in lines; what is raised in a word is marked so.

Pdfium ends a line at a raised or lowered number; here they are one line again.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Any

from rag.documents.formats.html.raised import SUPER, SUPER_END
from rag.documents.formats.pdf.lines import SOFT_HYPHEN, Block, Line, Word

_HEAVY = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_SMALL = re.compile(r"[-+−–\d.,()\[\]*†‡§¶\s]+|[^\W\d_]{1,3}\s*")  # raised or lowered, as "st" is
_SMALLER = 0.9  # times the letters beside it, at most, is what is raised
_HIGHER = 0.1  # of their height, at least, above their middle is its own
_BESIDE = 0.5  # of their height: the widest gap before what goes on in a line
_LOOKED_AT = 4  # spans at the end of a line, to tell what goes on in it
_SPACE = 0.15  # of their height: the narrowest gap between words
_GAP = 0.08  # of the letters' size: one before a letter that stands for a space
_AFTER = ",;:)”’"  # signs behind which it may
_CJK = "\u2e80"  # from where on letters are written without spaces


@dataclass(slots=True)
class _Letters:
    """Letters of one word, the box around those that are not raised, and how they look."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool
    raised: bool  # all of them

    def goes_on(self, other: "_Letters") -> bool:
        """Say whether another word stands in the same line: beside this one, to the right."""
        middle = (other.top + other.bottom) / 2
        return self.top < middle < self.bottom and other.left > self.right - other.size


@dataclass(frozen=True, slots=True)
class _Span:
    """Characters in a row that look alike, and the box around them."""

    text: str
    chars: Sequence[Any]
    size: float
    bold: bool
    left: float
    top: float
    right: float
    bottom: float
    raised: bool = False

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def is_seen(self) -> bool:
        return not self.text.isspace()

    def is_small_beside(self, other: "_Span") -> bool:
        """Say whether this is a number, a sign or few letters, smaller than what another holds."""
        near = self.bottom > other.top and self.top < other.bottom
        return near and self.size <= _SMALLER * other.size and bool(_SMALL.fullmatch(self.text))

    def is_raised_beside(self, other: "_Span") -> bool:
        """Say whether this is a number or a sign, smaller than what another holds and above it."""
        middle, others = (self.top + self.bottom) / 2, (other.top + other.bottom) / 2
        small = self.is_small_beside(other) and not self.text[0].isalpha()
        return small and middle < others - _HIGHER * other.height


def blocks_of(page: Any) -> tuple[Block, ...]:
    """Give the blocks of a page that pdftext read, in its order."""
    blocks, before = list[list[list[_Span]]](), list[_Span]()
    for block in page["blocks"]:
        blocks.append([])
        for line in block["lines"]:
            spans = [_span(span) for span in line["spans"] if span["chars"]]
            if not _joined(before, spans):
                blocks[-1].append(spans)
                before = spans
    found = (tuple(one for line in block for one in _lines(line)) for block in blocks)
    return tuple(block for block in found if block)


def _span(span: Any) -> _Span:
    boxes = [char["bbox"] for char in span["chars"]]
    return _Span(
        "".join(char["char"] for char in span["chars"]),
        span["chars"],
        size=round(2 * span["font"]["size"]) / 2,
        bold=bool(_HEAVY.search(span["font"]["name"] or "")),
        left=boxes[0][0],
        top=min(box[1] for box in boxes),
        right=boxes[-1][2],
        bottom=max(box[3] for box in boxes),
    )


def _joined(before: list[_Span], spans: Sequence[_Span]) -> bool:
    """Add to a line what goes on in it beside a small number; False where that is another line."""
    seen = [one for one in before[-_LOOKED_AT:] if one.is_seen]
    first = next((one for one in spans if one.is_seen), None)
    if not seen or not first:
        return False
    gap, height = first.left - seen[-1].right, max(seen[-1].height, first.height)
    small = seen[-1].is_small_beside(first) or any(map(first.is_small_beside, seen))
    if not small or abs(gap) > _BESIDE * height:
        return False
    while gap < _SPACE * height and not before[-1].is_seen:
        before.pop()  # what stands for the end of a line
    before += spans
    return True


def _lines(spans: Sequence[_Span]) -> Iterator[Line]:
    """Put the characters of a line together to words; a table's next row may be among them."""
    words = [word for word in _words(_with_raised(_spaced(spans))) if word.text]
    start = 0
    for at, word in enumerate(words, 1):
        if at == len(words) or not word.goes_on(words[at]):
            yield _line(words[start:at])
            start = at


def _spaced(spans: Sequence[_Span]) -> list[_Span]:
    """Put spaces where gaps stand for them: before letters, where those beside are not set apart.

    Pdfium puts one where a gap is wide for the letters' font, which misses what is set tightly.
    """
    chars = [char for span in spans for char in span.chars]
    boxes = [char["bbox"] for char in chars]
    gaps = [one[0] - before[2] for before, one in pairwise(boxes)]
    leasts = [_GAP * span.size for span in spans for _ in span.chars][1:]
    wide = (at for at, (gap, least) in enumerate(zip(gaps, leasts, strict=True), 1) if gap > least)
    begun = {id(chars[at]) for at in wide if _is_space(gaps, at) and _parts_words(chars, at)}
    return [_with_spaces(span, begun) for span in spans] if begun else list(spans)


def _parts_words(chars: Sequence[Any], at: int) -> bool:
    before, after = chars[at - 1]["char"], chars[at]["char"]
    return after.isalpha() and after < _CJK and (before.isalnum() or before in _AFTER)


def _is_space(gaps: Sequence[float], at: int) -> bool:
    """Say whether the gap before a character is over twice those beside it."""
    return 2 * max([0.0, *gaps[max(0, at - 2) : at - 1], *gaps[at : at + 1]]) < gaps[at - 1]


def _with_spaces(span: _Span, begun: set[int]) -> _Span:
    space = {"char": " "}
    chars = [one for char in span.chars for one in ([space, char] if id(char) in begun else [char])]
    return replace(span, chars=chars)


def _with_raised(spans: Sequence[_Span]) -> Iterator[_Span]:
    """Tell what is raised beside the letters before it, or beside the first ones of a line."""
    seen = [span for span in spans if span.is_seen]
    beside = seen[0] if seen else None
    if beside and len(seen) > 1 and beside.is_raised_beside(seen[1]):
        beside = seen[1]
    for span in spans:
        if beside and span.is_seen:
            span = replace(span, raised=span.is_raised_beside(beside))
            beside = beside if span.raised else span
        yield span


def _words(spans: Iterator[_Span]) -> Iterator[_Letters]:
    """Yield the words of a line, ligatures spelt out, without control characters."""
    word: _Letters | None = None
    for span in spans:
        for is_space, found in groupby(span.chars, lambda char: char["char"].isspace()):
            if is_space and word:
                yield word
            word = None if is_space else _longer(word, span, list(found))
    if word:
        yield word


def _longer(word: _Letters | None, span: _Span, chars: Sequence[Any]) -> _Letters:
    """Add characters to a word; the box and the looks are those of what is not raised."""
    boxes = [char["bbox"] for char in chars]
    text = _spelt("".join(char["char"] for char in chars))
    text = f"{SUPER}{text}{SUPER_END}" if span.raised and text else text
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    if word is None:
        left, right = boxes[0][0], boxes[-1][2]
        return _Letters(text, left, top, right, bottom, span.size, span.bold, span.raised)
    word.text += text
    word.right = boxes[-1][2]
    if word.raised and not span.raised:
        word.top, word.bottom, word.size, word.bold = top, bottom, span.size, span.bold
        word.raised = False
    elif not span.raised:
        word.top, word.bottom = min(word.top, top), max(word.bottom, bottom)
    return word


def _spelt(text: str) -> str:
    from pdftext.postprocessing import HYPHEN_CHAR, postprocess_text

    return str(postprocess_text(text)).replace(HYPHEN_CHAR, SOFT_HYPHEN)


def _line(words: Sequence[_Letters]) -> Line:
    sizes = Counter[float]()
    for word in words:
        sizes[word.size] += len(word.text)
    return Line(
        tuple(Word(word.text, word.left, word.right) for word in words),
        min(word.top for word in words),
        max(word.bottom for word in words),
        sizes.most_common(1)[0][0],
        all(word.bold for word in words),
    )
