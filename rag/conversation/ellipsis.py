"""Fill in what a bare question word or a fragment leaves unsaid, from the last question.

"for how long?" after "How much is Cole's contract worth?" -> "for how long is Cole's contract
worth"; "and the staff?" after "How many residents got a booster?" -> "How many staff got a
booster". This module knows nothing of pronouns.
"""

import re
from collections.abc import Sequence

from rag.conversation.exchanges import Exchange
from rag.conversation.forms import (
    AUXILIARY,
    OPENING_AUXILIARY,
    PARTICIPLE,
    PREPOSITION,
    QUESTION_WORD,
)
from rag.conversation.marks import Marked, Marks
from rag.conversation.slots import (
    Slot,
    article_before,
    best_slot,
    end_with_name,
    find_slots,
    is_named,
    preposition_before,
)
from rag.conversation.words import content_keys

_WITH_AUXILIARY = re.compile(
    rf"^\W*(?:{PREPOSITION}\s+)?{QUESTION_WORD}\b(?P<asked>.*?)\s+(?P<rest>{AUXILIARY}\b.*)$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    rf"^\W*(?:who|what|which\s+\w+)\s+(?P<auxiliary>{AUXILIARY})\s+(?P<rest>(?:\w+ed|{PARTICIPLE})\b.*)$",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(rf"^\W*(?P<asked>{QUESTION_WORD})['’]s\s+(?P<rest>.*)$", re.IGNORECASE)
_SUBJECT = re.compile(
    r"^\W*(?P<asked>who|what|(?:which|how many)\s+\w+)\s+(?P<rest>.*)$", re.IGNORECASE
)
_ADVERB = re.compile(rf"^(?:{PREPOSITION}|out|when|where|why|how|what year)\b", re.IGNORECASE)
_AMOUNT = re.compile(r"\bhow (?:many|much)$", re.IGNORECASE)
_AMOUNT_OF = re.compile(r"^\s+(?:many|much)\s+(.+)$", re.IGNORECASE)
# "can I keep chickens": what "how many?" asks for after it.
_COUNTED = re.compile(r"^(?P<rest>\S+\s+\S+\s+\S+)\s+(?P<many>[a-z]+s)$", re.IGNORECASE)
_CLAUSE = re.compile(r"^(?:if|because|when|while|unless|after|before)\b", re.IGNORECASE)
_AUXILIARY_FIRST = re.compile(rf"^{OPENING_AUXILIARY}\b", re.IGNORECASE)
_PREPOSITION = re.compile(rf"^({PREPOSITION})\s+(.*)$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_DETERMINED = re.compile(r"^(?:the|an?|his|her|their|its)\b", re.IGNORECASE)
_WHO_IS = re.compile(r"^\W*(?:and\s+)?who\b", re.IGNORECASE)
_OWNED = re.compile(r"^(?:(?:his|her|their|its)\b|[^,]*\w['’](?:s\b|\s))", re.IGNORECASE)
_ONE = re.compile(r"\bones?$", re.IGNORECASE)
_LONG_ANSWER = 12  # words; a longer answer is not repeated inside a question


def fill_bare(bare: str, last: Exchange) -> str:
    """Ask the last question again by another question word.

    After "Who won the election?" with the answer "Orban": "when?" -> "when was it that Orban
    won the election".
    """
    question = _core(last.question)
    besides = f" besides {last.answer}" if bare.lower().endswith("else") and last.answer else ""
    found = _WITH_AUXILIARY.match(question)
    passive = _PASSIVE.match(question)
    if passive and _ADVERB.match(bare) and 0 < len(last.answer.split()) <= _LONG_ANSWER:
        return f"{bare} {passive['auxiliary']} {last.answer} {passive['rest']}"
    if found and _AMOUNT.search(bare) and (counted := _AMOUNT_OF.match(found["asked"])):
        return f"{bare} {counted[1]} {found['rest']}"
    if found:
        return f"{bare} {found['rest']}{besides}"
    found = _CONTRACTED.match(question)
    if found:
        return f"{bare} is {found['rest']}{besides}"
    found = _SUBJECT.match(question)
    if found and _ADVERB.match(bare):
        short = len(last.answer.split()) <= _LONG_ANSWER
        return f"{bare} was it that {(short and last.answer) or 'somebody'} {found['rest']}"
    if found:
        return f"{bare} {found['rest']}{besides}"
    if _AUXILIARY_FIRST.match(question):
        counted = _COUNTED.match(question) if _AMOUNT.search(bare) else None
        if counted:
            question, bare = counted["rest"], f"{bare} {counted['many']}"
        return f"{bare} {question[0].lower()}{question[1:]}"
    return f"{bare}, {question}"


def fill_fragment(fragment: str, last: Exchange, marks: Marks) -> str | None:
    """Put a fragment into the last question, in place of what it is said instead of.

    None where nothing there is its like.
    """
    if _CLAUSE.match(fragment):
        return None
    if _WHO_IS.match(last.question) and _OWNED.match(fragment):
        return f"what is {fragment}"  # "his address" is not who somebody is
    words = marks.said[0].words if marks.said and marks.said[0].text == last.question else ()
    place = _place(fragment, last.question, words)
    if place is None:
        return None
    start, end, text = place
    return _core(f"{last.question[:start]}{text}{last.question[end:]}")


def ask_next(last: Exchange) -> str:
    """Ask the last question of what comes after its answer; a long answer is not repeated."""
    short = 0 < len(last.answer.split()) <= _LONG_ANSWER
    return f"{_core(last.question)} {f'after {last.answer}' if short else 'then'}"


def put_beside(fragment: str, last: Exchange) -> str:
    """Say a fragment with the last question: "the staff, what share ...", "... in Ohio"."""
    question = _core(last.question)
    if _CLAUSE.match(fragment) or _PREPOSITION.match(fragment):
        return f"{question} {fragment}"
    return f"{fragment}, {question}"


def _place(fragment: str, question: str, words: tuple[Marked, ...]) -> tuple[int, int, str] | None:
    """Find the stretch of the last question that a fragment replaces, and with what text."""
    found = _PREPOSITION.match(fragment)
    inner = found[2] if found else fragment
    shared = content_keys(fragment)
    slots = find_slots(question, words)
    open_slots = [slot for slot in slots if not {m.word.key for m in slot} <= shared]
    if found:
        open_slots = _after_preposition(question, open_slots, found[1])
    slot = best_slot(question, open_slots, inner)
    if slot is None:
        return None
    number = _ARTICLE.sub("", fragment)
    if number.isdigit() and slot[-1].word.text.isdigit():
        slot, inner = slot[-1:], number  # "the 200" -> "the Orbis 200", in place of "300"
    start, end = slot[0].word.start, slot[-1].word.end
    inner = _ONE.sub(slot[-1].word.text, inner)  # "the small one" -> "the small room"
    article = article_before(question, slot)
    if is_named(question, slots, slot):
        inner = _ARTICLE.sub("", inner)  # "the lamp Luna", "the Sol" -> "the lamp Sol"
    elif _DETERMINED.match(inner):
        start, end = article or start, end_with_name(question, slots, slot)
    preposition = preposition_before(question, slot)
    if found and preposition:
        return preposition.start(), end, f"{found[1]} {inner}"
    return start, end, inner


def _after_preposition(question: str, slots: Sequence[Slot], preposition: str) -> list[Slot]:
    """Keep the slots after the same preposition, else those after any."""
    before = [(found[1].lower(), s) for s in slots if (found := preposition_before(question, s))]
    same = [slot for word, slot in before if word == preposition.lower()]
    return same or [slot for _, slot in before]


def _core(question: str) -> str:
    return question.strip().rstrip("?!. ")
