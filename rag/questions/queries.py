"""A query before it is searched for: checked, and spelt as the documents spell it."""

from collections.abc import Callable, Sequence
from functools import partial
from operator import ne

from rag.errors import QuestionError
from rag.questions.abbreviations import spell_out
from rag.questions.spelling import respell, unknown_words
from rag.text.english import is_word
from rag.text.tokens import is_common_word
from rag.text.writable import writable
from rag.types import Hit

LONGEST_QUESTION = 4000  # characters; a standard collection asks in up to 2,023
_TELLING = 5  # letters; a shorter word is one error away from too many others


def require_text(question: object) -> None:
    """Raise QuestionError for a question that is no text."""
    if not isinstance(question, str):
        raise QuestionError(f"the question is {question!r}; give it as a text (str)")


def checked(question: str) -> str:
    """Write a question with single spaces, as patterns expect them, and none at its ends.

    One without a word, one too long to be read, and what is no text are refused.
    """
    require_text(question)
    question = " ".join(writable("the question", question).split())
    if not question:
        raise QuestionError("the question is empty; ask in a few words")
    if not any(map(str.isalnum, question)):
        raise QuestionError(f"the question {question[:20]!r} has no word; ask in a few words")
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(
            f"the question has {len(question):,} characters, the limit is {LONGEST_QUESTION:,}; "
            "shorten it, and add long material as a document instead: rag sync FOLDER"
        )
    return question


def spelt(question: str, hits: Sequence[Hit], near: Callable[[str, str], Sequence[str]]) -> str:
    """Correct typing errors and spell out abbreviations, by the words of what was found.

    What that leaves unknown is corrected by the texts that `near` gives for a word and its
    question: with the one word that counts mistyped, what was found has nothing to do with it.
    """
    texts = [f"{hit.document.title}\n{hit.passage.text}" for hit in hits]
    typed = respell(question, texts, is_word)
    for word in unknown_words(typed, is_word):
        if len(word) >= _TELLING and (others := near(word, typed)):
            typed = respell(typed, others, known=partial(ne, word))  # every other one is
    return spell_out(typed, [hit.passage.text for hit in hits], is_common_word)
