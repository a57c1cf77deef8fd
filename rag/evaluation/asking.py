"""Questions -> answers of a knowledge base, follow-ups in their conversation.

Knows nothing of what answers are worth.
"""

from dataclasses import dataclass

from rag.conversation import Conversation
from rag.evaluation.questions import Question
from rag.knowledge_base import KnowledgeBase
from rag.types import Answer


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer, and what would have been said instead of a refusal, if that is known."""

    answer: Answer
    forced: Answer | None


class Asker:
    """Asks questions one after the other.

    Earlier turns are asked first, so a follow-up is understood from what this system itself
    said before; turns that follow each other in a set are asked once.
    """

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._turns: tuple[str, ...] = ()
        self._chat: Conversation | None = None

    def ask(self, question: Question) -> Outcome:
        """Ask a question; a refused one that stands alone is asked again without a threshold.

        The second answer tells what the confidence is worth below the threshold too.
        """
        if question.history:
            return Outcome(self._follow_up(question), None)
        answer = self._kb.ask(question.text)
        if answer.status != "not_found":
            return Outcome(answer, answer)
        return Outcome(answer, self._kb.ask(question.text, min_confidence=0.0))

    def _follow_up(self, question: Question) -> Answer:
        if self._chat is None or question.history != self._turns:
            self._chat = self._kb.chat()
            for turn in question.history:
                self._chat.ask(turn)
        answer = self._chat.ask(question.text)
        self._turns = (*question.history, question.text)
        return answer
