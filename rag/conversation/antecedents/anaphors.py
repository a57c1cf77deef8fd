"""A marked question -> its anaphors: the pronouns and noun phrases in it that point back.

"how old is he?" -> "he", of a person; "when did the band split?" after "when did the band Blur
form?" -> "the band". This module knows nothing of what they stand for.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from rag.conversation.form.question_form import QuestionForm
from rag.conversation.form.word_classes import AUXILIARY, EXPLETIVE, PRONOUNS
from rag.conversation.marking.marks import Marked, Marks

_VERB = re.compile(rf"{AUXILIARY}|may|will", re.IGNORECASE)
_KIND = {word: kind for kind, words in PRONOUNS.items() for word in words}
_DEMONSTRATIVE = frozenset({"this", "that", "these", "those", "the"})
_BEFORE_ONE = re.compile(r"which|what|each|every|no|any", re.IGNORECASE)
_LIKELY = 0.3  # probability from which a pronoun gives way


@dataclass(frozen=True, slots=True)
class Anaphor:
    """The stretch [start, end) of a question that points back, with the kind of its antecedent.

    `words` are in small letters. `kind` is a key of PRONOUNS, or "noun" for "the band".
    """

    start: int
    end: int
    words: tuple[str, ...]
    kind: str


def find_anaphors(marks: Marks, form: QuestionForm) -> list[Anaphor]:
    """Find the pronouns that give way, and the nouns with "the" or "that" before them.

    A noun after "the" gives way only if it was said before: "the lake" does not mean the pond.
    """
    words = marks.question.words
    said = {marked.word.key for text in marks.said for marked in text.words}
    empty = {found.start() for found in EXPLETIVE.finditer(marks.question.text)}
    anaphors: list[Anaphor] = []
    i = 0
    while i < len(words):
        first, last = words[i].word, i
        if form.start <= first.start and first.end <= form.end and first.start not in empty:
            last = _last_of_noun(words, i, said)
            if kind := _kind(words, i, last):
                texts = tuple(marked.word.text.lower() for marked in words[i : last + 1])
                anaphors.append(Anaphor(first.start, words[last].word.end, texts, kind))
            else:
                last = i
        i = last + 1
    return anaphors


def _last_of_noun(words: Sequence[Marked], i: int, said: Set[str]) -> int:
    """Give the place of the last word that gives way with a demonstrative: "that blue boat"."""
    word, last = words[i].word.text.lower(), i
    if word not in _DEMONSTRATIVE:
        return i
    while last + 1 < len(words) and words[last + 1].is_sure:
        last += 1
    return i if word == "the" and words[last].word.key not in said | {"one", "ones"} else last


def _kind(words: Sequence[Marked], i: int, last: int) -> str | None:
    """Give the kind of the anaphor that the words from `i` to `last` are; None for no anaphor."""
    if words[i].probability < _LIKELY:
        return None
    if last > i:
        return "noun"
    word = words[i].word.text.lower()
    before = words[i - 1].word if i else None
    if word == "one" and before and (_BEFORE_ONE.fullmatch(before.text) or before.is_content):
        return None  # "which one did they choose", "the large one"
    after_verb = before is not None and _VERB.fullmatch(before.text) is not None
    if word in _DEMONSTRATIVE and not after_verb and _noun_stays(words, i):
        return None  # "that attack": the noun stays, and what it was is searched with
    return _KIND.get(word)


def _noun_stays(words: Sequence[Marked], i: int) -> bool:
    """Say whether a noun that does not give way follows a demonstrative."""
    return i + 1 < len(words) and words[i + 1].word.is_content and not words[i + 1].is_sure
