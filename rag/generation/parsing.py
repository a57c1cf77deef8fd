"""A model's text -> its sentences, each with the numbers that it cites.

This module knows nothing of what the numbers stand for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.generation.prompting import NOTHING
from rag.text.sentences import sentence_spans

_THOUGHTS = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL | re.IGNORECASE)
_MARK = r"[\[【]\s*(?:sources?\s*)?\d{1,3}(?:\s*(?:,|;|-|–|and)\s*\d{1,3})*\s*[\]】]"
_MARKS = re.compile(rf"{_MARK}(?:\s*{_MARK})*", re.IGNORECASE)
_NUMBER = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?")
_STOP = re.compile(r"\s*[.!?。]+")
_BULLET = re.compile(r"\A\s*(?:[-*•]|\d{1,2}[.)])\s+")
_MARKUP = re.compile(r"\*\*|__|`")
_LONGEST_RANGE = 10


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a model says, and the numbers of the sources that it says it by."""

    text: str
    numbers: tuple[int, ...]


def sentences_of(said: str) -> list[Sentence]:
    """Take apart what a model said; what it gives no number for is left out.

    >>> sentences_of("It was shot in May [2]. Ann Moss directed it [1, 3]. Enjoy!")
    [Sentence(text='It was shot in May.', numbers=(2,)), Sentence(text='Ann Moss directed it.', \
numbers=(1, 3))]
    """
    if says_nothing(said):
        return []
    said = _THOUGHTS.sub("", said)
    found, begin = list[Sentence](), 0
    for marks in _MARKS.finditer(said):
        numbers = tuple(dict.fromkeys(_numbers(marks[0])))
        stop = _STOP.match(said, marks.end())
        chunk = said[begin : marks.start()]
        found += [Sentence(text, numbers) for text in _texts(chunk)]
        begin = stop.end() if stop else marks.end()
    return found


def says_nothing(said: str) -> bool:
    """Say whether a model says that the sources do not answer."""
    return NOTHING.casefold() in _THOUGHTS.sub("", said).casefold()


def _numbers(marks: str) -> Iterator[int]:
    for first, last in _NUMBER.findall(marks):
        end = int(last or first)
        yield from range(int(first), min(end, int(first) + _LONGEST_RANGE) + 1)


def _texts(chunk: str) -> Iterator[str]:
    """Give the sentences before some numbers, each ended by a stop, without marks of lists."""
    for span in sentence_spans(chunk):
        text = _MARKUP.sub("", _BULLET.sub("", chunk[span.start : span.end]))
        text = " ".join(text.split())
        if any(map(str.isalnum, text)):
            yield text if text[-1] in '.!?。:…”"' else f"{text}."
