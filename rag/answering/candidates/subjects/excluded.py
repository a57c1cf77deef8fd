"""What the question's words shut out: a quarter plot is no half plot, a semi-final no final.

Some words that stand before another one name one kind of it only, as "half", "deputy" and "junior"
do. What is told of another kind of the asked thing, and not of that one, is left out. A word with
a prefix of these ("semi-", "non-") is another word: where some candidate is told of the final, what
is told of the semi-final only is left out. A candidate is told of what its quote names, else the
heading above it, else the title; of the final also by its paragraph and the head of its text. Where
a question compares or leaves out, nothing is left out. English only. This module knows nothing of
how candidates are found, scored and grouped.
"""

import re
from collections.abc import Iterable, Sequence

from rag.answering.candidates.subjects.asked_rows import COMPARES
from rag.answering.leads import paragraph_before
from rag.reading.reader import Candidate, Reading
from rag.text.headings import headings_above

_CLASSES = tuple(
    frozenset(words.split())
    for words in (
        "quarter half full double",
        "front back rear",
        "adult child children junior senior student",
        "left right",
        "upper lower",
        "indoor outdoor",
        "minimum maximum",
        "single double twin triple family",
        "annual joining booking cancellation late registration",
    )
)
_RANKS = r"(?:vice|deputy|assistant|acting)"
_WORD = re.compile(r"[^\W\d_][\w'’]*")
_LONGEST_GAP = 1  # words between a kind and what it is a kind of: "a full annual ticket"
_STEM = 5  # letters by which "plot" and "plots" are the same word
_HEAD = 200  # characters
_PREFIX = r"(?:(?:semi|quarter)[\s-]?|(?:non|pre|post|ex)[\s-])"
_ANY_PREFIX = re.compile(rf"(?<![\w-]){_PREFIX}", re.IGNORECASE)
_FEWEST = 4  # letters of a word that is looked for behind prefixes


def without_excluded(question: str, reading: Reading) -> Reading:
    """Leave out what is told of another kind than the one that is asked about."""
    if COMPARES.search(question):
        return reading
    kept: Sequence[Candidate] = reading.candidates
    for words in _CLASSES:
        asked = _kinds(question, words)
        for kind, thing in asked if len({kind for kind, _ in asked}) == 1 else ():
            kept = [one for one in kept if not _is_of_another(one, kind, thing, words)]
    kept = _of_rank(question, kept)
    kept = _without_prefixed(question, kept)
    return reading.without_others(kept)


def _kinds(text: str, words: Iterable[str]) -> list[tuple[str, str]]:
    """List the kinds of a class that a text names, each with the stems of what follows it."""
    said = [word.lower() for word in _WORD.findall(text)]
    return [
        (word, following[:_STEM])
        for at, word in enumerate(said)
        if word in words
        for following in said[at + 1 : at + 2 + _LONGEST_GAP]
        if following not in words
    ]


def _is_of_another(one: Candidate, kind: str, thing: str, words: Iterable[str]) -> bool:
    """Say whether the nearest text that names a kind of a thing has only others than one."""
    for text in _around(one):
        found = {its for its, of in _kinds(text, words) if of == thing}
        if found:
            return kind not in found
    return False


def _of_rank(question: str, kept: Sequence[Candidate]) -> Sequence[Candidate]:
    """Leave out who has the office itself, where only who stands in for it is asked for."""
    asked = re.search(rf"\b{_RANKS}[\s-]+(?P<of>[^\W\d_]+)", question, re.IGNORECASE)
    if asked is None:
        return kept
    office = re.compile(rf"\b({_RANKS}[\s-]+)?{re.escape(asked['of'])}\b", re.IGNORECASE)

    def is_another(one: Candidate) -> bool:
        ranks = office.findall(one.quoted)
        return bool(ranks) and not any(ranks)

    return [one for one in kept if not is_another(one)]


def _without_prefixed(question: str, kept: Sequence[Candidate]) -> Sequence[Candidate]:
    """Leave out what is told of the semi-final only, where another is told of the final."""
    texts = {text for one in kept for text in (one.hit.passage.text, _head(one))}
    texts = set(filter(_ANY_PREFIX.search, texts))
    if not texts:
        return kept
    for word in {word.lower() for word in _WORD.findall(question) if len(word) >= _FEWEST}:
        prefixed = re.compile(rf"(?<![\w-]){_PREFIX}{re.escape(word)}\b", re.IGNORECASE)
        if prefixed.search(question) or not any(map(prefixed.search, texts)):
            continue
        plain = re.compile(rf"(?<![\w-]){re.escape(word)}\b", re.IGNORECASE)
        told = [_is_plain(one, plain, prefixed) for one in kept]
        if True in told and False in told:
            kept = [one for one, is_so in zip(kept, told, strict=True) if is_so is not False]
    return kept


def _is_plain(one: Candidate, plain: re.Pattern[str], prefixed: re.Pattern[str]) -> bool | None:
    """Say whether what is around an answer has a word without a prefix; None if in no form."""
    quoted, *above = _around(one)
    for text in (quoted, paragraph_before(one), *above, _head(one)):
        if plain.search(prefixed.sub("", text)):
            return True
        if prefixed.search(text):
            return False
    return None


def _around(one: Candidate) -> tuple[str, ...]:
    """Give what an answer may be told of, the nearest first."""
    document, start = one.hit.document, one.quote.start
    above = headings_above(document.text, start, start)
    return (one.quoted, *reversed(above), document.title)


def _head(one: Candidate) -> str:
    return one.hit.document.text[:_HEAD]
