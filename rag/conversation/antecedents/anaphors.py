"""A marked question -> its anaphors: the pronouns and noun phrases in it that point back.

"how old is he?" -> "he", of a person; "when did the band split?" after "when did the band Blur
form?" -> "the band". This module knows nothing of what they stand for.
"""

import re
from collections.abc import Sequence
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
    """A stretch of the question that gives way, with the kind of thing it stands for."""

    start: int
    end: int
    words: tuple[str, ...]
    kind: str  # a key of PRONOUNS, or "noun" for "the band"


def find_anaphors(marks: Marks, form: QuestionForm) -> list[Anaphor]:
    """Find what gives way: pronouns, and nouns with "the" or "that" before them.

    A noun after "the" gives way only if it was said before: "the lake" does not mean the pond.
    """
    words = marks.question.words
    named = {marked.word.key for text in marks.said for marked in text.words}
    empty = {found.start() for found in EXPLETIVE.finditer(marks.question.text)}
    gaps: list[Anaphor] = []
    i = 0
    while i < len(words):
        word = words[i].word.text.lower()
        at = words[i].word.start
        if at < form.start or words[i].word.end > form.end or at in empty:
            i += 1
            continue
        last = i
        if word in _DEMONSTRATIVE:
            while last + 1 < len(words) and words[last + 1].is_sure:
                last += 1
            if word == "the" and words[last].word.key not in named | {"one", "ones"}:
                last = i
        is_noun = last > i and words[i].probability >= _LIKELY
        is_pronoun = word in _KIND and words[i].probability >= _LIKELY and not is_noun
        if word == "one" and i > 0 and _BEFORE_ONE.fullmatch(words[i - 1].word.text):
            is_pronoun = False  # "which one did they choose"
        if word == "one" and i > 0 and words[i - 1].word.is_content:
            is_pronoun = False  # "the large one"
        verb_before = i > 0 and _VERB.fullmatch(words[i - 1].word.text) is not None
        if is_pronoun and word in _DEMONSTRATIVE and not verb_before and _goes_on(words, i):
            is_pronoun = False  # "that attack": the noun stays, and what it was is added
        if is_noun or is_pronoun:
            texts = tuple(marked.word.text.lower() for marked in words[i : last + 1])
            kind = "noun" if is_noun else _KIND[word]
            gaps.append(Anaphor(words[i].word.start, words[last].word.end, texts, kind))
            i = last
        i += 1
    return gaps


def _goes_on(words: Sequence[Marked], i: int) -> bool:
    """Say whether a noun that stays follows a demonstrative."""
    return i + 1 < len(words) and words[i + 1].word.is_content and not words[i + 1].is_sure
