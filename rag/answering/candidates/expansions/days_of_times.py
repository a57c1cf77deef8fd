"""Widen a bare time of day to the day before it in its line.

Question: when something is, without a day of its own.
Example: "When is the tea?", "28 June: tea at 16:00" of which "16:00" was marked -> "28 June: tea at
16:00"
Exceptions: cells of a table; a day that is one of a range. Where other sentences part the two, only
the quote is widened, so that the day is shown beside the time.
"""

import re
from dataclasses import replace

from rag.answering.candidates.filtering import Asked
from rag.answering.values.dates import find_dates
from rag.answering.values.finding import BLANK
from rag.answering.values.times import find_times
from rag.reading.reader import Candidate, Reading
from rag.reading.verbalising import is_of_table
from rag.types import Span

_ASKS_WHEN = re.compile(r"\W*(?:(?:and|but|so|ok|okay)\b\W*)?when\b", re.IGNORECASE)
_LINKS = re.compile(r"\b(?:about|and|around|at|from|till|to|until)\b", re.IGNORECASE)
_REACH = 240  # characters of a line that are looked through for its day
_JOINED = 80  # characters between a day and its time, up to which they are said as they stand
_PARTED = re.compile(r"[.!?;]\s|[()\[\]|]")
_RANGE = re.compile(r"\s*(?:[-–—]|to|till|until|through)\s*", re.IGNORECASE)
_SEPARATOR = re.compile(r"\W*")
_LISTED = re.compile(r"\s*(?:,\s*)?(?:\b(?:and|or)\b|&)\s*")
_PLURAL = re.compile(r"(?<=day)s\b", re.IGNORECASE)  # "on Tuesdays", which is no date


def with_days(asked: Asked) -> Reading:
    """Widen bare times that are to tell when to their day; a question with a day has its own."""
    if not _ASKS_WHEN.match(asked.question) or find_dates(asked.question).values:
        return asked.reading
    return replace(asked.reading, candidates=tuple(map(_with_day, asked.reading.candidates)))


def _with_day(candidate: Candidate) -> Candidate:
    text, span = candidate.hit.document.text, candidate.span
    if not _is_bare_time(candidate.text) or is_of_table(text, candidate.quote):
        return candidate
    line = max(text.rfind("\n", 0, span.start) + 1, candidate.hit.passage.start)
    start = max(line, span.start - _REACH)
    day = _last_day(text[start : span.start])
    if day is None:
        return candidate
    day = Span(start + day.start, start + day.end)
    between = text[day.end : span.start]
    joined = len(between) <= _JOINED and not _PARTED.search(between)
    whole = Span(day.start, span.end) if joined else span
    begin = candidate.quote.start if candidate.quote.start <= day.start else line
    return replace(candidate, span=whole, quote=Span(begin, candidate.quote.end))


def _is_bare_time(answer: str) -> bool:
    found = find_times(answer)
    rest = _LINKS.sub("", found.rest.replace(BLANK, ""))
    return bool(found.values) and _SEPARATOR.fullmatch(rest) is not None


def _last_day(lead: str) -> Span | None:
    """Find the last day or weekday in the text before a time, if it is not one of a range."""
    found = find_dates(_PLURAL.sub(" ", lead))
    if not found.values or (found.values[-1].day or found.values[-1].weekday) is None:
        return None
    read = "".join(
        BLANK if mark == BLANK != letter else " "
        for mark, letter in zip(found.rest, lead, strict=True)
    )
    runs = [Span(*run.span()) for run in re.finditer(rf"\{BLANK}+", read)]
    spans = [runs[0]]
    for run in runs[1:]:
        between = lead[_whole_end(lead, spans[-1].end) : run.start]
        near = _SEPARATOR.fullmatch(between) and len(between) <= len(", ")
        if near or _LISTED.fullmatch(between):
            spans[-1] = Span(spans[-1].start, run.end)
        else:
            spans.append(run)
    last = spans[-1]
    ranges = len(spans) > 1 and _RANGE.fullmatch(lead[spans[-2].end : last.start])
    return None if ranges else Span(last.start, _whole_end(lead, last.end))


def _whole_end(lead: str, end: int) -> int:
    """Give the end of a day with its "s"."""
    plural = _PLURAL.match(lead, end)
    return plural.end() if plural else end
