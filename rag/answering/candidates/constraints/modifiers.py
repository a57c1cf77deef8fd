"""Leave out what is told of another kind of a thing, by the word or the prefix before it.

Question: any with a word that tells one kind of what follows it from others ("half", "junior",
"deputy"), or with a word that texts write with and without a prefix ("final", "semi-final").
Example: "What is a half plot?", "A quarter plot is £20. A half plot is £35." -> "£35"
Example: "Who won the final?", "Bo won the semi-final. Ann won the final." -> "Ann"
Exceptions: a question that compares; what is told of no kind; what is told of the semi-final only,
where nothing else is.

A candidate is told of what its sentence names, else of the heading above it, else of the title; of
the final also by its paragraph and the head of its text.
"""

import re
from collections.abc import Iterable

from rag.answering.candidates.filtering import Asked, Keep
from rag.answering.leads import paragraph_before
from rag.questions.comparing import compares
from rag.reading.reader import Candidate
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


def of_asked_modifiers(asked: Asked) -> Keep | None:
    """Keep all but what is told of another kind than the one that is asked about."""
    if compares(asked.question):
        return None
    named = [(_kinds(asked.question, words), words) for words in _CLASSES]
    wanted = [
        (kind, thing, words)
        for kinds, words in named
        for kind, thing in kinds
        if len({kind for kind, _ in kinds}) == 1
    ]
    office = _office(asked.question)
    if not wanted and office is None:
        return None

    def keep(one: Candidate) -> bool:
        if any(_is_of_another(one, *kind) for kind in wanted):
            return False
        ranks = office.findall(one.quoted) if office else []
        return not ranks or any(ranks)

    return keep


def without_prefixed(asked: Asked) -> Keep | None:
    """Keep all but what is told of the semi-final only, where another is told of the final."""
    question, candidates = asked.question, asked.reading.candidates
    if compares(question):
        return None
    texts = {text for one in candidates for text in (one.hit.passage.text, _head(one))}
    texts = set(filter(_ANY_PREFIX.search, texts))
    if not texts:
        return None
    left = list(candidates)
    for word in {word.lower() for word in _WORD.findall(question) if len(word) >= _FEWEST}:
        prefixed = re.compile(rf"(?<![\w-]){_PREFIX}{re.escape(word)}\b", re.IGNORECASE)
        if prefixed.search(question) or not any(map(prefixed.search, texts)):
            continue
        plain = re.compile(rf"(?<![\w-]){re.escape(word)}\b", re.IGNORECASE)
        told = [_is_plain(one, plain, prefixed) for one in left]
        if True in told and False in told:
            left = [one for one, is_so in zip(left, told, strict=True) if is_so is not False]
    stay = set(map(id, left))
    return lambda one: id(one) in stay


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


def _office(question: str) -> re.Pattern[str] | None:
    """Match an office with its rank, where only who stands in for it is asked for."""
    asked = re.search(rf"\b{_RANKS}[\s-]+(?P<of>[^\W\d_]+)", question, re.IGNORECASE)
    if asked is None:
        return None
    return re.compile(rf"\b({_RANKS}[\s-]+)?{re.escape(asked['of'])}\b", re.IGNORECASE)


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
