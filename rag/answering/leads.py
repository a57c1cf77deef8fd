"""Lines that lead to an answer and are none themselves: headings, questions, labels, greetings.

A question is often most like a heading ("How do I clean the filter?", "## Cleaning the filter"),
and the answer stands below it. `hand_over` therefore gives the score of such a line to the
sentences that stand under it, and leaves the line out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rag.reading.reader import Candidate
from rag.text.headings import level_between, level_of_line
from rag.types import Span

Scored = tuple[Candidate, float]

_HEADING = re.compile(r"\s*(?P<marks>#{1,6})\s")
_UNDERLINE = re.compile(r"\s*(?:(?P<first>={3,})|-{3,})")  # the last line
_GREETING = re.compile(
    r"\W*(?:dear|hi|hello|hey|good (?:morning|afternoon|evening))\b(?!-)"
    r"(?:[^.?!:;]|\b(?:mr|mrs|ms|dr|prof)\.){0,60}[,!:]\s*$",
    re.IGNORECASE,
)
_HEAD_OF_LETTER = re.compile(
    r"\s*(?:(?:from|to|cc|bcc|date|sent|subject|reply-to):[^\n]*(?:\n\s*|$))+", re.IGNORECASE
)
_BYLINE = re.compile(  # "By Ann Moss, January 30, 2025", "By Ann Moss | 5 May"
    r"\W*[Bb][Yy](?:\s+[A-Z][\w.'’-]*){2,4}"
    r"\s*(?:(?:[,|·–—-]|\b(?:and|for|in|on)\b)[^.?!]{0,60})?"
)
_LABEL = re.compile(  # "2. Summer show." and "**Cause.**", before what it is about
    r"\s*(?:\(?\d{1,3}[.)]\s+(?:\*\*|__)?|(?:[-*•]\s+)?(?:\*\*|__))"
    r"[A-Z][\w'’-]*(?:\s[\w'’-]+){0,4}[.:](?:\*\*|__)?\s*"
)
_LINK = re.compile(  # where an address leads, or nothing but a link, which names another page
    r"\s*(?:\[[^\]\n]{1,200}\]:\s|(?:[-*+]\s+)?\[[^\]\n]{1,200}\]\([^)\s]*\)[.,;]?\s*\Z)"
)
_QUESTION = (
    re.compile(  # a line that is one, of several sentences: "**It is loud. Is that normal?**"
        r"\s*(?:#{1,6}\s[^\n]*\?[ *_#]*|(?P<bold>\*\*|__)[^*_\n]+\?\s*(?P=bold):?)\s*"
    )
)
_SENDER = re.compile(r"^\s*from:", re.IGNORECASE | re.MULTILINE)  # "Date: 5 May" alone is a fact
_REACH = 1_500  # characters of a paragraph before a quote
_TITLE = 1  # the level of what stands above a whole text


def hand_over(scored: Sequence[Scored]) -> list[Scored]:
    """Leave out the lines that lead; each sentence below one scores no less than it.

    A heading leads as far as the next one of its level or a higher one in the text, whether that
    one is among these sentences or not; a question or a label leads to the sentence after it. A
    greeting, the head of a letter and a byline lead to nothing in particular.
    """
    kept: list[Scored] = []
    asked = 0.0  # the score of a question right before a sentence
    above: dict[int, float] = {}  # the scores of the headings over a sentence, by level
    place, end = "", 0  # the document, and where the last of its sentences so far ends
    for candidate, score in sorted(scored, key=lambda one: (one[0].hit.document.id, one[0].span)):
        document, span = candidate.hit.document, candidate.span
        if document.id != place:
            place, end, above, asked = document.id, 0, {}, 0.0
        elif document.text[end : span.start].strip():  # sentences that were not found
            above = _up_to(level_between(document.text, end, span.start), above)
            asked = 0.0
        end = max(end, span.end)
        if is_formal(candidate):
            continue
        level = level_of(candidate)
        line = line_of_question(candidate) if level is None else None
        if line is not None:
            asked = max(asked, score) if line < candidate.span.start else score
        elif level is None and (is_question(candidate.text) or _is_label(candidate)):
            asked = score
        elif level is None:
            kept.append((candidate, max([score, asked, *above.values()])))
            asked = 0.0
        else:
            above = {**_up_to(level, above), level: score}
    return kept


def _up_to(level: int | None, above: Mapping[int, float]) -> dict[int, float]:
    """Keep the scores of the headings that a new one of this level does not end."""
    return {other: best for other, best in above.items() if level is None or other < level}


def is_question(sentence: str) -> bool:
    """Say whether a sentence asks something, which is no answer."""
    return sentence.rstrip(" *_\r\n").endswith("?")


def line_of_question(candidate: Candidate) -> int | None:
    """Give where the line of a candidate begins if all of it is a heading or bold, and asks."""
    text, span = candidate.hit.document.text, candidate.span
    begin, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    end = len(text) if end < 0 else end
    return begin if end - begin <= _REACH and _QUESTION.fullmatch(text, begin, end) else None


def _is_label(candidate: Candidate) -> bool:
    """Say whether a few words stand before others of their line and say what these are about."""
    text, end = candidate.hit.document.text, candidate.span.end
    line_end = text.find("\n", end)
    rest = text[end : line_end if line_end >= 0 else end + _REACH]
    return bool(rest.strip(" *_")) and _LABEL.fullmatch(candidate.text) is not None


def level_of(candidate: Candidate) -> int | None:
    """Say how high a line leads, 1 for a title; None for a sentence that may answer."""
    text = candidate.text
    if found := _HEADING.match(text):
        return len(found["marks"])
    above, _, last = text.rstrip().rpartition("\n")
    if above and (found := _UNDERLINE.fullmatch(last)):
        return _TITLE if found["first"] else _TITLE + 1
    level = level_of_line(candidate.hit.document.text, candidate.span.start, candidate.span.end)
    if level is not None:
        return level
    # A text without a heading has its first sentence for a title, which may answer.
    title = text.strip().casefold() == candidate.hit.document.title.casefold()
    title = title and not text.rstrip().endswith((".", "!"))
    return _TITLE if title else None


def paragraph_before(candidate: Candidate) -> str:
    """Give what stands before the quote of a candidate in its paragraph, which is a line."""
    text, start = candidate.hit.document.text, candidate.quote.start
    return text[max(text.rfind("\n", 0, start) + 1, start - _REACH) : start]


def quote_below_heading(candidate: Candidate) -> str:
    """Give the quote of a candidate and, above it, the last heading before it in its passage."""
    document, quote = candidate.hit.document, candidate.quote
    above = ""
    for span in candidate.hit.passage.sentences:
        if span.start < quote.start and level_of(replace(candidate, span=span)) is not None:
            above = document.text[span.start : span.end]
    return f"{above}\n{candidate.quoted}"


def is_formal(candidate: Candidate) -> bool:
    """Say whether a line is a greeting, the head of a letter, a byline, or a link alone."""
    text = candidate.text
    head = _HEAD_OF_LETTER.fullmatch(text) and _SENDER.search(candidate.hit.passage.text)
    formal = _GREETING.match(text) or _BYLINE.fullmatch(text.strip()) or _LINK.match(text)
    return bool(head or formal)


def lines_below(heading: Candidate) -> Iterator[Candidate]:
    """Yield the sentences and items of a heading's passage up to the next heading."""
    for sentence in heading.hit.passage.sentences:
        if sentence.start >= heading.quote.end:
            line = whole_line(heading, sentence)
            if level_of(line) is not None:
                return
            yield line


def whole_line(found: Candidate, sentence: Span) -> Candidate:
    """Give a sentence of a candidate's passage, as one that is all of it."""
    return replace(found, span=sentence, quote=sentence)
