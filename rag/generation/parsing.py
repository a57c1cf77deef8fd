"""A model's text -> its sentences, each with the numbers that it cites.

A mark stands within its sentence, before or after it; the text may be JSON, a list or a table. This
module knows nothing of what the numbers stand for.
"""

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.generation.marks import MARKS, marks_of, numbers_in, without_leads
from rag.generation.prompting import NOTHING
from rag.text.sentences import sentence_spans
from rag.types import Span

_Numbered = tuple[int, tuple[int, ...]]  # an offset, and the numbers that stood there

_LONGEST = 20_000  # characters that are read: an answer has some hundreds
_THINK = r"think(?:ing)?>"
_THOUGHTS = re.compile(rf"<{_THINK}.*?(?:</{_THINK}|\Z)", re.DOTALL | re.IGNORECASE)
_BEFORE_THE_ANSWER = re.compile(rf"\A.*</{_THINK}", re.DOTALL | re.IGNORECASE)
_LIST_OF_SOURCES = re.compile(
    r"^[^\w\n]{0,9}(?:sources?|references|citations)\b[^\w\n]{0,9}(?:\d|$)",
    re.IGNORECASE | re.MULTILINE,
)
_PARAGRAPH = re.compile(r"\n\s*\n")
_ITEM = re.compile(r"\n(?=[ \t]*(?:[-*•+#>|\[【]|\d{1,2}[.)]\s))")
_BULLET = re.compile(r"\A(?:\s*(?:[-*•+](?=\s)|[>|:]|\d{1,2}[.)](?=\s)))*\s*")
_ANSWER = re.compile(r"\A(?:final\s)?answer:\s*", re.IGNORECASE)
_MARKUP = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")
_FENCE = re.compile(r"^```\w*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a model says, and the numbers of the sources that it says it by."""

    text: str
    numbers: tuple[int, ...]


def sentences_of(said: str) -> list[Sentence]:
    """Take apart what a model said; what it gives no number for is left out.

    Numbers belong to the sentence that they stand in or after, and to those before it in its
    paragraph that have none; in a paragraph that begins with numbers, to what follows them.

    >>> sentences_of("It was shot in May [2]. Ann Moss directed it [1, 3]. Enjoy!")
    [Sentence(text='It was shot in May.', numbers=(2,)), Sentence(text='Ann Moss directed it.', \
numbers=(1, 3))]
    """
    if says_nothing(said):
        return []
    said = without_leads(_plain(said))
    if (listed := _LIST_OF_SOURCES.search(said)) and said[: listed.start()].strip():
        said = said[: listed.start()]
    marks = marks_of(said)
    found = list[Sentence]()
    for paragraph in _PARAGRAPH.split(said):
        waiting = list[str]()
        for item in _ITEM.split(paragraph):
            for text, numbers in _cited(item, marks):
                waiting += [text] if text and not _says_so(text) else []
                if numbers:
                    found += [Sentence(waits, numbers) for waits in waiting]
                    waiting = []
    return found


def says_nothing(said: str) -> bool:
    """Say whether a model says that the sources do not answer, first of all or with no number."""
    said = _MARKUP.sub("", _plain(said)).strip()
    return _says_so(said) and (_says_so(said[: len(NOTHING)]) or not MARKS.search(said))


def _says_so(text: str) -> bool:
    return NOTHING.casefold() in text.casefold()


def _plain(said: str) -> str:
    """Leave out what a model thinks, and take its words out of JSON and fences."""
    said = _BEFORE_THE_ANSWER.sub("", _THOUGHTS.sub("", said[:_LONGEST]))
    said = _FENCE.sub("", said).strip()
    if not said.startswith("{"):
        return said
    try:
        return " ".join(_strings(json.loads(said)))
    except (ValueError, RecursionError):
        return said


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)
    elif isinstance(value, int):
        yield f"[{value}]"
    elif isinstance(value, str):
        yield value


def _cited(item: str, marks: re.Pattern[str]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Give the sentences of some lines without their marks, each with the numbers that are its."""
    plain, numbered = _without_marks(item, marks)
    spans = list(sentence_spans(plain))
    own = [list[int]() for _ in spans]
    for which, numbers in _owners(plain, numbered, spans):
        own[which] += numbers
    for span, cited in zip(spans, own, strict=True):
        yield _clean(plain[span.start : span.end]), tuple(dict.fromkeys(cited))


def _without_marks(item: str, marks: re.Pattern[str]) -> tuple[str, list[_Numbered]]:
    """Take the marks out; give what is left, and where in it which numbers stood."""
    plain, at, numbered = "", 0, list[_Numbered]()
    for mark in marks.finditer(item):
        plain += item[at : mark.start()].rstrip()
        numbered.append((len(plain), numbers_in(mark[0])))
        at = mark.end()
        plain += " " if item[at : at + 1].isalnum() else ""
    return plain + item[at:], numbered


def _owners(
    plain: str, numbered: Sequence[_Numbered], spans: Sequence[Span]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Say which sentence has which numbers: that before them, or after if all begins so."""
    if not numbered or not spans:
        return
    first, _ = numbered[0]
    lead = not any(map(str.isalnum, plain[:first]))
    for place, numbers in numbered:
        if lead:
            after = bisect_right(spans, place, key=lambda span: span.end)
            yield min(after, len(spans) - 1), numbers
        else:
            yield bisect_left(spans, place, key=lambda span: span.start) - 1, numbers


def _clean(text: str) -> str:
    """Leave out the marks of lists, tables and emphasis, and end a sentence with a stop."""
    if text.lstrip().startswith("#"):
        return ""
    text = _ANSWER.sub("", _MARKUP.sub("", _BULLET.sub("", text)))
    text = " ".join(text.replace("|", " ").split()).lstrip(",; ")
    if not any(map(str.isalnum, text)):
        return ""
    if text[-1] not in '.!?。:…”"':
        return f"{text}."
    # Of "at 5 p.m. [1]." both stops are left.
    return text[:-1] if text.endswith("..") and not text.endswith("...") else text
