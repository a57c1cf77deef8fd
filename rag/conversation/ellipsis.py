"""Fill in what a bare question word or a fragment leaves unsaid, from the last question.

"for how long?" after "How much is Cole's contract worth?" -> "for how long is Cole's contract
worth"; "and the staff?" after "How many residents got a booster?" -> "How many staff got a
booster". This module knows nothing of what a pronoun stands for.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rag.conversation.exchanges import Exchange
from rag.conversation.forms import (
    AUXILIARY,
    OPENING_AUXILIARY,
    PREPOSITION,
    QUESTION_WORD,
    points_back,
    read_form,
)
from rag.conversation.marks import Marks
from rag.conversation.names import begins_name, keys_of
from rag.conversation.pronouns_left import put_for_pronoun
from rag.conversation.short_fragments import is_adverb, put_adverb, put_group, put_rate
from rag.conversation.slots import (
    Slot,
    are_alike,
    article_before,
    best_slot,
    end_with_name,
    find_slots,
    is_determined_alike,
    is_named,
    is_time,
    names_something,
    preposition_before,
)
from rag.conversation.subjects import of_subject
from rag.conversation.words import content_keys

_WITH_AUXILIARY = re.compile(
    rf"^\W*(?:{PREPOSITION}\s+)?{QUESTION_WORD}\b(?P<asked>.*?)\s+(?P<rest>{AUXILIARY}\b.*)$",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(rf"^\W*(?P<asked>{QUESTION_WORD})['’]s\s+(?P<rest>.*)$", re.IGNORECASE)
_SUBJECT = re.compile(
    r"^\W*(?P<asked>who|what|(?:which|how many)\s+\w+)\s+(?P<rest>.*)$", re.IGNORECASE
)
_HAPPENED = re.compile(
    r"^(?P<bare>when|where|why|how)\s+(?:did|does|will)\s+(?:it|that|this)"
    r"\s+(?:happen|occur|take place)$",
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
_CLAUSE = re.compile(r"^(?:if|because|when|while|unless|after|before)\b", re.IGNORECASE)
_AUXILIARY_FIRST = re.compile(rf"^{OPENING_AUXILIARY}\b", re.IGNORECASE)
_PREPOSITION = re.compile(rf"^({PREPOSITION})\s+(.*)$", re.IGNORECASE)
_ANY = re.compile(r"^any\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_DETERMINED = re.compile(r"^(?:the|an?|his|her|their|its)\b", re.IGNORECASE)
_WHO_IS = re.compile(r"^\W*(?:and\s+)?who\b", re.IGNORECASE)
_OWNED = re.compile(r"^(?:(?:his|her|their|its)\b|[^,]*\w['’](?:s\b|\s))", re.IGNORECASE)
_OF_OWNER = re.compile(r"^(?P<owner>.*\w)(?:['’]s|(?<=s)['’])\s+\w", re.IGNORECASE)
_OWNS = re.compile(r"['’]s?\s+")
_OWNING, _ENDS_OWNING = re.compile(r"^['’]s?(?=\s)"), re.compile(r"['’]s?$")
_TELL_ABOUT = re.compile(
    r"^\W*tell\s+(?:me|us)\s+(?:more\s+|something\s+)?about\s+(?P<topic>.+)$", re.IGNORECASE
)
_SAME_NUMBERED = re.compile(r"\b(?P<word>\w+) \n(?P=word) \d+$", re.IGNORECASE)
_ONE = re.compile(r"\bones?$", re.IGNORECASE)
_MANY = re.compile(r"[a-z]s$")
_LONG_ANSWER = 12  # words; a longer answer is not repeated inside a question

# A name for a name; a thing for a thing: with an article as the other, or not so.
Kind = Literal["name", "like", "thing"]


@dataclass(frozen=True, slots=True)
class Filled:
    """The last question with a fragment in it, and what gave way: None for nothing of its kind."""

    text: str
    instead_of: Kind | None = None


def fill_bare(bare: str, last: Exchange) -> str:
    """Ask the last question again by another question word.

    After "Who won the election?" with the answer "Orban": "when?" -> "when was it that Orban
    won the election".
    """
    asked = read_form(last.question)
    if asked.form == "fragment" and asked.start > 0:  # "when?" after "what about the fair?"
        return _ask_of(bare, last.question[asked.start : asked.end])
    question = _core(last.question)
    besides = f" besides {last.answer}" if bare.lower().endswith("else") and last.answer else ""
    found = _WITH_AUXILIARY.match(question)
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
    found = _SUBJECT.match(question)
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
    happened, question = _HAPPENED.match(asked), _core(last.question)
    says = of_subject(question) or (
        _SUBJECT.match(question) and not _WITH_AUXILIARY.match(question)
    )
    if not happened or not says:
        return None
    who = _WHO_IS.match(question) is not None
    return fill_bare(happened["bare"], last if who else Exchange(last.question))


def fill_fragment(fragment: str, last: Exchange, marks: Marks) -> Filled:
    """Put a fragment into the last question, in place of what it is said instead of.

    Where nothing gives way it is said with the question: "the staff, what share ...".
    """
    if is_adverb(fragment):
        return Filled(put_adverb(fragment, _core(last.question)), "like")
    if put := put_group(fragment, _core(last.question)) or put_rate(fragment, _core(last.question)):
        return Filled(put, "like")
    if put := put_for_pronoun(fragment, _core(last.question)):
        return Filled(put, "like")
    if _CLAUSE.match(fragment):
        return Filled(_put_beside(fragment, last))
    if _WHO_IS.match(last.question) and _OWNED.match(fragment):
        return Filled(f"what is {fragment}", "like")  # "his address" is not who somebody is
    topic = _TELL_ABOUT.match(_core(last.question))
    if topic and _is_of(fragment, topic["topic"]):
        part = _ARTICLE.sub("", fragment)
        verb = "are" if _MANY.search(part) else "is"
        return Filled(f"what {verb} the {part} of {topic['topic']}", "like")
    words = next((said.words for said in marks.said if said.text == last.question), ())
    slots = find_slots(last.question, words)
    if owned := _put_with_owner(fragment, last.question, slots):
        return Filled(owned, "like")
    slot = _slot_for(fragment, last.question, slots)
    if slot is None:
        return Filled(_put_beside(fragment, last))
    start, end, text = _place(fragment, last.question, slots, slot)
    after = last.question[end:]
    if _ENDS_OWNING.search(text):  # "Ada’s" in "Bo’s number"
        after = _OWNING.sub("", after)
    filled = _core(f"{last.question[:start]}{text}{after}")
    return Filled(filled, _kind(_without_preposition(fragment), last.question, slot))


def ask_next(last: Exchange) -> str:
    """Ask the last question of what comes after its answer; a long answer is not repeated."""
    short = 0 < len(last.answer.split()) <= _LONG_ANSWER
    return f"{_core(last.question)} {f'after {last.answer}' if short else 'then'}"


def _answered(last: Exchange, unnamed: str) -> str:
    """Give what stands for the last answer in a question: a long one is not repeated."""
    short = 0 < len(last.answer.split()) <= _LONG_ANSWER
    return last.answer.strip(" .") if short else unnamed


def _put_beside(fragment: str, last: Exchange) -> str:
    """Say a fragment with the last question: "the staff, what share ...", "... in Ohio"."""
    question = _core(last.question)
    if _CLAUSE.match(fragment) or _PREPOSITION.match(fragment):
        return f"{question} {fragment}"
    return f"{fragment}, {question}"


def _is_of(fragment: str, topic: str) -> bool:
    """Say whether a fragment asks for a part of what has a name: "warranty" of "the Sol"."""
    first, named = (_ARTICLE.sub("", text)[:1] for text in (fragment, topic))
    adverb = _PREPOSITION.match(fragment) or is_time(fragment) or points_back(fragment)
    return named.isupper() and first.islower() and names_something(fragment) and not adverb


def _put_with_owner(fragment: str, question: str, slots: Sequence[Slot]) -> str | None:
    """Ask of what somebody in the question owns: "Ada's son" in "where was Ada born?".

    What is asked of already gives way: "Ada's son" in "where was Ada's cat born?". None where
    the owner is not asked of.
    """
    found = _OF_OWNER.match(fragment)
    at = found and re.search(rf"(?<!\w){re.escape(found['owner'])}(?!\w)", question, re.IGNORECASE)
    if not at:
        return None
    owns = _OWNS.match(question, at.end())
    ends = (slot[-1].word.end for slot in slots if owns and slot[0].word.start == owns.end())
    return _core(f"{question[: at.start()]}{fragment}{question[next(ends, at.end()) :]}")


def _slot_for(fragment: str, question: str, slots: Sequence[Slot]) -> Slot | None:
    """Choose what gives way to a fragment: after a preposition only its like does."""
    found = _PREPOSITION.match(fragment)
    shared = content_keys(fragment)
    open_slots = [slot for slot in slots if not keys_of(slot) <= shared]
    if found:
        open_slots = _after_preposition(question, open_slots, found[1])
    return best_slot(question, open_slots, _without_preposition(fragment), unlike_too=not found)


def _place(fragment: str, question: str, slots: Sequence[Slot], slot: Slot) -> tuple[int, int, str]:
    """Find the stretch of the last question that a fragment replaces, and with what text."""
    found, inner = _PREPOSITION.match(fragment), _without_preposition(fragment)
    inner, number = _ANY.sub("", inner), _ARTICLE.sub("", fragment)
    if number.isdigit() and slot[-1].word.text.isdigit():
        slot, inner = slot[-1:], number  # "the 200" -> "the Orbis 200", in place of "300"
    slot = _numbered_alike(fragment, slot)
    start, end = slot[0].word.start, slot[-1].word.end
    if same := _SAME_NUMBERED.search(f"{question[:start]}\n{fragment}"):
        start -= len(same["word"]) + 1  # "room 4" -> "room 5"
    inner = _ONE.sub(slot[-1].word.text, inner)  # "the small one" -> "the small room"
    article = article_before(question, slot)
    if is_named(question, slots, slot):
        inner = _ARTICLE.sub("", inner)  # "the lamp Luna", "the Sol" -> "the lamp Sol"
    elif _DETERMINED.match(inner):
        start = start if article is None else article
        end = end_with_name(question, slots, slot)
    elif article is not None and (_MANY.search(inner) or not are_alike(inner, slot)):
        start = article  # "a bicycle" -> "dogs", "the pump" -> "Henrik"
    preposition = preposition_before(question, slot)
    if found and preposition:
        return preposition.start(), end, f"{found[1]} {inner}"
    return start, end, inner


def _numbered_alike(fragment: str, slot: Slot) -> Slot:
    """Give what a numbered fragment is alike in: "year 4" of "year 4 trip" for "year 2"."""
    words = fragment.split() or [""]
    numbers = [i for i, marked in enumerate(slot) if marked.word.text.isdigit()]
    same = words[-1].isdigit() and slot[0].word.text.lower() == words[0].lower()
    return slot[: numbers[0] + 1] if same and numbers else slot


def _kind(fragment: str, question: str, slot: Slot) -> Kind | None:
    """Say of what kind a slot is that gave way to a fragment; None for a name to no name."""
    alike = are_alike(fragment, slot)
    if begins_name(slot[0]):
        return "name" if alike else None
    shares = not keys_of(slot).isdisjoint(content_keys(fragment))
    like = alike and (shares or is_determined_alike(question, slot, fragment))
    return "like" if like else "thing"


def _after_preposition(question: str, slots: Sequence[Slot], preposition: str) -> list[Slot]:
    """Keep the slots after the same preposition, else those after any."""
    before = [(found[1].lower(), s) for s in slots if (found := preposition_before(question, s))]
    same = [slot for word, slot in before if word == preposition.lower()]
    return same or [slot for _, slot in before]


def _ask_of(bare: str, thing: str) -> str:
    """Ask of a thing alone: "when", "the fair" -> "when is the fair"."""
    if _COUNTS.search(bare):
        return f"{bare} {thing}"
    return f"{bare} {'are' if _MANY.search(thing) else 'is'} {thing}"


def _without_preposition(fragment: str) -> str:
    found = _PREPOSITION.match(fragment)
    return found[2] if found else fragment


def _core(question: str) -> str:
    return question.strip().rstrip("?!. ")
