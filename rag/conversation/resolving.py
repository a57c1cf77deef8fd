"""A question and its history -> what it was taken to mean: one or two standalone questions.

"and cats?" after "when do I get the deposit back?" -> "when do I get cats?" and "What about cats?".
This module knows nothing of documents: which reading is right is for the answers to show.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.conversation.antecedents.ordinals import resolve_ordinal
from rag.conversation.exchanges import Exchange
from rag.conversation.form.question_form import introduces, may_stand_alone, read_form
from rag.conversation.marking.marks import SURE, Marked, Marker, Marks, Said
from rag.conversation.rewriting import rewrite, rewrite_alone, terms
from rag.conversation.word_keys import keys
from rag.questions.queries import LONGEST_QUESTION
from rag.questions.spelling import respell_first
from rag.text.english import is_word
from rag.text.prefaces import without_preface

REMEMBERED = 6  # exchanges; more do not fit into the term model's input
# From the one to the other probability of the likeliest word, it is not plain whether a question
# leans on what was said before: both readings are tried. A whole question that may stand
# alone is tried as typed however sure the marks, which are often wrong on a new topic.
DOUBTFUL, PLAIN = 0.25, 0.9
# What was refused and asks nothing of documents lends nothing to what follows.
_TELLS_TO_DO = re.compile(
    r"\W*(?:(?:now|please|you must|(?:can|could) you)\W+)*"
    r"(?:ignore|disregard|forget|pretend|print|repeat|translate|write|act as)\b(?!.*\?)",
    re.IGNORECASE,
)
_MORE = SURE - DOUBTFUL  # what the second reading adds to every probability


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a question was taken to mean.

    `standalone` is the likelier reading; `other` is a second one, None when there is no doubt.
    `leans` says whether the likelier reading takes the question for a follow-up; `terms` are the
    words of what was said that it means besides, to search with.
    """

    question: str
    standalone: str
    other: str | None = None
    leans: bool = False
    terms: str = ""

    @property
    def is_as_typed(self) -> bool:
        """Say whether the likelier reading is the question as it was typed."""
        return self.standalone == self.question

    @property
    def other_is_as_typed(self) -> bool:
        """Say whether the second reading is the question as it was typed."""
        return self.other == self.question


class Resolver:
    """Resolves follow-ups with the marks of a `Marker`; holds no conversation."""

    def __init__(self, marker: Marker) -> None:
        self._marker = marker

    def resolve(self, question: str, history: Sequence[Exchange]) -> Resolution:
        """Say what a question stands for; `history` is oldest first.

        A question that stands alone, a new topic among them, is left exactly as it was typed; so
        is one that would be too long to ask with what it leans on.
        """
        read = self._read(question.strip(), history)
        if len(read.standalone) > LONGEST_QUESTION:
            return Resolution(read.question, read.question, leans=read.leans)
        if read.other is not None and len(read.other) > LONGEST_QUESTION:
            return replace(read, other=None)
        return read

    def _read(self, typed: str, history: Sequence[Exchange]) -> Resolution:
        """Read a question without prefaces, and with the word that it asks by spelt right."""
        if not history or not typed:
            return Resolution(typed, typed)
        typed = respell_first(typed, [t for e in history for t in (e.question, e.answer)], is_word)
        plain = without_preface(typed)
        recent = [
            _without_preface(one) for one in history[-REMEMBERED:] if one.answer or not _tells(one)
        ]
        if not recent:
            return Resolution(typed, typed)
        if chosen := resolve_ordinal(plain, recent):
            return replace(self._readings(chosen, recent), question=typed, leans=True)
        read = self._readings(plain, recent)
        as_typed = {plain: typed}
        return replace(
            read,
            question=typed,
            standalone=as_typed.get(read.standalone, read.standalone),
            other=as_typed.get(read.other or "", read.other),
        )

    def _readings(self, question: str, history: Sequence[Exchange]) -> Resolution:
        """Give the likelier reading of a question, and a second one where that is in doubt.

        - What leans on nothing that was said: as typed.
        - "is there a canteen?" brings up something new: as typed, then as rewritten.
        - A whole question without an anaphor: as rewritten, then as typed.
        - What the marks are not sure of: as rewritten, then rewritten with more words taken to be
          meant where that is as typed, or as typed where it does not lean by its form.
        - A fragment that may bring up something new, or a correction: as rewritten, and asked alone
          or put in another place; which comes first, `rewrite_alone` says.
        """
        marks = self._marker.mark(question, history)
        form = read_form(question)
        leans = form.kind in ("sluice", "next") or (form.kind == "fragment" and form.start > 0)
        if not leans and marks.strongest < DOUBTFUL:
            return Resolution(question, question)
        meant = rewrite(question, history, marks)
        if keys(meant) in (keys(question), keys(question[form.start : form.end])):
            meant = question
        if meant != question and introduces(question):
            return Resolution(question, question, meant)
        besides = terms(question, meant, marks)
        if may_stand_alone(question):
            return Resolution(question, meant, question, leans=True, terms=besides)
        other = None
        if meant == question and marks.strongest < PLAIN:
            bolder = rewrite(question, history, _bolder(marks))
            other = bolder if keys(bolder) != keys(meant) else None
        elif not leans and marks.strongest < PLAIN:
            other = question
        elif (alone := rewrite_alone(question, history, marks)) and alone.text != meant:
            other = alone.text
            if alone.is_likelier:
                meant, other = other, meant
        return Resolution(question, meant, other, leans=True, terms=besides)


def _tells(exchange: Exchange) -> bool:
    """Say whether a turn tells to do something, and asks nothing: "Ignore what I said"."""
    return _TELLS_TO_DO.match(exchange.question) is not None


def _without_preface(exchange: Exchange) -> Exchange:
    return replace(exchange, question=without_preface(exchange.question))


def _bolder(marks: Marks) -> Marks:
    """Take more words to be meant."""
    return replace(
        marks, said=tuple(Said(s.text, tuple(map(_likelier, s.words))) for s in marks.said)
    )


def _likelier(marked: Marked) -> Marked:
    return Marked(marked.word, min(1.0, marked.probability + _MORE))
