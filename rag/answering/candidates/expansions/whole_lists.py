r"""Widen an item of a list to all of the list.

Question: several things ("what are the ingredients?").
Example: "What are the ingredients?", "- flour\n- milk\n- salt" of which "milk" was marked -> all
three, also where the list goes on after the passage
Example: "Who was present?", "Present: Ann, Tom and Ida" -> "Ann, Tom and Ida" (`introduced_lists`)
Exceptions: facts ("- Phone: 12 34") and whole sentences, which stand for themselves.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.answering.candidates.expansions.introduced_lists import introduced
from rag.answering.candidates.filtering import Asked
from rag.answering.questions import asks_for_several
from rag.reading.reader import Candidate, Reading
from rag.text.sentences import sentence_spans
from rag.types import Span

_ITEM = re.compile(r"\s*(?P<mark>[-*+•‣▪●◦–]|\(?\d{1,3}[.)])\s+(?P<text>\S.*)", re.DOTALL)
_BLANK = 2  # line breaks between two items that make a line between
_MOST_WORDS = 10  # of an item that is no statement
_REACH = 4_000  # characters of a list on either side of its passage


def with_whole_lists(asked: Asked) -> Reading:
    """Widen each candidate inside a list to all of it."""
    question, reading = asked.question, asked.reading
    if not asks_for_several(question):
        return reading
    found: dict[tuple[str, Span], Candidate] = {}
    for candidate in (_widened(question, one) for one in reading.candidates):
        key = candidate.hit.document.id, candidate.span
        same = found.get(key)
        found[key] = replace(same, score=same.score + candidate.score) if same else candidate
    return replace(reading, candidates=tuple(sorted(found.values(), key=lambda c: -c.score)))


def _widened(question: str, candidate: Candidate) -> Candidate:
    listed = introduced(question, candidate)
    return replace(candidate, span=listed) if listed else _with_items(candidate)


def _with_items(candidate: Candidate) -> Candidate:
    """Widen a candidate inside an item of a bulleted list to all items."""
    text = candidate.hit.document.text
    item = _holder(candidate, candidate.hit.passage.sentences)
    if item is None or _mark(text, item) is None:
        return candidate
    sentences = _sentences_around(candidate)
    item = _holder(candidate, sentences)
    first, last = _run(text, sentences, sentences.index(item)) if item else (0, 0)
    if first == last:
        return candidate
    whole = Span(sentences[first].start, sentences[last].end)
    return replace(candidate, span=whole, quote=whole)


def _holder(candidate: Candidate, sentences: Sequence[Span]) -> Span | None:
    """Give the sentence that a candidate stands in; None where it stands in several."""
    start, end = candidate.span.start, candidate.span.end
    return next((one for one in sentences if one.start <= start and end <= one.end), None)


def _sentences_around(candidate: Candidate) -> list[Span]:
    """Find the sentences of the passage's stretch of content, as far as a list may reach."""
    document, passage = candidate.hit.document, candidate.hit.passage
    text = document.text
    inside = [one for one in document.content if one.start <= passage.start < one.end]
    start = max([*(one.start for one in inside), 0])
    end = min([*(one.end for one in inside), len(text)])
    # A bound of our own is moved to the end of a line, so that it cuts no item in two.
    start = max(start, text.rfind("\n", 0, max(0, passage.start - _REACH)) + 1)
    beyond = text.find("\n", passage.end + _REACH)
    return sentence_spans(text, start, min(end, beyond) if beyond >= 0 else end)


def _run(text: str, sentences: Sequence[Span], at: int) -> tuple[int, int]:
    """Give the first and the last of the neighbours that have the same mark, no line between."""
    marks = [_mark(text, one) for one in sentences]
    joined = [
        marks[i] == marks[i + 1] and text.count("\n", one.end, sentences[i + 1].start) < _BLANK
        for i, one in enumerate(sentences[:-1])
    ]
    first = last = at
    while first > 0 and joined[first - 1]:
        first -= 1
    while last < len(joined) and joined[last]:
        last += 1
    return first, last


def _mark(document: str, sentence: Span) -> str | None:
    """Give what an item of a list begins with, "1" for any number; None for anything else."""
    item = _ITEM.fullmatch(document[sentence.start : sentence.end].rstrip())
    if item is None:
        return None
    text = item["text"]
    is_statement = text.endswith((".", "!", "?")) or ":" in text
    if is_statement or len(text.split()) > _MOST_WORDS:
        return None
    return "1" if item["mark"].strip("(.)").isdigit() else item["mark"]
