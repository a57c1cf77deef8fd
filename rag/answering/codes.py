"""Codes in a question: what is asked of "error E23" is not told by the line of "E18".

A code is letters with digits right behind them. Many are names that texts also write otherwise
("WW2", "COVID19"), so that an answer need not have the code; it only must not stand where another
code of the same make is named instead. This module knows nothing of how candidates are found.
"""

import re
from dataclasses import replace

from rag.answering.leads import level_of
from rag.reader import Candidate, Reading

_CODE = re.compile(r"(?<![\w-])([A-Za-z]{1,4}|[A-Z]{1,4}-)(\d{1,6})(?![\w-]|\.\d)")


def about_codes(question: str, reading: Reading, *, shares: bool) -> Reading:
    """Leave out what is told of other codes than those asked about.

    Nothing is left where the best candidate is of another code and no passage has the one asked
    for. Where scores are `shares` of belief, what is left out is taken out of the whole.
    """
    asked = _codes(question)
    if not asked:
        return reading
    told = [(candidate, _codes(_place(candidate))) for candidate in reading.candidates]
    kept = tuple(c for c, codes in told if asked & codes or not _alike(asked, codes))
    known = any(asked & _codes(c.hit.passage.text) for c in reading.candidates)
    if not known and kept[:1] != reading.candidates[:1]:
        return Reading((), 0.0)
    if shares and len(kept) < len(told):
        remaining = sum(c.score for c in kept)
        whole = max(remaining, 1 - sum(c.score for c in reading.candidates) + remaining) or 1.0
        kept = tuple(replace(c, score=c.score / whole) for c in kept)
    return replace(reading, candidates=kept)


def _place(candidate: Candidate) -> str:
    """Give the quote and the last heading above it in its passage."""
    document, quote = candidate.hit.document, candidate.quote
    above = ""
    for span in candidate.hit.passage.sentences:
        if span.start < quote.start and level_of(replace(candidate, span=span)) is not None:
            above = document.text[span.start : span.end]
    return f"{above}\n{document.text[quote.start : quote.end]}"


def _codes(text: str) -> frozenset[tuple[str, str]]:
    """List codes as letters and digits: "A-17" is "a17"."""
    return frozenset(
        (letters.rstrip("-").lower(), digits) for letters, digits in _CODE.findall(text)
    )


def _alike(asked: frozenset[tuple[str, str]], told: frozenset[tuple[str, str]]) -> bool:
    """Say whether two codes have the same letters, or as many letters and as many digits."""
    return any(
        one[0] == other[0] or list(map(len, one)) == list(map(len, other))
        for one in asked
        for other in told
    )
