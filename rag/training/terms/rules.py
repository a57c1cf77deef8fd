"""Mark by rules alone: what the last turns named is meant, where the question leans on them.

The baseline that the term model is measured against; the program does not use it. This module
knows nothing of that model.
"""

import re
from collections.abc import Sequence

from rag.conversation.exchanges import Exchange, spoken
from rag.conversation.form.question_form import read_form
from rag.conversation.form.word_classes import PRONOUNS
from rag.conversation.marking.marks import Marked, Marks, Said
from rag.conversation.word_keys import Word, content_keys, find_words

_MEANT, _NOT_MEANT = 0.9, 0.05
_LEANS_BACK = frozenset(word for kind in PRONOUNS.values() for word in kind)
_EXPLETIVE = re.compile(
    r"\bit\s+(?:true|possible|likely|take|takes|took)\b|\bis there\b", re.IGNORECASE
)
_DEFINITE = re.compile(r"\bthe \w+\W*$|\b(?:else|other|another|more|besides|same)\b", re.IGNORECASE)
_ASKS_NAME = re.compile(r"^\W*(?:who|which|what)\b", re.IGNORECASE)
LONGEST_ANSWER = 8  # words; a longer one names too much


class RuleMarker:
    """Carries the names of the last question and its answer into a question that needs them."""

    def mark(self, question: str, history: Sequence[Exchange]) -> Marks:
        """Mark a question; `history` is oldest first."""
        needs = bool(history) and self._leans(question)
        asked = tuple(
            Marked(word, _MEANT if needs and word.text.lower() in _LEANS_BACK else _NOT_MEANT)
            for word in find_words(question)
        )
        own = content_keys(question)
        said: list[Said] = []
        found = False
        for number, text in enumerate(spoken(history)):
            words = find_words(text)
            salient = _names(text, words) if needs and not found else set[int]()
            if number == 0 and needs and _names_something(history[-1]):
                salient = set()  # what answers "which ferry ...?" is spoken of, not the rest
            elif text == history[-1].answer:
                salient = _whole(words) if needs and _names_something(history[-1]) else set()
            said.append(
                Said(
                    text,
                    tuple(
                        Marked(w, _MEANT if w.start in salient and w.key not in own else _NOT_MEANT)
                        for w in words
                    ),
                )
            )
            found = found or bool(salient)
        return Marks(Said(question, asked), tuple(said))

    @staticmethod
    def _leans(question: str) -> bool:
        form = read_form(question).kind
        if form != "whole":
            return form == "sluice"  # a fragment is put into the last question as that stands
        if _EXPLETIVE.search(question):
            return False
        words = find_words(question)
        if any(word.text.lower() in _LEANS_BACK for word in words):
            return True
        return not _names(question, words) and bool(_DEFINITE.search(question))


def _names_something(last: Exchange) -> bool:
    """Say whether the last answer names what was asked for: "Which school ...?" -> "West Side"."""
    short = 0 < len(find_words(last.answer)) <= LONGEST_ANSWER
    return short and bool(_ASKS_NAME.match(last.question)) and last.answer[:1].isupper()


def _whole(words: Sequence[Word]) -> set[int]:
    return {word.start for word in words if word.is_content}


def _names(text: str, words: Sequence[Word]) -> set[int]:
    """Give where words in capitals begin, the first word apart unless another one follows it."""
    capital = [w.text[:1].isupper() or w.text.isdigit() for w in words]
    return {
        w.start
        for i, w in enumerate(words)
        if capital[i] and w.is_content and (i > 0 or len(words) == 1 or capital[1])
    }
