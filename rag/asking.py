"""Ask a question of what is indexed: search, spell it as the documents do, read, answer.

Two questions in one are asked one after the other, the second understood from the first. This
module knows nothing of where documents are stored.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, Protocol

from rag.answering import Readers, answer_from
from rag.answering.several_questions import questions_in, together
from rag.conversation import Conversation, Exchange, Resolver
from rag.conversation.antecedents.topics import with_topic
from rag.conversation.choosing import Ask
from rag.conversation.collection import asks_of_collection
from rag.conversation.form.word_classes import CALLED
from rag.conversation.small_talk import courtesy
from rag.generation.model import LanguageModel
from rag.questions.queries import checked, spelt
from rag.questions.spelling import marked
from rag.questions.wording import as_written
from rag.stopwatch import Stopwatch
from rag.types import Answer, Hit

_ASKS_NAME = re.compile(rf"\W*(?:(?:who|which)\b|{CALLED})", re.IGNORECASE)
_LONGEST_NAME = 8  # words
_FARTHEST = 80  # looked at for a definition: of 55 asked of manuals 30 are there, 19 in the best 20
READ_PASSAGES = 20  # looked at for an answer, the last ones where the first leave doubt
Stage = Literal["searching", "reading", "wording"]
OnStage = Callable[[Stage], None]


def tell_nobody(_: Stage) -> None:
    """Take note of no stage."""


class Search(Protocol):
    """What asking needs of an index: the best passages for a query."""

    def __call__(
        self, query: str, *, watch: Stopwatch, context: str, limit: int = ...
    ) -> list[Hit]:
        """Find passages, best first; `context` helps to find them."""


@dataclass(frozen=True, slots=True)
class Asking:
    """How questions are asked: where passages come from, who reads them, what is sure enough."""

    search: Search
    near: Callable[[str, str], Sequence[str]]  # a word and its question -> texts like them
    readers: Readers
    resolver: Resolver  # understands the second of two questions from the first
    listed: Callable[[str], Answer]  # tells of the list of documents
    min_confidence: float
    tell: OnStage  # called as a stage begins
    llm: LanguageModel | None = None  # words what the readers found

    def ask(self, question: str, *, context: str = "") -> Answer:
        """Answer, in the words of the language model where there is one."""
        return self.word(self.read(question, context=context))

    def word(self, answer: Answer) -> Answer:
        """Have the language model word an answer."""
        if self.llm is None:
            return answer
        from rag.generation.wording import worded  # most have no model, and need not wait for it

        self.tell("wording")
        return worded(answer, self.llm)

    def read(self, question: str, *, context: str = "") -> Answer:
        """Answer a question, or each of the questions in it, in the documents' own words."""
        question = checked(question)
        if (polite := courtesy(question)) is not None:
            return polite
        if asks_of_collection(question):
            return self.listed(question)
        parts = questions_in(question)
        if len(parts) > 1 and (answer := together(question, parts, self._each(parts, context))):
            return answer
        return self.one(question, context=context)

    def _each(self, parts: Sequence[str], context: str) -> list[Answer]:
        """Answer the questions in one in turn, each understood from the one before.

        Who asks them at once knows no answer yet: a later one leans on the words of the one before,
        and on the name that it asks for ("which grinder did they buy and how much was it?"), else
        on what it asks of ("how much is the fee and when is it due?").
        """
        answers = list[Answer]()
        for part in parts:
            asked, history = part, list[Exchange]()
            if answers:
                last = answers[-1]
                history.append(Exchange(last.question, _asked_name(last)))
                if not history[0].answer:
                    asked = with_topic(part, last.question)
            talk = Conversation(_within(self.one, context), self.resolver, history)
            answers.append(talk.ask(asked))
        return answers

    def one(self, question: str, *, context: str = "") -> Answer:
        """Answer one question; `context` helps to find passages, and is never read."""
        watch = Stopwatch()
        find = partial(self.search, context=context)
        with watch.time("total"):
            self.tell("searching")
            hits = find(_query(question), watch=watch)
            meant = spelt(question, hits, self.near)
            if meant != question:  # "MV" finds little, "music video" finds what it stands for
                hits = find(_query(meant), watch=watch)
            self.tell("reading")
            answer = answer_from(
                marked(meant),
                hits,
                self.readers,
                min_confidence=self.min_confidence,
                stopwatch=watch,
                # Its stages are no stages of their own: all of it is counted as one.
                farther=lambda: find(_query(meant), watch=Stopwatch(), limit=_FARTHEST),
            )
        timings = dict(watch.milliseconds)
        return replace(answer, question=question, read_as=meant, timings=timings)


def _query(question: str) -> str:
    """Put a question as it is searched for: in the words of texts, and marked as a question."""
    return marked(as_written(question))


def _asked_name(answer: Answer) -> str:
    """Give an answer that is the name which was asked for, "" for another."""
    short = answer.status == "answered" and len(answer.text.split()) <= _LONGEST_NAME
    return answer.text if short and _ASKS_NAME.match(answer.question) else ""


def _within(asking: Ask, said: str) -> Ask:
    """Ask with what was said before the whole question as well."""

    def within(question: str, *, context: str = "") -> Answer:
        return asking(question, context=f"{context} {said}".strip())

    return within
