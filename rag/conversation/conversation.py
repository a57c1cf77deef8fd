"""A conversation over a knowledge base: each question is understood, then asked afresh.

What was said before helps to understand a question and to find passages for it, and is never
evidence: every answer is cited from passages retrieved for it, so a refusal stays one however
long the talk.
"""

from collections.abc import Callable, Sequence

from rag.conversation.choosing import Ask, answer_chosen
from rag.conversation.collection import asks_of_collection
from rag.conversation.exchanges import Exchange, said_before
from rag.conversation.resolving import Resolution, Resolver
from rag.conversation.small_talk import courtesy, is_small_talk
from rag.questions.queries import checked
from rag.text.writable import writable
from rag.types import Answer


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

        What only is polite or asks which documents there are is not remembered: later questions do
        not lean on it.
        """
        answer = self.probe(resolution)
        if self.asks_documents(resolution.question):
            self._history.append(self.exchange(resolution.question, answer))
        return self._word(answer)

    def probe(self, resolution: Resolution) -> Answer:
        """Answer as `answer` does, in the documents' own words and without remembering it.

        Which of its readings is answered, and when none is: `answer_chosen`.
        """
        if (polite := courtesy(resolution.question)) is not None:
            return polite
        if asks_of_collection(resolution.question):
            return self._ask(resolution.question)
        return answer_chosen(self._ask, resolution, said_before(self._history))


def _written(exchange: Exchange) -> Exchange:
    """Make what was kept elsewhere fit to be read."""
    return Exchange(
        writable("a question of the history", exchange.question),
        writable("an answer of the history", exchange.answer),
        writable("a question of the history", exchange.typed),
    )
