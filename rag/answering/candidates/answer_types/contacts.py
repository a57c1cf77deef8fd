"""Leave out what is no telephone number or e-mail address; move to the one beside what was marked.

Question: a telephone number or an e-mail address, in words ("phone number of …") or named only
("ann moss phone").
Example: "Ann's phone number?", "Ann Moss, 01632 960 712" of which "Ann Moss" was marked -> "01632
960 712"
Exceptions: where several stand beside what was marked, it is left out; where a number is only
named and nothing is one, all stays. An extension is a number too.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from rag.answering.candidates.filtering import Asked, Belief, narrowed
from rag.answering.values.dates import find_dates
from rag.reading.reader import Candidate, Reading
from rag.types import Span

_TELEPHONE = r"(?:tele)?phone|mobile|cell(?:phone)?|tel"
_LEAD = r"^\W*(?:(?:and|what(?:['’]?s|\s+is|\s+are)|the)\s+)*"
_ASKS_NUMBER = re.compile(
    rf"\b(?:{_TELEPHONE}|contact|emergency|help\s?line|hotline)\s*(?:phone\s*)?(?:numbers?|no\b)|\bnumber\b.*\b(?:call|phone|ring)\b"
    rf"|{_LEAD}(?:{_TELEPHONE})\s+(?:for|of)\s+\w",
    re.IGNORECASE,
)
_ASKS_ADDRESS = re.compile(
    rf"\be-?mail\s*(?:address|id\b)|{_LEAD}e-?mails?\s+(?:for|of)\s+\w", re.IGNORECASE
)


def _bare(thing: str) -> re.Pattern[str]:
    """Match questions for a number or an address that name only what it is for: "Ann's email".

    "What is in Ann's email?", "the price of the phone" and "what does the email say" ask for
    something else of the mail or the telephone.
    """
    return re.compile(
        rf"{_LEAD}(?:(?:{thing})\s+[\w.'’-]+(?:\s+[\w.'’-]+){{0,3}}"
        rf"|(?!(?:an?|any|my|that|the|this|what|which|your)\s+(?:{thing})\b)"
        rf"(?:(?!(?:about|by|did|do|does|for|from|in|of|on|over|to|via|was|were|with)\b)"
        rf"[\w.'’-]+\s+){{1,5}}?(?<!\bthe )(?<!\bmy )(?:{thing}))\W*$",
        re.IGNORECASE,
    )


_BARE_NUMBER, _BARE_ADDRESS = _bare(_TELEPHONE), _bare("e-?mails?")
_ASKS_ELSE = re.compile(  # "who do I phone?", "can I send it by e-mail?"
    r"^\W*(?:who|whom|whose|when|why|how|can|may|do|does|did|is|are|has|have|should|must)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(  # in groups, only the last of which has more than five digits, or as one
    r"(?<![\w.,/@-])(?:\(?\+\d{1,3}\)?[ .-]?)?(?:\(\d{1,5}\)[ .-]?)?"
    r"\d{1,5}(?:[ ./-]\d{1,5}){0,4}[ ./-]\d{2,8}(?![\w@-])"
    r"|(?<![\w.,/@-])\+?\d{6,14}(?![\w@-])"
)
_ADDRESS = re.compile(r"\w[\w.+-]*@\w[\w-]*(?:\.\w[\w-]*)+")
_DIGITS = range(6, 16)  # of a number (ITU-T E.164 allows 15)
_EXTENSION = re.compile(r"\d{3,5}\Z|.*\bext(?:ension|n)?\b\W*\d", re.IGNORECASE)  # dialled too


def with_contacts(asked: Asked) -> Reading:
    """Keep what is of the kind that a question for a number or an address asks for."""
    question, reading = asked.question, asked.reading
    if _ASKS_ELSE.match(question):
        return reading
    number, address = _ASKS_NUMBER.search(question), _ASKS_ADDRESS.search(question)
    if number or address:
        kept = _contacts(reading, numbers=number is not None)
        return narrowed(reading, kept, Belief.SHARED)
    number, address = _BARE_NUMBER.match(question), _BARE_ADDRESS.match(question)
    kept = _contacts(reading, numbers=number is not None) if number or address else []
    return narrowed(reading, kept, Belief.SHARED) if kept else reading


def _contacts(reading: Reading, *, numbers: bool) -> list[Candidate]:
    """List the candidates that are a number or an address, or stand beside the one there."""
    kept = list[Candidate]()
    for candidate in reading.candidates:
        there = list(_numbers(candidate) if numbers else _addresses(candidate))
        touched = [span for span in there if _overlap(span, candidate.span)]
        if len(touched) == 1 or (not touched and len(there) == 1):
            kept.append(replace(candidate, span=(touched or there)[0]))
        elif touched or (numbers and _EXTENSION.match(candidate.text)):
            kept.append(candidate)
    return kept


def _numbers(candidate: Candidate) -> Iterator[Span]:
    for span, text in _found(_NUMBER, candidate):
        is_date = not any(map(str.isdigit, find_dates(text).rest))
        if sum(map(str.isdigit, text)) in _DIGITS and not is_date:
            yield span


def _addresses(candidate: Candidate) -> Iterator[Span]:
    yield from (span for span, _ in _found(_ADDRESS, candidate))


def _found(pattern: re.Pattern[str], candidate: Candidate) -> Iterator[tuple[Span, str]]:
    start = candidate.quote.start
    for match in pattern.finditer(candidate.quoted):
        yield Span(start + match.start(), start + match.end()), match[0]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
