"""A conversation over a knowledge base: each question is understood, then asked afresh.

What was said before helps to understand a question and to find passages for it, and is never
evidence: every answer is cited from passages retrieved for it, so a refusal stays one however
long the talk.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol

from rag.conversation.answer_checks import (
    fragment_keys,
    is_of_another,
    names_all,
    names_any,
    refusal,
    says_all,
    speaks_of,
)
from rag.conversation.collection import asks_of_collection
from rag.conversation.exchanges import Exchange, said_before
from rag.conversation.form.fragments import brings_up
from rag.conversation.form.question_form import may_stand_alone, read_form
from rag.conversation.resolving import Resolution, Resolver
from rag.conversation.small_talk import is_small_talk, reply
from rag.conversation.word_keys import content_keys, find_words
from rag.questions.queries import checked
from rag.text.writable import writable
from rag.types import Answer

# A second reading must be answered with more confidence by this much to take the first one's place.
LEAD = 0.1
_SURE_ENOUGH = (
    0.5  # confidence from which a whole question is answered as typed where its reading is not
)


class Ask(Protocol):
    """What a conversation needs of a knowledge base: `KnowledgeBase.ask`."""

    def __call__(self, question: str, *, context: str = "") -> Answer:
        """Answer a standalone question; `context` helps to find passages."""


class Conversation:
    """Questions that may lean on the ones before; made by `KnowledgeBase.chat`."""

    def __init__(
        self,
        ask: Ask,
        resolver: Resolver,
        history: Sequence[Exchange] = (),
        *,
        word: Callable[[Answer], Answer] = lambda answer: answer,
    ) -> None:
        """Ask by `ask`; `word` puts what is answered in the end into other words."""
        self._ask = ask
        self._word = word
        self._resolver = resolver
        self._history = [_written(exchange) for exchange in history]

    def __repr__(self) -> str:
        last = f", last={self._history[-1].question[:60]!r}" if self._history else ""
        return f"Conversation(exchanges={len(self._history)}{last})"

    @property
    def history(self) -> tuple[Exchange, ...]:
        """Give what was said, oldest first: enough to take the conversation up again."""
        return tuple(self._history)

    @staticmethod
    def courtesy(question: str) -> str | None:
        """Give what to reply to "thanks" or "help", which asks nothing; None for a question.

        Raises QuestionError as `ask` does.
        """
        return reply(checked(question))

    @staticmethod
    def asks_documents(question: str) -> bool:
        """Say whether a question is one for what documents say, which later ones may lean on.

        "thanks" is not, nor "which documents do you have?".
        """
        return not (is_small_talk(question) or asks_of_collection(question))

    @staticmethod
    def exchange(typed: str, answer: Answer) -> Exchange:
        """Give what later questions may lean on of an answer to a question as it was typed.

        Where the documents differ that is what the newest says: no name is made of both.
        """
        newest = answer.statements[:1] if answer.status == "conflicting" else answer.statements
        return Exchange(answer.meant, " ".join(one.text for one in newest), typed)

    def ask(self, question: str, *, as_is: bool = False) -> Answer:
        """Answer a question; `answer.question` is the standalone question that was asked.

        With `as_is` the question is taken to stand alone. Raises QuestionError for an empty or
        oversized question.
        """
        typed = checked(question)
        return self.answer(Resolution(typed, typed) if as_is else self.resolve(typed))

    def resolve(self, question: str) -> Resolution:
        """Say what a question stands for after what was said; nothing is searched for yet.

        Raises QuestionError as `ask` does, before an oversized question is read.
        """
        typed = checked(question)
        if not self.asks_documents(typed):
            return Resolution(typed, typed)
        return self._resolver.resolve(typed, self._history)

    def answer(self, resolution: Resolution) -> Answer:
        """Answer what a question was taken to mean, and remember it.

        Of two readings, both are asked, and the reader's confidence decides. What only is polite
        or asks which documents there are is not remembered: later questions do not lean on it.
        """
        answer = self.probe(resolution)
        if self.asks_documents(resolution.question):
            self._history.append(self.exchange(resolution.question, answer))
        return self._word(answer)

    def probe(self, resolution: Resolution) -> Answer:
        """Answer as `answer` does, in the documents' own words and without remembering it.

        A question as typed that neither reading finds an answer to is refused as it was typed,
        but where it points back: what comes next may go on with what it pointed to.
        """
        if is_small_talk(resolution.question):
            return Answer(resolution.question, "not_found")  # it asks nothing of the documents
        if asks_of_collection(resolution.question):
            return self._ask(resolution.question)
        besides = self._context(resolution)
        answer = self._ask(resolution.standalone, context=besides if resolution.leans else "")
        if resolution.standalone == resolution.question and not _may_be_to(resolution, answer):
            answer = refusal(answer)
        if resolution.other is not None:
            alone = resolution.other == resolution.question
            second = self._ask(resolution.other, context="" if alone else besides)
            refused = alone and answer.status == second.status == "not_found"
            refused = refused and not _must_point_back(resolution.question)
            better = _is_better(second, answer, resolution.question)
            if refused or (better and (not alone or _may_be_to(resolution, second))):
                answer = second
        return answer if answer.status != "not_found" else self._last_try(resolution, answer)

    def _last_try(self, resolution: Resolution, refused: Answer) -> Answer:
        """Ask a question as it was typed, and find its passages by what was said.

        Nothing of a wrong referent is left in it. It says less so than its reading: the document
        that its answer is cited from first must name what it was taken to be about, but where
        the answer speaks of what a fragment brings up; that to a whole question must be sure.
        """
        typed = resolution.question
        if not resolution.leans or typed == resolution.standalone:
            return refused
        again = self._ask(typed, context=self._context(resolution))
        if again.status == "not_found":
            return refused
        first = replace(again, citations=again.citations[:1])
        if brings_up(typed) and speaks_of(again, fragment_keys(typed)):
            return again
        sure = again.confidence >= _SURE_ENOUGH or read_form(typed).kind != "whole"
        return again if sure and _names_left_out(resolution, first) else refused

    def _context(self, resolution: Resolution) -> str:
        return f"{resolution.terms} {said_before(self._history)}".strip()


def _written(exchange: Exchange) -> Exchange:
    """Make what was kept elsewhere fit to be read."""
    return Exchange(
        writable("a question of the history", exchange.question),
        writable("an answer of the history", exchange.answer),
        writable("a question of the history", exchange.typed),
    )


def _is_better(second: Answer, first: Answer, typed: str) -> bool:
    """Choose of the answers to two readings of a question.

    One that speaks of what a fragment names is better; of a correction, one that has all words of
    its reading in a quote: "the price of the bolt" or "the bolt of nails".

    A second reading to which the documents say different things lacks what the first one adds: it
    counts only where the first finds nothing, or where it alone speaks of what is named.
    """
    if "not_found" not in (first.status, second.status):
        named = fragment_keys(typed)
        says = says_all if read_form(typed).corrects else partial(speaks_of, keys=named)
        if (says(first), says(second)) in ((True, False), (False, True)):
            return says(second)
    open_still = second.status == "conflicting" and first.status != "not_found"
    return second.confidence > first.confidence + LEAD and not open_still


def _may_be_to(read: Resolution, answer: Answer) -> bool:
    """Say whether an answer to a question as typed is of what the question points back to.

    Where that has no name, it must be of a document that has a word of what is meant besides.
    """
    if not _must_point_back(read.question):
        return True
    if content_keys(read.standalone) - content_keys(read.question):
        return _names_left_out(read, answer)
    return names_any(answer, content_keys(read.terms))


def _must_point_back(question: str) -> bool:
    """Say whether a whole question has a word that stands for what was said."""
    return read_form(question).kind == "whole" and not may_stand_alone(question)


def _names_left_out(read: Resolution, answer: Answer) -> bool:
    """Say whether an answer's document names what a question as typed lacks of its reading.

    It must have all words of a name: that of "Bannister Days" has both. Of "the summer party",
    which a text may just call the party, one will do. Nor may it be said of somebody else.
    """
    typed = content_keys(read.question)
    left_out = [w for w in find_words(read.standalone) if w.is_content and w.key not in typed]
    names = {word.key for word in left_out if word.start and word.text[0].isupper()}
    if names:
        return names_all(answer, names) and not is_of_another(answer, read.question, names)
    return names_any(answer, {w.key for w in left_out})
