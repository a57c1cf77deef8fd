"""A sluice and the last exchange -> the last question, asked by another question word.

"for how long?" after "How much is Cole's contract worth?" -> "for how long is Cole's contract
worth"; "and then?" after "what is shown first?" "a film" -> "what is shown first after a film".
This module knows nothing of what a pronoun stands for.
"""

import re

from rag.conversation.ellipsis.counted_things import fill_counted
from rag.conversation.exchanges import Exchange
from rag.conversation.form.question_form import core, read_form
from rag.conversation.form.subject_questions import (
    SUBJECT_FIRST,
    WITH_AUXILIARY,
    of_subject,
    said_of_subject,
)
from rag.conversation.form.word_classes import (
    ASKS_WHO,
    HAPPEN,
    OPENING_AUXILIARY,
    PREPOSITION,
    QUESTION_WORD,
)
from rag.conversation.word_keys import is_plural

_CONTRACTED = re.compile(rf"^\W*(?P<asked>{QUESTION_WORD})['’]s\s+(?P<rest>.*)$", re.IGNORECASE)
_HAPPENED = re.compile(
    r"^(?P<bare>when|where|why|how)\s+(?:did|does|will)\s+(?:it|that|this)"
    rf"\s+{HAPPEN}$",
    re.IGNORECASE,
)
_ADVERB = re.compile(rf"^(?:{PREPOSITION}|out|when|where|why|how|what year)\b", re.IGNORECASE)
_AMOUNT = re.compile(r"\bhow (?:many|much)$", re.IGNORECASE)
_COUNTS = re.compile(r"^(?:how many|why)$", re.IGNORECASE)
_WHICH_ONES = re.compile(r"(?:which|what)\s+ones?", re.IGNORECASE)
_COUNTED_OF = re.compile(r"^\s+many\s+(.+)$", re.IGNORECASE)
_AMOUNT_OF = re.compile(r"^\s+(?:many|much)\s+(.+)$", re.IGNORECASE)
# "can I keep chickens": what "how many?" asks for after it.
_COUNTED = re.compile(r"^(?P<rest>\S+\s+\S+\s+\S+)\s+(?P<many>[a-z]+s)$", re.IGNORECASE)
_AUXILIARY_FIRST = re.compile(rf"^{OPENING_AUXILIARY}\b", re.IGNORECASE)
_LONG_ANSWER = 12  # words; a longer answer is not repeated inside a question


def fill_sluice(bare: str, last: Exchange) -> str:
    """Ask the last question again by another question word.

    After "Who won the election?" with the answer "Orban": "when?" -> "when was it that Orban
    won the election". What "how many votes?" asks for is found elsewhere (`counted_things`).
    """
    asked = read_form(last.question)
    if asked.kind == "fragment" and asked.start > 0:  # "when?" after "what about the fair?"
        return _ask_of(bare, last.question[asked.start : asked.end])
    question = core(last.question)
    besides = f" besides {last.answer}" if bare.lower().endswith("else") and last.answer else ""
    found = WITH_AUXILIARY.match(question)
    if (of_thing := fill_counted(bare, question)) is not None:
        return of_thing
    if _ADVERB.match(bare) and not _AMOUNT.search(bare) and (subject := of_subject(question)):
        return f"{bare} {subject.auxiliary} {_answered(last, subject.unnamed)} {subject.rest}"
    if found and _WHICH_ONES.fullmatch(bare) and (counted := _COUNTED_OF.match(found["asked"])):
        return f"which {counted[1]} {found['rest']}"
    if found and _AMOUNT.search(bare) and (counted := _AMOUNT_OF.match(found["asked"])):
        return f"{bare} {counted[1]} {found['rest']}"
    if found:
        return f"{bare} {found['rest']}{besides}"
    found = _CONTRACTED.match(question)
    if found:
        return f"{bare} is {found['rest']}{besides}"
    found = SUBJECT_FIRST.match(question)
    if found and _ADVERB.match(bare):
        unnamed = "something" if found["asked"].lower() == "what" else "somebody"
        return f"{bare} was it that {_answered(last, unnamed)} {found['rest']}"
    if found:
        return f"{bare} {found['rest']}{besides}"
    if _AUXILIARY_FIRST.match(question):
        counted = _COUNTED.match(question) if _AMOUNT.search(bare) else None
        if counted:
            question, bare = counted["rest"], f"{bare} {counted['many']}"
        return f"{bare} {question[0].lower()}{question[1:]}"
    return f"{bare}, {question}"


def fill_event(asked: str, last: Exchange) -> str | None:
    """Ask of what happened when it did: "when did it happen" is "when?" after "who won?".

    What happened to is left open: "when was it that something burned in Hull". None where the
    last question does not say what happened.
    """
    happened, question = _HAPPENED.match(asked), core(last.question)
    if not happened or said_of_subject(question) is None:
        return None
    who = ASKS_WHO.match(question) is not None
    return fill_sluice(happened["bare"], last if who else Exchange(last.question))


def ask_next(last: Exchange) -> str:
    """Ask the last question of what comes after its answer; a long answer is not repeated."""
    short = 0 < len(last.answer.split()) <= _LONG_ANSWER
    return f"{core(last.question)} {f'after {last.answer}' if short else 'then'}"


def _answered(last: Exchange, unnamed: str) -> str:
    """Give the last answer to repeat in a question; `unnamed` for a long one, or none."""
    short = 0 < len(last.answer.split()) <= _LONG_ANSWER
    return last.answer.strip(" .") if short else unnamed


def _ask_of(bare: str, thing: str) -> str:
    """Ask of a thing alone: "when", "the fair" -> "when is the fair"."""
    if _COUNTS.search(bare):
        return f"{bare} {thing}"
    return f"{bare} {'are' if is_plural(thing) else 'is'} {thing}"
