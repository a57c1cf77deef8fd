"""Cut a text into the stretches that no sentence crosses, as exact offsets, in linear time.

They are paragraphs, list items, headings, table rows, fenced code, and single lines that were
meant to end: entries such as "Payment: cash", addresses, verse. Lines of prose that was wrapped
stay together. The rules look at how lines begin and how wide they are; they know no grammar.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n]+")
_WHOLE_LINE = re.compile(r"\s*(?:#{1,6}\s|\||[=*_-]{3,}\s*$)")  # heading, table row, rule
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,})\s*$")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_BULLET = re.compile(r"\s*[-*+•‣▪●◦–]\s+\S")
_NUMBERED = re.compile(r"\s*\(?(\d{1,3}|[a-zA-Z])[.)]\s+\S")
# What begins an entry, where the one before it begins alike: "Payment: cash", "**2019**", "a | b",
# "a   b".
_ENTRIES = (
    re.compile(r"\s*[^\s:][^:\r\n]{0,40}:(?:\s|$)"),
    re.compile(r"\s*(?:\*\*|__)\S"),
    re.compile(r"[^|\t\r\n]+(?:\t|\s\|\s)"),
    re.compile(r".*[^\s.!?]  +\S"),
)
_OPENERS = " \t>\"'“‘«‹([{*_"  # before the first word of a line

_RAGGED = 0.75  # a line that could have held the next word within this part of the width
_NARROWEST, _WIDEST = 40, 120  # characters to which prose is wrapped
_FEWEST_LISTED = 4  # lines
_FEWEST_BELOW = 2  # lines, indented below another
# Words that no line ends with that was meant to end.
_LEADING_ON = frozenset(
    """
    a an the and or but of in on at to for from with by as than that his her its their
    """.split()  # noqa: SIM905  # a list of words reads best as words
)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch that no sentence crosses; `whole` when it is one sentence as it stands."""

    start: int
    end: int
    whole: bool


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank, and whether a blank one comes before it."""

    start: int
    end: int
    text: str
    after_blank: bool


def blocks(text: str, start: int, end: int) -> Iterator[Block]:
    """Cut into paragraphs, list items, headings, table rows and fenced code."""
    paragraph: list[_Line] = []
    lines = list(_lines(text, start, end))
    fences = closed_fences([line.text for line in lines])
    index = 0
    while index < len(lines):
        line = lines[index]
        closing = fences.get(index)
        alone = closing is not None or _WHOLE_LINE.match(line.text) is not None
        underline = bool(paragraph) and not line.after_blank and _UNDERLINE.match(line.text)
        if underline:
            yield Block(paragraph[0].start, line.end, whole=True)
            paragraph = []
        elif alone or (paragraph and _starts_block(line, paragraph)):
            yield from _paragraph_blocks(paragraph)
            paragraph = [] if alone else [line]
            if alone:
                index = index if closing is None else closing
                yield Block(line.start, lines[index].end, whole=True)
        else:
            paragraph.append(line)
        index += 1
    yield from _paragraph_blocks(paragraph)


def _paragraph_blocks(lines: list[_Line]) -> Iterator[Block]:
    """Yield the lines as one block, or as several where a line was plainly meant to end."""
    width = max((len(line.text) for line in lines), default=0)
    listed, below = _is_listed(lines, width), _is_listed_below(lines, width)
    first = 0
    for index in range(1, len(lines)):
        line, following = lines[index - 1].text, lines[index].text
        if (below and _is_complete(line)) or (
            _may_end(line, following)
            and (
                listed
                or _is_unwrapped(line, following, width)
                or _are_entries(lines[first].text, following)
            )
        ):
            yield Block(lines[first].start, lines[index - 1].end, whole=False)
            first = index
    if lines:
        yield Block(lines[first].start, lines[-1].end, whole=False)


def _is_listed(lines: list[_Line], width: int) -> bool:
    """Tell lines that each stand for themselves from prose that was wrapped.

    Prose is wrapped to a usual width, and seldom do all of its lines begin with a capital.
    """
    capitals = all(_begins_anew(line.text) for line in lines[1:])
    capitals = capitals and not all(line.text.isupper() for line in lines)  # they say nothing then
    return capitals and (width < _NARROWEST or len(lines) >= _FEWEST_LISTED)


def _is_listed_below(lines: list[_Line], width: int) -> bool:
    """Tell entries indented below the line that they belong to from a hanging indent, and prose.

    The first line of wrapped text has no room for the next word, and prose ends in a stop.
    """
    if len(lines) <= _FEWEST_BELOW or _BULLET.match(lines[0].text):
        return False
    first, *rest = (len(line.text) - len(line.text.lstrip()) for line in lines)
    if min(rest) <= first:
        return False
    word = lines[1].text.split(maxsplit=1)[0]
    has_room = len(lines[0].text) + 1 + len(word) <= width
    return has_room and not any(line.text.rstrip().endswith((".", "!", "?")) for line in lines)


def _begins_anew(line: str) -> bool:
    """Tell whether a line begins with a capital, a digit or a sign, as a sentence does.

    A script without capitals cannot show it.
    """
    first = _first_character(line)
    return first.isupper() or not first.isalpha()


def _first_character(line: str) -> str:
    return line.lstrip(_OPENERS)[:1]


def _may_end(line: str, following: str) -> bool:
    """Tell whether neither line says that the sentence goes on."""
    words = any(map(str.isalnum, following))  # a row of signs underlines what is above it
    return _is_complete(line) and words and not _first_character(following).islower()


def _is_complete(line: str) -> bool:
    """Tell whether a line does not say that the sentence goes on."""
    last = line.rsplit(maxsplit=1)[-1]
    return not last.endswith((",", ";", "-", "–", "—", "&")) and last not in _LEADING_ON


def _is_unwrapped(line: str, following: str, width: int) -> bool:
    """Tell a title or entry from a wrapped line: the next word would have fitted, or none would."""
    word = following.split(maxsplit=1)[0]
    return len(line) > _WIDEST or len(line) + 1 + len(word) <= _RAGGED * width


def _are_entries(first: str, following: str) -> bool:
    return any(entry.match(first) and entry.match(following) for entry in _ENTRIES)


def _starts_block(line: _Line, paragraph: list[_Line]) -> bool:
    if line.after_blank or _BULLET.match(line.text):
        return True
    number = _NUMBERED.match(line.text)
    return number is not None and (
        number[1] == "1" or _NUMBERED.match(paragraph[0].text) is not None
    )


def _lines(text: str, start: int, end: int) -> Iterator[_Line]:
    """Yield the lines that are not blank, without the spaces around them."""
    previous = start
    for match in _LINE.finditer(text, start, end):
        stripped = match[0].strip()
        if not stripped:
            continue
        begin = match.start() + len(match[0]) - len(match[0].lstrip())
        gap = text[previous:begin]
        breaks = gap.count("\n") + gap.count("\r") - gap.count("\r\n")
        yield _Line(begin, begin + len(stripped), match[0], breaks > 1)
        previous = begin + len(stripped)


def closed_fences(lines: Iterable[str]) -> dict[int, int]:
    """Map the number of each line that opens a code fence to that of the line that closes it.

    Only its own mark closes one (CommonMark 0.31, 4.5); one that nothing closes opens nothing.
    """
    pairs: dict[int, int] = {}
    opened: tuple[int, str] | None = None
    for number, line in enumerate(lines):
        fence = _FENCE.match(line)
        if fence and opened is None:
            opened = (number, fence[1])
        elif fence and opened is not None and fence[1] == opened[1]:
            pairs[opened[0]] = number
            opened = None
    return pairs
