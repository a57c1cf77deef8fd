"""Marked texts -> phrases: the stretches of what was said that are meant, and the names in them.

"Blur" and "album" marked in "who produced the Blur album?" -> the phrase "Blur album", the name
"Blur". This module knows nothing of the question that points back to them.
"""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rag.conversation.form.names import (
    begins_another,
    begins_name,
    is_abbreviated,
    keys_of,
    own,
    whole_words,
)
from rag.conversation.form.word_classes import PREPOSITION, TIME
from rag.conversation.marking.marks import Marked, Said
from rag.conversation.word_keys import is_plural

_WORD = re.compile(r"\w+(?:-[a-z]\w*)*")  # "Tae-hwa" is one
_SENTENCE_END = re.compile(r"[.?!;:()\"“”](?:\s|$)")
_LEADING = re.compile(rf"\b({PREPOSITION})\s+(?:(the|a|an)\s+)?$", re.IGNORECASE)
_ARTICLE = re.compile(r"\bthe\s+$", re.IGNORECASE)
_IN_NAMES = frozenset({"of", "the", "and", "s", "d", "de", "la", "van", "von", "for", "in"})
_NOT_PEOPLE_TEXT = """
university school college inc company party award awards county city committee department
league street house club band association agency court council center centre church festival
series show album song film act bill list party team united states"""
_NOT_PEOPLE = frozenset(_NOT_PEOPLE_TEXT.split())


_MOST_BETWEEN = 3  # function words between two words of a phrase
_LEAST_OF_NAME = 0.1  # probability from which a word goes with a name that is meant


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of one earlier text, `text`, with the mean probability of its content words.

    `keys` are those of its content words, as they stand in that text.
    """

    part: int  # of what was said, latest first
    start: int
    end: int
    text: str
    probability: float
    keys: frozenset[str]
    leading: str = ""  # the preposition and article that stand before it where it was said
    owns: bool = False  # "'s" stands after it where it was said

    @property
    def is_name(self) -> bool:
        """Say whether every content word of it is a name's: in capitals or a number."""
        words = [w for w in _WORD.findall(self.text) if w.lower() not in _IN_NAMES]
        return bool(words) and all(w[0].isupper() or w[0].isdigit() for w in words)

    @property
    def is_time(self) -> bool:
        """Say whether it names a year, a month or a day of the week."""
        return bool(TIME.search(self.text))

    @property
    def may_be_person(self) -> bool:
        """Say whether it could be a person's name: up to four words in capitals, no number."""
        words = re.findall(r"[^\W_]+(?![.\w])", self.text)  # initials and "Dr." do not count
        return (
            self.is_name
            and 1 <= len(words) <= 4
            and not any(w.isdigit() or w.lower() in _NOT_PEOPLE for w in words)
            and not self.is_time
        )

    @property
    def is_plural(self) -> bool:
        """Say whether it has no name and is more than one: "invoices", not "the bus"."""
        return not self.is_name and is_plural(self.text)

    @property
    def may_be_many(self) -> bool:
        """Say whether it reads like a plural: "the staff members", "Lennon and McCartney"."""
        return self.text.rstrip().endswith("s") or " and " in self.text or " & " in self.text


def find_names(said: Sequence[Said], least: float) -> list[Phrase]:
    """Join words of at least this probability into phrases and cut these into their names.

    Function words between two of them belong to the phrase, sentence ends part it. A phrase without
    a name stays whole. The likeliest come first.
    """
    return _found(said, least, _capital_runs)


def find_things(said: Sequence[Said], least: float) -> list[Phrase]:
    """Like `find_names`, with the words right beside a name: "the Svarten glacier"."""
    return _found(said, least, _spaced_runs)


def _found(
    said: Sequence[Said],
    least: float,
    cut: Callable[[Said, Sequence[Marked]], list[list[Marked]]],
) -> list[Phrase]:
    """Cut the runs of each text into phrases; of phrases within another keep the longer one."""
    found = [
        _phrase(part, text, piece)
        for part, text in enumerate(Said(s.text, tuple(whole_words(s.text, s.words))) for s in said)
        for run in _runs(text, least)
        for piece in (cut(text, run) or [run])
    ]
    kept: list[Phrase] = []
    for phrase in sorted(found, key=lambda p: (-len(p.keys), -p.probability, p.part, p.start)):
        if not any(phrase.keys <= other.keys and other.is_name >= phrase.is_name for other in kept):
            kept.append(phrase)
    return sorted(kept, key=lambda p: (-p.probability, p.part, p.start))


def _runs(said: Said, least: float) -> Iterator[list[Marked]]:
    """Group the probable content words of a text with nothing but function words between."""
    meant = _whole_names(said, [m.probability >= least for m in said.words])
    run: list[Marked] = []
    between = 0
    for marked, is_meant in zip(said.words, meant, strict=True):
        if not marked.word.is_content:
            between += 1
            continue
        gap = said.text[run[-1].word.end : marked.word.start] if run else ""
        parted = between > _MOST_BETWEEN or _SENTENCE_END.search(gap)
        if run and (not is_meant or parted or begins_another(run[-1], marked)):
            yield run
            run = []
        if is_meant:
            run.append(marked)
        between = 0
    if run:
        yield run


def _whole_names(said: Said, meant: list[bool]) -> list[bool]:
    """Take in the rest of a name of which a word is meant: "Railroad Bridge", "Dictionary.com"."""
    meant, words = list(meant), said.words
    pairs = list(itertools.pairwise(range(len(words))))
    for one, other in [*pairs, *((j, i) for i, j in reversed(pairs))]:
        if not meant[one] or meant[other] or not words[other].word.is_content:
            continue
        first, second = sorted((one, other))
        gap = said.text[words[first].word.end : words[second].word.start]
        names = gap == " " and begins_name(words[first]) and begins_name(words[second])
        names = names or own(said.text, words[first], words[second])
        names = names and not begins_another(words[first], words[second])
        likely = words[other].probability >= _LEAST_OF_NAME and second != 1
        likely = likely or is_abbreviated(words[first])
        meant[other] = gap in ("-", ".", "&") or (names and likely)
    return meant


def _capital_runs(said: Said, run: Sequence[Marked]) -> list[list[Marked]]:
    """Cut a run into the names in it; a comma or a word in small letters parts two."""
    pieces: list[list[Marked]] = []
    last_end = -1
    for marked in run:
        if not begins_name(marked):
            last_end = -1
            continue
        gap = said.text[last_end : marked.word.start] if last_end >= 0 else ","
        joined = "," not in gap and not re.search(r"['’]s\b", gap)
        inside = [w.lower() for w in re.findall(r"\w+", gap)]
        if joined and all(w in {"of", "the", "de", "la", "van", "von", "and"} for w in inside):
            pieces[-1].append(marked)
        else:
            pieces.append([marked])
        last_end = marked.word.end
    return pieces


def _spaced_runs(said: Said, run: Sequence[Marked]) -> list[list[Marked]]:
    """Cut a run into stretches of words with a space, a hyphen or, in names, "'s" between."""
    pieces: list[list[Marked]] = []
    for marked in run:
        gap = said.text[pieces[-1][-1].word.end : marked.word.start] if pieces else ","
        near = re.fullmatch(r"[\s\-&.]*", gap) is not None
        if near or (pieces and own(said.text, pieces[-1][-1], marked)):
            pieces[-1].append(marked)
        else:
            pieces.append([marked])
    return pieces


def _phrase(part: int, said: Said, run: Sequence[Marked]) -> Phrase:
    start, end = run[0].word.start, run[-1].word.end
    before = said.text[:start]
    leading = _LEADING.search(before)
    article = _ARTICLE.search(before)
    return Phrase(
        part,
        start,
        end,
        _opened(said.text, start, end),
        sum(marked.probability for marked in run) / len(run),
        keys_of(run),
        leading[0].strip() if leading else ("the" if article else ""),
        re.match(r"['’]s?\s", said.text[end:]) is not None,
    )


def _opened(text: str, start: int, end: int) -> str:
    """Slice a phrase; take in a sign before it and a closing one after: "$3.5", "84%"."""
    while start > 0 and text[start - 1] in "$€£#@":
        start -= 1
    while end < len(text) and text[end] in "%":
        end += 1
    return text[start:end]
