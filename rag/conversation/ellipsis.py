"""Fill in what a fragment leaves unsaid, from the last question.

"and the staff?" after "How many residents got a booster?" -> "How many staff got a booster".
This module knows nothing of what a pronoun stands for.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rag.conversation.exchanges import Exchange
from rag.conversation.forms import PREPOSITION, core, points_back
from rag.conversation.marks import Marks
from rag.conversation.names import begins_name, keys_of
from rag.conversation.pronouns_left import put_for_pronoun
from rag.conversation.short_fragments import put_adverb, put_group, put_rate
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
from rag.conversation.words import content_keys, is_plural

_CLAUSE = re.compile(r"^(?:if|because|when|while|unless|after|before)\b", re.IGNORECASE)
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

# A name for a name; a thing for a thing: with an article as the other, or not so.
Kind = Literal["name", "like", "thing"]


@dataclass(frozen=True, slots=True)
class Filled:
    """The last question with a fragment in it, and what gave way: None for nothing of its kind."""

    text: str
    instead_of: Kind | None = None


def fill_fragment(fragment: str, last: Exchange, marks: Marks) -> Filled:
    """Put a fragment into the last question, in place of what it is said instead of.

    Where nothing gives way it is said with the question: "the staff, what share ...".
    """
    for put in (put_adverb, put_group, put_rate, put_for_pronoun):
        if filled := put(fragment, core(last.question)):
            return Filled(filled, "like")
    if _CLAUSE.match(fragment):
        return Filled(_put_beside(fragment, last))
    if _WHO_IS.match(last.question) and _OWNED.match(fragment):
        return Filled(f"what is {fragment}", "like")  # "his address" is not who somebody is
    topic = _TELL_ABOUT.match(core(last.question))
    if topic and _is_of(fragment, topic["topic"]):
        part = _ARTICLE.sub("", fragment)
        verb = "are" if is_plural(part) else "is"
        return Filled(f"what {verb} the {part} of {topic['topic']}", "like")
    slots = _slots(last, marks)
    if owned := _put_with_owner(fragment, last.question, slots):
        return Filled(owned, "like")
    slot = _slot_for(fragment, last.question, slots)
    if slot is None:
        return Filled(_put_beside(fragment, last))
    kind = _kind(_without_preposition(fragment), last.question, slot)
    return Filled(_put_in(fragment, last.question, slots, slot), kind)


def fill_otherwise(fragment: str, last: Exchange, marks: Marks) -> str | None:
    """Put a thing in place of another one of the last question than `fill_fragment` does.

    "I meant the bolt" after "what is the price of nails?": the price of the bolt. None where
    nothing else may give way, or where a name or what shares a word does.
    """
    slots, shared = _slots(last, marks), content_keys(fragment)
    first = _slot_for(fragment, last.question, slots)
    if first is None or begins_name(first[0]) or not keys_of(first).isdisjoint(shared):
        return None
    others = [s for s in slots if s is not first and are_alike(fragment, s)]
    second = _slot_for(fragment, last.question, others)
    return _put_in(fragment, last.question, slots, second) if second else None


def _put_beside(fragment: str, last: Exchange) -> str:
    """Say a fragment with the last question: "the staff, what share ...", "... in Ohio"."""
    question = core(last.question)
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
    return core(f"{question[: at.start()]}{fragment}{question[next(ends, at.end()) :]}")


def _slot_for(fragment: str, question: str, slots: Sequence[Slot]) -> Slot | None:
    """Choose what gives way to a fragment: after a preposition only its like does."""
    found = _PREPOSITION.match(fragment)
    shared = content_keys(fragment)
    open_slots = [slot for slot in slots if not keys_of(slot) <= shared]
    if found:
        open_slots = _after_preposition(question, open_slots, found[1])
    return best_slot(question, open_slots, _without_preposition(fragment), unlike_too=not found)


def _slots(last: Exchange, marks: Marks) -> list[Slot]:
    words = next((said.words for said in marks.said if said.text == last.question), ())
    return find_slots(last.question, words)


def _put_in(fragment: str, question: str, slots: Sequence[Slot], slot: Slot) -> str:
    start, end, text = _place(fragment, question, slots, slot)
    after = question[end:]
    if _ENDS_OWNING.search(text):  # "Ada’s" in "Bo’s number"
        after = _OWNING.sub("", after)
    return core(f"{question[:start]}{text}{after}")


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
    name = question[end : end_with_name(question, slots, slot)].strip()
    # "the small one" -> "the small room"; of "the old Quill" -> "the new Quill"
    inner = _ONE.sub(name or slot[-1].word.text, inner)
    article = article_before(question, slot)
    if is_named(question, slots, slot):
        inner = _ARTICLE.sub("", inner)  # "the lamp Luna", "the Sol" -> "the lamp Sol"
    elif _DETERMINED.match(inner):
        start = start if article is None else article
        end = end_with_name(question, slots, slot)
    elif article is not None and (is_plural(inner) or not are_alike(inner, slot)):
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


def _without_preposition(fragment: str) -> str:
    found = _PREPOSITION.match(fragment)
    return found[2] if found else fragment
