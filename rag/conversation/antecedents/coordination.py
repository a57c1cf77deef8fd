"""What "they" stands for: several that were named together, or one person.

"have they worked together?" after "who sings with Ida Krol?" "Olga Brandt" -> "Ida Krol and Olga
Brandt"; "when did they join?" after "who drew the map?" "Ida Krol" -> "Ida Krol". This module knows
nothing of how a question is put together.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.conversation.antecedents.agreement import NAMES
from rag.conversation.antecedents.phrases import Phrase, find_names
from rag.conversation.exchanges import Exchange
from rag.conversation.form.word_classes import ASKS_WHO
from rag.conversation.marking.marks import SURE, Marked, Marks, Said
from rag.conversation.word_keys import content_keys, find_words

_TOGETHER = re.compile(r"\b(?:together|each other|one another)\b", re.IGNORECASE)
LONGEST_OF_MANY = 8  # words of an answer that "they" may stand for
_LONGEST_NAME = 4  # words
# "when did they join?": hardly said of a film or a band, which "they" may be as well.
_OF_PERSON = re.compile(
    r"\bthey\s+(?:(?:first|last|also|now|still)\s+)?(?:live|work|join|study|train|retire|resign|born)\b"
    r"|\bhave\s+they\s+(?:lived|worked|studied|trained)\b|\bold\s+are\s+they\b"
    r"|\btheir\s+(?:(?:phone|telephone|mobile)\s+number|e-?mail|age|husband|wife)\b",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"\b(?:band|group|team|company|firm|family|orchestra|choir|council|brigade|committee|crew|staff"
    r"|society|association|duo|trio|couple|people|children|(?-i:[a-z]{3,}(?<![su])s))\b",
    re.IGNORECASE,
)


def asks_together(question: str) -> bool:
    """Say whether a question is of two at least: "have they worked together?"."""
    return _TOGETHER.search(question) is not None


def with_who_answered(name: Phrase, last: Exchange) -> Phrase | None:
    """Join a person asked about and who answers: "Ida Krol and Olga Brandt"; None for others."""
    other = last.answer.strip(" .")
    asked = ASKS_WHO.match(last.question) and name.text in last.question and name.may_be_person
    short = 0 < len(other.split()) <= _LONGEST_NAME and other[0].isupper()
    if not (asked and short) or name.text in other:
        return None
    text = f"{name.text} and {other}"
    return replace(name, text=text, keys=name.keys | frozenset(content_keys(other)), leading="")


def singular_they(question: str, last: Exchange) -> Phrase | None:
    """Give who answers "who ...?" where "they" are asked what only a person is; None for others.

    "who drew the map?" "Ida Krol" "when did they join?". None where who was asked about may be
    several: "who leads the choir?".
    """
    name = last.answer.strip(" .")
    asked = ASKS_WHO.match(last.question) and _OF_PERSON.search(question)
    found = Phrase(1, 0, len(name), name, 1.0, frozenset(content_keys(name)))
    if not asked or not found.may_be_person or found.may_be_many or "," in name:
        return None
    return None if _GROUP.search(last.question) else found


def several_named(last: Exchange, marks: Marks) -> Phrase | None:
    """Give the last answer whole where it names several, or the one person that "they" is."""
    if one := singular_they(marks.question.text, last):
        return one
    text = last.answer.strip(" .")
    if not NAMES.match(last.question) or not 0 < len(text.split()) <= LONGEST_OF_MANY:
        return None
    sure = [
        Said(said.text, tuple(Marked(one.word, 1.0) for one in said.words))
        for said in marked_answer(marks, last)
    ]
    names = [name for name in find_names(sure, SURE) if name.is_name]
    if not sure or not (len(names) > 1 or (names and names[0].may_be_many)):
        return None
    content = [word for word in find_words(text) if word.is_content]
    keys = frozenset(word.key for word in content)
    return Phrase(1, 0, len(text), text, 1.0, keys)


def marked_answer(marks: Marks, last: Exchange) -> Sequence[Said]:
    return marks.said[1:2] if len(marks.said) > 1 and marks.said[1].text == last.answer else ()
