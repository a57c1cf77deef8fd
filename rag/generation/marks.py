"""The marks by which language models cite sources by number: "[1]", "[1, 2]", "【3†source】".

Which form a model uses it learnt in training, whatever it is asked for. This module knows nothing
of what the numbers stand for.
"""

import re
import unicodedata
from collections.abc import Iterator

_LONGEST_RANGE = 10  # sources of "[2-9]"; of "[1-999]" the first ones
_TITLE = r"[^\]】]{0,40}"  # behind a dagger
_LINK = r"\((?=http)[^()\s]{0,200}\)"
# 3, source 3, s3, ^3, 3:1 (its line), 3†title
_SOURCE = rf"(?:sources?\b\s?:?\s?|s|\^)?\d{{1,3}}(?::\d{{1,3}})?(?:†{_TITLE})?"
_SOURCES = rf"\s?(?:see\s)?{_SOURCE}(?:\s?(?:[,;–-]|and\b|&)\s?{_SOURCE})*\s?"
_IN_BRACKETS = rf"\\?[\[【［]{{1,2}}{_SOURCES}\\?[\]】］]{{1,2}}(?:{_LINK})?"
_MARK = rf"(?:{_IN_BRACKETS}|\(\s?(?:see\s)?(?=source){_SOURCES}\))"
# Several side by side are one, and so are they in the parentheses of "(see [1] and [2])".
MARKS = re.compile(
    rf"(?:\((?:see\s)?(?=[\[【]))?{_MARK}(?:\s*(?:[,–-]|and\b)?\s*{_MARK})*(?:(?<=\])\))?",
    re.IGNORECASE,
)
# What counts in a text that has none of these, at the end of a sentence: (1), <sup>1</sup>, ¹.
LOOSE_MARKS = re.compile(
    rf"(?:\({_SOURCES}\)|<sup>{_SOURCES}</sup>|[¹²³⁰⁴-⁹]{{1,3}})(?=\s?(?:[.!?。]|$)|(?<=[.!?].)"
    r"|(?<=[.!?]..)|(?<=[.!?]\s\(\d\)))",
    re.IGNORECASE | re.MULTILINE,
)
# "According to source [1], it ..." and "Source [1] says that it ...".
_LEAD = re.compile(
    rf"(?:^|(?<=[.!?]\s))(?:(?:according to|based on|as \w+ (?:in|by))\s(?:the\s)?(?:sources?\s)?"
    rf"(?P<by>{MARKS.pattern})\s?,?|sources?\s(?P<that>{MARKS.pattern})\s\w+(?:\sthat)?)"
    r"\s*(?P<begins>\w)",
    re.IGNORECASE | re.MULTILINE,
)
_NUMBER = re.compile(r"(?<![:†\d])(\d{1,3})(?::\d+)?(?:†[^\],;】]*)?(?:\s?[-–]\s?(\d{1,3}))?")


def marks_of(text: str) -> re.Pattern[str]:
    """Give the form of the marks that a text cites by."""
    return MARKS if MARKS.search(text) else LOOSE_MARKS


def without_leads(text: str) -> str:
    """Leave out what only leads to a mark: "According to [1], it is" -> "[1] It is"."""
    return _LEAD.sub(lambda lead: f"{lead['by'] or lead['that']} {lead['begins'].upper()}", text)


def numbers_in(mark: str) -> tuple[int, ...]:
    """Read the numbers of a mark, each once: "[3, 1-2]" -> (3, 1, 2)."""
    return tuple(dict.fromkeys(_numbers(mark)))


def _numbers(mark: str) -> Iterator[int]:
    if not mark.isascii() and not re.search(r"\d", mark):
        yield from (unicodedata.digit(figure) for figure in mark)  # "²³" are two
        return
    for first, last in _NUMBER.findall(mark):
        end = int(last or first)
        yield from range(int(first), min(end, int(first) + _LONGEST_RANGE) + 1)
