"""Find the lines of a page that carry no content: buttons, notices, promotions.

Four rules, each about a kind of line and none about a particular one; only short lines are
looked at, and code, headings, tables, lists, quotations and dialogue are never left out. The
second and the fourth are for pages: people's own notes hold such lines for what they say. Of a
text that is only like a page, by its controls, they keep the lines with a name or an address.

1. A control: every word belongs to the vocabulary of a web page's own controls.
2. A notice: rights, cookies, newsletters, where to follow the author, a labelled headline
   of another article ("Read more: ...").
3. A repeated label: the same few words three times running, each time alone in their
   paragraph, with no digit, no stop and none of the small words that sentences are made of.
4. A closing promotion: one of the last paragraphs bids the reader go elsewhere, in words
   that the rest of the text hardly shares.

The rules are for English; in other languages only the third applies.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.documents import page_words as words
from rag.text.blocks import closed_fences
from rag.types import Span

_LONGEST = 400  # characters; a longer line is prose
_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# Headings, tables, quotations, lists, dialogue, indented code.
_STRUCTURE = re.compile(r"[#|>\"“‘'«「-]|[*+•]\s|\(?(?:\d{1,3}|[A-Za-z])[.)]\s|.*\|.*\|")
_INDENTED = re.compile(r"(?: {4}|\t)")
_SENTENCE_STOP = re.compile(r"[.!?,;:…]")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")  # within a line
_RUN = 3
_LONGEST_LABEL = 5
_LONGEST_CONTROL = 100  # characters
_LONGEST_NOTICE = 60
_SHORTEST_HEADLINE = 4
_LONGEST_PROMOTION = 30
_CLOSING_LINES = 3
_SHORTEST_TEXT = 40  # longer words that a text needs before cohesion with it means anything
_MOST_SHARED = 0.34
_STEM = 5


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank, stripped; `alone` when its paragraph holds nothing else."""

    start: int
    end: int
    text: str
    alone: bool
    protected: bool

    @property
    def words(self) -> list[str]:
        return [word.lower().replace("’", "'") for word in _WORD.findall(self.text)]

    @property
    def key(self) -> str:
        return " ".join(self.words)


def boilerplate_spans(text: str, start: int = 0, *, web_page: bool = False) -> list[Span]:
    """Return the lines from `start` on that carry no content, in order; linear time.

    `web_page` says that the text is known to come from one; else it may be one by its controls.
    """
    lines = _lines(text, start)
    repeated = _repeated_labels(lines)
    counts = Counter(line.key for line in lines if len(line.text) <= _LONGEST_CONTROL)
    found = {
        index
        for index, line in enumerate(lines)
        if not line.protected and _is_control(line, counts)
    }
    a_page = web_page or bool(found)
    found |= {index for index in repeated if not lines[index].protected}
    if a_page:
        found |= {
            index
            for index, line in enumerate(lines)
            if _is_notice(line) and (web_page or not _names_something(line))
        }
        found |= _closing_promotions(lines, found, web_page)
    return [Span(lines[index].start, lines[index].end) for index in sorted(found)]


def _names_something(line: _Line) -> bool:
    """Tell whether a line has a handle, an address, a year or a name, which notes are kept for."""
    if words.ADDRESS.search(line.text) or _YEAR.search(line.text):
        return True
    names = _NAME.findall(line.text)
    return any(name.lower() not in words.CONTROLS for name in names)


def _is_control(line: _Line, counts: Counter[str]) -> bool:
    """Tell "Expand Tweet" and "Share this article on Facebook" from a sentence."""
    if len(line.text) > _LONGEST_CONTROL or _has_digit(line.text):
        return False
    tokens = line.words
    if not tokens or not words.CONTROLS.issuperset(tokens):
        return False
    if words.PHRASE.match(line.key) or words.ALONE.intersection(tokens):
        return True
    actions = words.READER_ACTIONS if counts[line.key] < _RUN else words.CONTROLS
    return tokens[0] in actions - words.OBJECTS and bool(words.OBJECTS.intersection(tokens))


def _is_notice(line: _Line) -> bool:
    if not line.alone or line.protected:
        return False
    bid = words.BID.search(line.text) or words.DOUBTFUL_BID.search(line.text)
    if words.NOTICE.search(line.text) or (bid and not _is_specific(line)):
        return len(line.words) <= _LONGEST_NOTICE
    promotion = words.PROMOTION_LABEL.match(line.text)
    if promotion is None or not _is_headline(promotion["headline"]):
        return False
    return not promotion["space"] or not _is_specific(line)


def _is_headline(text: str) -> bool:
    """Tell the headline of another article from what a note says after such a label."""
    headline = text.lstrip("\"'“‘")
    length = len(_WORD.findall(headline))
    named = headline[:1].isupper() or headline[:1].isdigit()
    return length == 0 or (
        _SHORTEST_HEADLINE <= length <= 30 and named and not headline.endswith(".")
    )


def _is_specific(line: _Line) -> bool:
    """Tell whether a line names a day or a number, which are hardly ever a page's furniture."""
    text = words.HANDLE.sub("", line.text)
    return _has_digit(text) or words.NAMED_DAY.search(text) is not None


def _repeated_labels(lines: Sequence[_Line]) -> set[int]:
    """Return the lines that repeat a label which stands at least once three times running."""
    keys = [line.key if len(line.text) <= _LONGEST_CONTROL else "" for line in lines]
    runs = {
        keys[index]
        for index in range(len(keys) - _RUN + 1)
        if len(set(keys[index : index + _RUN])) == 1
    }
    runs -= {key for key, line in zip(keys, lines, strict=True) if not _is_label(line)}
    return {index for index, key in enumerate(keys) if key in runs}


def _is_label(line: _Line) -> bool:
    if not line.alone or line.protected:
        return False
    tokens = line.words
    return (
        2 <= len(tokens) <= _LONGEST_LABEL
        and line.text[0].isupper()
        and not _has_digit(line.text)
        and not _SENTENCE_STOP.search(line.text)
        and not words.SMALL.intersection(tokens)
    )


def _closing_promotions(lines: Sequence[_Line], found: set[int], web_page: bool) -> set[int]:
    left = [index for index in range(len(lines)) if index not in found]
    promotions: set[int] = set()
    stems: Counter[str] | None = None
    for index in reversed(left[-_CLOSING_LINES:]):
        line = lines[index]
        if not _calls_elsewhere(line, web_page):
            break
        stems = stems or Counter(stem for other in left for stem in _stems(lines[other]))
        if stems.total() < _SHORTEST_TEXT or _shared(line, stems) > _MOST_SHARED:
            break
        promotions.add(index)
    return promotions


def _calls_elsewhere(line: _Line, web_page: bool) -> bool:
    short = len(line.text) <= _LONGEST and len(line.words) <= _LONGEST_PROMOTION
    if not short or not line.alone or line.protected or words.NAMED_DAY.search(line.text):
        return False
    if words.CALL.search(line.text):
        addressed = not web_page and words.ADDRESS.search(line.text)
        return not re.search(r"\d{3}", line.text) and not addressed
    if _has_digit(line.text) or (not web_page and _names_something(line)):
        return False
    return words.DOUBTFUL_CALL.search(line.text) is not None


def _shared(line: _Line, stems: Counter[str]) -> float:
    """Return the part of the line's content words that the other lines use too."""
    own = Counter(_stems(line))
    shared = sum(1 for stem in own if stems[stem] > own[stem])
    return shared / len(own) if own else 0.0


def _stems(line: _Line) -> Iterator[str]:
    for word in line.words:
        if len(word) > 3 and word not in words.SMALL and word not in words.CONTROLS:
            yield word[:_STEM]


def _lines(text: str, start: int) -> list[_Line]:
    found: list[_Line] = []
    lines = list(_LINE.finditer(text, start))
    fenced = {
        number
        for opening, closing in closed_fences(line[0] for line in lines).items()
        for number in range(opening, closing)
    }
    previous = start
    for number, match in enumerate(lines):
        stripped = match[0].strip()
        if not stripped:
            continue
        begin = match.start() + len(match[0]) - len(match[0].lstrip())
        after_blank = not found or _breaks(text[previous:begin]) > 1
        end = begin + len(stripped)
        if found and not after_blank:
            found[-1] = _joined(found[-1])
        protected = (
            len(stripped) > _LONGEST
            or _STRUCTURE.match(stripped) is not None
            or _INDENTED.match(match[0]) is not None
            or number in fenced
        )
        found.append(_Line(begin, end, stripped, after_blank, protected))
        previous = end
    return found


def _joined(line: _Line) -> _Line:
    return _Line(line.start, line.end, line.text, False, line.protected)


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _breaks(gap: str) -> int:
    return gap.count("\n") + gap.count("\r") - gap.count("\r\n")
