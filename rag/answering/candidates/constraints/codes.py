"""Leave out what is told of another code than the one that the question has.

Question: any with a code: letters with digits right behind them ("E23"), capitals and a number
("ART 101"), or words written together ("DiskFull").
Example: "What does error E23 mean?", "E18: a blocked pump. E23: water." -> "water"
Exceptions: what stands where no code of the same make is named, as texts write many of them
otherwise too ("WW2", "COVID19"); an answer that is a code itself ("What followed MP3?").

Codes of one make have the same letters, or begin with the same word; those of errors, models and
the like ("F22", "E23") have as many letters and digits. A candidate without a code in its sentence
is told of the heading above it, else of its document's title.
"""

import re
from collections.abc import Set as AbstractSet

from rag.answering.candidates.filtering import Asked, Keep
from rag.answering.leads import quote_below_heading
from rag.reading.reader import Candidate
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


def of_asked_courses(asked: Asked) -> Keep | None:
    """Keep all but what is told of other courses, and of other names written together."""
    found = _ASKED_COURSE.findall(asked.question)
    courses = {(letters.upper(), number) for letters, number in found}
    joined = set[tuple[str, str]](_JOINED.findall(asked.question))
    makes = [(codes, made) for codes, made in ((courses, _COURSE), (joined, _JOINED)) if codes]
    if not makes:
        return None
    return lambda one: not any(_is_told_of_others(one, codes, made) for codes, made in makes)


def of_asked_codes(asked: Asked) -> Keep | None:
    """Keep all but what is told of other codes than those asked about.

    Nothing is kept where the best candidate is of another code and no passage has the one asked
    for.
    """
    codes = _codes(asked.question)
    if not codes:
        return None
    catalogued = _CATALOGUED.search(asked.question) is not None

    def keep(one: Candidate) -> bool:
        if _is_code(one.text) and not catalogued:
            return True  # "What followed MP3?" "MP4"
        told = _codes(quote_below_heading(one))
        return bool(codes & told) or not _alike(codes, told, by_length=catalogued)

    candidates = asked.reading.candidates
    known = any(codes & _codes(one.hit.passage.text) for one in candidates)
    return keep if known or all(map(keep, candidates[:1])) else lambda _: False


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
