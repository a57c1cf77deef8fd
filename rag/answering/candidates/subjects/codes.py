"""Codes in a question: what is asked of "error E23" is not told by the line of "E18".

A code is letters with digits right behind them. Many are names that texts also write otherwise
("WW2", "COVID19"), so that an answer need not have the code; it only must not stand where another
code of the same make is named instead. Codes are also capitals with a number after a space, as
courses have ("ART 101"), of one make if their letters are the same, and words written together
("DiskFull"), of one make if they begin with the same one. What names none of these is told of the
heading above it, else of its document's title. This module knows nothing of how candidates are
found.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from rag.answering.leads import quote_below_heading
from rag.reading.reader import Candidate, Reading
from rag.text.headings import headings_above

Codes = AbstractSet[tuple[str, str]]

# What is asked of like this has codes of one make: "F22" and "E23"; not the jet F16 and the B52.
_CATALOGUED = re.compile(
    r"\b(?:error|fault|code|model|part|item|article|order|room|mean)s?\b", re.IGNORECASE
)
_CODE = re.compile(r"(?<![\w-])([A-Za-z]{1,4}|[A-Z]{1,4}-)(\d{1,6})(?![\w-]|\.\d)")


_COURSE = re.compile(r"(?<![\w-])([A-Z]{2,5}) (\d{2,4})(?![\w-]|[.,:/]\d)")
_ASKED_COURSE = re.compile(rf"(?i:{_COURSE.pattern})")
_JOINED = re.compile(r"(?<![\w-])([A-Z][a-z]+)((?:[A-Z][a-z0-9]+)+)(?![\w-])")


def about_codes(question: str, reading: Reading, *, shares: bool) -> Reading:
    """Leave out what is told of other codes than those asked about.

    Nothing is left where the best candidate is of another code and no passage has the one asked
    for. Where scores are `shares` of belief, what is left out is taken out of the whole.
    """
    reading = _about_titles(question, reading, shares=shares)
    asked = _codes(question)
    if not asked:
        return reading
    catalogued = _CATALOGUED.search(question) is not None

    def is_of_another(candidate: Candidate) -> bool:
        if _is_code(candidate.text) and not catalogued:
            return False  # "What followed MP3?" "MP4"
        told = _codes(quote_below_heading(candidate))
        return not asked & told and _alike(asked, told, by_length=catalogued)

    kept = tuple(c for c in reading.candidates if not is_of_another(c))
    known = any(asked & _codes(c.hit.passage.text) for c in reading.candidates)
    if not known and kept[:1] != reading.candidates[:1]:
        return Reading((), 0.0)
    return _with_only(reading, kept, shares=shares)


def _with_only(reading: Reading, kept: Sequence[Candidate], *, shares: bool) -> Reading:
    if shares and len(kept) < len(reading.candidates):
        return reading.without_others(kept)
    return replace(reading, candidates=tuple(kept))


def _about_titles(question: str, reading: Reading, *, shares: bool) -> Reading:
    """Leave out what is told of other courses, and of other names written together."""
    courses = {(letters.upper(), number) for letters, number in _ASKED_COURSE.findall(question)}
    joined = set[tuple[str, str]](_JOINED.findall(question))
    kept: Sequence[Candidate] = reading.candidates
    for asked, made in ((courses, _COURSE), (joined, _JOINED)):
        if asked:
            kept = [one for one in kept if not _is_told_of_others(one, asked, made)]
    return _with_only(reading, kept, shares=shares)


def _is_told_of_others(one: Candidate, asked: Codes, made: re.Pattern[str]) -> bool:
    """Say whether the nearest text around an answer that names codes has only others like those.

    A code that is the answer itself tells nothing: "GEO 214 needs GEO 101".
    """
    document, quote = one.hit.document, one.quote
    above = headings_above(document.text, quote.start, quote.start)
    for text in (f"{one.before}|{one.after}", *reversed(above), document.title):
        told = set[tuple[str, str]](made.findall(text))
        if any(mine[0] == its[0] for mine in asked for its in told):
            return asked.isdisjoint(told)
    return False


def _is_code(answer: str) -> bool:
    """Say whether an answer names codes and nothing else: "A5 and B5"."""
    rest = re.sub(r"\b(?:the|and|or)\b|\W", "", _CODE.sub("", answer), flags=re.IGNORECASE)
    return not rest and bool(_codes(answer))


def _codes(text: str) -> frozenset[tuple[str, str]]:
    """List codes as letters and digits: "A-17" is "a17"."""
    return frozenset(
        (letters.rstrip("-").lower(), digits) for letters, digits in _CODE.findall(text)
    )


def _alike(
    asked: frozenset[tuple[str, str]], told: frozenset[tuple[str, str]], *, by_length: bool
) -> bool:
    """Say whether two codes have the same letters, or else as many letters and digits."""
    return any(
        one[0] == other[0] or (by_length and list(map(len, one)) == list(map(len, other)))
        for one in asked
        for other in told
    )
