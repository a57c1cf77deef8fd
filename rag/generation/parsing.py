"""A model's text -> its sentences, each with the numbers that it cites.

Models cite as they were trained to: [1], [1, 2], [S1], 【1†source】, (Source 1), within a sentence,
before or after it; ¹ and (1) count in a text without any of these. This module knows nothing of
what the numbers stand for.
"""

import json
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from rag.generation.prompting import NOTHING
from rag.text.sentences import sentence_spans

_LONGEST = 20_000  # characters that are read: an answer has some hundreds
_THINK = r"think(?:ing)?>"
_THOUGHTS = re.compile(rf"<{_THINK}.*?(?:</{_THINK}|\Z)", re.DOTALL | re.IGNORECASE)
_BEFORE_THE_ANSWER = re.compile(rf"\A.*</{_THINK}", re.DOTALL | re.IGNORECASE)
_SOURCE = r"(?:sources?\b\s?:?\s?|s|\^)?\d{1,3}(?::\d{1,3})?(?:†[^\]】]{0,40})?"
_SOURCES = rf"\s?(?:see\s)?{_SOURCE}(?:\s?(?:[,;–-]|and\b|&)\s?{_SOURCE})*\s?"
_MARK = (
    rf"\\?[\[【［]{{1,2}}{_SOURCES}\\?[\]】］]{{1,2}}(?:\((?=http)[^()\s]{{0,200}}\))?"
    rf"|\(\s?(?:see\s)?(?=source){_SOURCES}\)"
)
_MARKS = re.compile(
    rf"(?:\((?:see\s)?(?=[\[【]))?(?:{_MARK})(?:\s*(?:[,–-]|and\b)?\s*(?:{_MARK}))*(?:(?<=\])\))?",
    re.IGNORECASE,
)
_LOOSE_MARKS = re.compile(
    rf"(?:\({_SOURCES}\)|<sup>{_SOURCES}</sup>|[¹²³⁰⁴-⁹]{{1,3}})(?=\s?(?:[.!?。]|$)|(?<=[.!?].)"
    r"|(?<=[.!?]..)|(?<=[.!?]\s\(\d\)))",
    re.IGNORECASE | re.MULTILINE,
)
_NUMBER = re.compile(r"(?<![:†\d])(\d{1,3})(?::\d+)?(?:†[^\],;】]*)?(?:\s?[-–]\s?(\d{1,3}))?")
_LEAD = re.compile(
    rf"(?:^|(?<=[.!?]\s))(?:(?:according to|based on|as \w+ (?:in|by))\s(?:the\s)?(?:sources?\s)?"
    rf"(?P<by>{_MARKS.pattern})\s?,?|sources?\s(?P<that>{_MARKS.pattern})\s\w+(?:\sthat)?)\s*(\w)",
    re.IGNORECASE | re.MULTILINE,
)
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
_LONGEST_RANGE = 10


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
    said = _LEAD.sub(lambda lead: f"{lead['by'] or lead['that']} {lead[3].upper()}", _plain(said))
    if (listed := _LIST_OF_SOURCES.search(said)) and said[: listed.start()].strip():
        said = said[: listed.start()]
    marks = _MARKS if _MARKS.search(said) else _LOOSE_MARKS
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
    return _says_so(said) and (_says_so(said[: len(NOTHING)]) or not _MARKS.search(said))


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
    """Give the sentences of some lines without numbers, each with those that belong to it."""
    plain, at, numbered = "", 0, list[tuple[int, tuple[int, ...]]]()
    for mark in marks.finditer(item):
        plain += item[at : mark.start()].rstrip()
        numbered.append((len(plain), tuple(dict.fromkeys(_numbers(mark[0])))))
        at = mark.end()
        plain += " " if item[at : at + 1].isalnum() else ""
    plain += item[at:]
    spans = list(sentence_spans(plain))
    starts, ends = [span.start for span in spans], [span.end for span in spans]
    before = bool(numbered) and not any(map(str.isalnum, plain[: numbered[0][0]]))
    of = dict[int, tuple[int, ...]]()
    for place, numbers in numbered:
        if before:
            which = min(bisect_right(ends, place), len(ends) - 1)
        else:
            which = bisect_left(starts, place) - 1
        of[which] = (*of.get(which, ()), *numbers)
    for which, span in enumerate(spans):
        yield _clean(plain[span.start : span.end]), tuple(dict.fromkeys(of.get(which, ())))


def _numbers(marks: str) -> Iterator[int]:
    if not marks.isascii() and not re.search(r"\d", marks):
        yield from (unicodedata.digit(figure) for figure in marks)  # "²³" are two
        return
    for first, last in _NUMBER.findall(marks):
        end = int(last or first)
        yield from range(int(first), min(end, int(first) + _LONGEST_RANGE) + 1)


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
