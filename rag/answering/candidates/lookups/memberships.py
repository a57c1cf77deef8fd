"""Answer by a list that has the one asked about, whatever else was believed.

Question: whether X is on the album, in the team, on the committee.
Example: "Is Low Tide on the album The Ferry?", "The Ferry includes Dew, Low Tide and Rain." -> that
sentence
Exceptions: a question for a place or a time ("is the shop open on Monday?", "is the hotel in Hull
refundable?"); a list that does not have X to the letter, or denies something.

The list is of a sentence that names what is asked about, or goes on with "its" behind one that
does. Where there is none, the denial of another one is no answer: "Harry is not on the committee"
tells nothing of Dev.
"""

import re
from collections.abc import Iterator, Sequence

from rag.answering.candidates.filtering import Asked, Keep
from rag.reading.reader import Candidate, Reading
from rag.text.months import MONTH
from rag.text.stems import stems
from rag.types import Hit, Span

_WORDS = r"[\w.&'’!-]+(?:\s+[\w.&'’!-]+)"
_ASKED = re.compile(
    r"\W*(?:is|are|was|were)\s+(?!(?:it|he|she|they|there|this|that|these|those|you|we|i)\b)"
    rf"(?P<one>{_WORDS}{{0,4}}?)\s+"
    r"(?:(?:also\s+)?(?:an?\s+|the\s+)?(?:included|listed|member|part|one|song|track)s?\s+(?:among"
    r"|in|of|on)|among|in|on)\s+"
    rf"(?:the\s+)?(?P<of>{_WORDS}{{0,4}}?)\s*\?\W*",
    re.IGNORECASE,
)
_NO_OTHERS = re.compile(  # "is the shop open on Monday?", "is the hotel in Hull refundable?"
    r"\b(?:available|closed|free|open)\s+(?:in|on)\s|\b(?:at|in|on)\s+(?:the\s+)?(?:\d|(?:mon|tues|wednes"
    r"|thurs|fri|satur|sun)day|(?:week|holi)day|weekend|spring|summer|autumn|winter|morning|afternoon"
    rf"|evening|{MONTH}\b)"
    r"|\bin\s+(?!(?:an?|my|our|the|your)\b)(?:[\w-]+\s+){1,3}"
    r"(?:\w{3,}[ai]ble|booked|closed|free|full|heated|open|shut)\W*$",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r":|\b(?:comprises?|consists?\s+of|contains?|features?|featuring|includes?|including|made\s+up"
    r"\s+of|members\s+(?:are|were)|such\s+as|tracks\s+(?:are|were))(?=\s)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\W*(?:its|it|their|they)\b", re.IGNORECASE)
_DENIES = re.compile(
    r"\b(?:but|except|excluding|however|neither|never|no|nor|not|unlike|without|\w+n['’]t)\b",
    re.IGNORECASE,
)
_LEAST = 2  # commas or "and" of a list of three
_PARTS = re.compile(r",|\band\b|;")
_SURE = 0.6  # belief in a list that has the name: above what any rule asks of an answer


def in_lists(asked: Asked) -> Reading:
    """Answer whether one belongs to others by the list of them."""
    found = _asks(asked.question)
    listed = next(_listing(found["one"], found["of"], asked.hits), None) if found else None
    if listed is None:
        return asked.reading
    return Reading((listed,), max(listed.score, asked.reading.confidence))


def without_other_denials(asked: Asked) -> Keep | None:
    """Keep all but denials of others, where it is asked whether one belongs to others."""
    found = _asks(asked.question)
    if found is None:
        return None
    name = stems(found["one"])
    return lambda one: bool(
        name & stems(one.quoted) or _GOES_ON.match(one.quoted) or not _DENIES.search(one.quoted)
    )


def _asks(question: str) -> re.Match[str] | None:
    """Match a question whether one belongs to others; None for any other one."""
    found = _ASKED.fullmatch(question)
    return None if found is None or _NO_OTHERS.search(question) else found


def _listing(one: str, of: str, hits: Sequence[Hit]) -> Iterator[Candidate]:
    """Yield the sentences that list one among what is asked about, the best passage's first."""
    item = re.compile(
        r"(?:[,;:]\s*|\b(?:and|are|as|like|or|were|(?:consists?|made\s+up)\s+of|comprises?"
        r"|contains?|features?|featuring|includes?|including)\s+)['\"“‘*_]*"
        rf"{_spaced(one)}(?=['\"”’*_]*\s*(?:[,;.(]|$|(?:and|of|or|as\s+well|among)\b))",
        re.IGNORECASE,
    )
    about = stems(of)
    for hit in hits:
        text = hit.document.text
        before = ""
        for sentence in hit.passage.sentences:
            said = text[sentence.start : sentence.end]
            told = f"{before} {said}" if _GOES_ON.match(said) else said
            if _lists(said, item) and about and _is_about(told, about):
                whole = Span(sentence.start, sentence.start + len(said.rstrip()))
                yield Candidate(hit, whole, whole, _SURE)
            before = said


def _lists(said: str, item: re.Pattern[str]) -> bool:
    lead = _LISTS.search(said)
    if lead is None or _DENIES.search(said) or item.search(said, lead.start()) is None:
        return False
    return len(_PARTS.findall(said, lead.end())) >= _LEAST


def _is_about(told: str, about: set[str]) -> bool:
    """Say whether a sentence has all that is asked about, a class before its name left out."""
    there = stems(told)
    return about <= there or (len(about) > 1 and _names(told, about) == about - _CLASSES)


def _names(told: str, about: set[str]) -> set[str]:
    """Give those of the words asked about that a sentence writes with capitals."""
    return about & stems(" ".join(re.findall(r"\b[A-Z]\w*", told)))


def _spaced(name: str) -> str:
    return r"\s+".join(map(re.escape, name.split()))


# What may stand before a name in a question only: "on the album The Ferry".
_CLASSES = stems(
    "album band book choir club committee compilation crew ensemble ep film group list mini movie"
    " orchestra play playlist record setlist show team tracklist"
)
