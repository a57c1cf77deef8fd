"""What a question asks of: the first thing that it names with an article, or as its bare subject.

"How much is the deposit for our flat?" asks of the deposit, "what is the car's price?" of the car,
"when is breakfast in Bode?" of breakfast. Who asks two questions at once means it by "it" in the
second, and who asks on may. English only. This module knows nothing of history.
"""

import re

from rag.conversation.forms import AUXILIARY, EXPLETIVE, read_form
from rag.conversation.marks import Marked
from rag.conversation.names import keys_of
from rag.conversation.phrases import Phrase
from rag.conversation.slots import Slot, article_before, find_slots
from rag.conversation.words import find_words

_IT = re.compile(r"\bit\b", re.IGNORECASE)
_OF_PEOPLE = re.compile(r"^\W*(?:who|whom|which|whose)\b", re.IGNORECASE)
_OF = re.compile(r"\s+of\b", re.IGNORECASE)
_HAPPENS = re.compile(r"\b(?:happen|occur|take place|work)\b", re.IGNORECASE)
_OWNED = re.compile(r"(?:\b(?:my|our|his|her|their|its)|['’]s?)\s+$", re.IGNORECASE)
# What stands behind it is the subject: not so in "what is broken?".
_BEFORE_SUBJECT = re.compile(
    rf"^\W*(?:and\s+)?(?:how\s+\w+|when|where|why|what\s+time)\s+{AUXILIARY}\s+$", re.IGNORECASE
)


def with_head(question: str, before: str) -> str:
    """Put what the question before asks of for "it": "when is it due?" -> "when is the fee due?".

    Left as it is where "it" may be something else: who or what was asked for, what happened, a part
    "of" something.
    """
    found = [it for it in _IT.finditer(question) if not EXPLETIVE.search(question)]
    head = None if _HAPPENS.search(question) else asked_of(before)
    if len(found) != 1 or head is None or read_form(question).form != "whole":
        return question
    put = f"{head.leading} {head.text}".strip()
    return f"{question[: found[0].start()]}{put}{question[found[0].end() :]}"


def asked_of(question: str) -> Phrase | None:
    """Give what a question asks of; None where that is not plain."""
    if _OF_PEOPLE.match(question):
        return None
    first = next((s for s in _slots(question) if _leading(question, s) is not None), None)
    thing = None if first is None else _thing(question, first)
    return None if thing is None or _OF.match(question, thing.end) else thing


def things_of(question: str) -> list[Phrase]:
    """Give what a question says with an article or an owner, or as its bare subject.

    None is a name or a time.
    """
    return [thing for slot in _slots(question) if (thing := _thing(question, slot))]


def _slots(question: str) -> list[Slot]:
    return find_slots(question, [Marked(word, 0.0) for word in find_words(question)])


def _thing(question: str, slot: Slot) -> Phrase | None:
    start, end = slot[0].word.start, slot[-1].word.end
    owned = "the" if _OWNED.search(question[:start]) else None
    leading = _leading(question, slot) if owned is None else owned
    thing = Phrase(0, start, end, question[start:end], 0.0, keys_of(slot), leading or "")
    return None if leading is None or thing.is_name or thing.is_time else thing


def _leading(question: str, slot: Slot) -> str | None:
    """Give the article to say a thing with, "" for a bare subject; None for what is neither."""
    if article_before(question, slot) is not None:
        return "the"
    return "" if _BEFORE_SUBJECT.match(question[: slot[0].word.start]) else None
