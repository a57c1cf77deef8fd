"""What a question asks of: the first thing that it names with an article.

"How much is the deposit for our flat?" asks of the deposit, "what is the car's price?" of the car.
Who asks two questions at once means it by "it" in the second. English only. This module knows
nothing of history.
"""

import re

from rag.conversation.forms import EXPLETIVE, read_form
from rag.conversation.marks import Marked
from rag.conversation.names import begins_name
from rag.conversation.slots import article_before, find_slots, is_time
from rag.conversation.words import find_words

_IT = re.compile(r"\bit\b", re.IGNORECASE)
_OF_PEOPLE = re.compile(r"^\W*(?:who|whom|which|whose)\b", re.IGNORECASE)
_OF = re.compile(r"\s+of\b", re.IGNORECASE)
_HAPPENS = re.compile(r"\b(?:happen|occur|take place|work)\b", re.IGNORECASE)


def with_head(question: str, before: str) -> str:
    """Put what the question before asks of for "it": "when is it due?" -> "when is the fee due?".

    Left as it is where "it" may be something else: who or what was asked for, what happened, a part
    "of" something.
    """
    found = [it for it in _IT.finditer(question) if not EXPLETIVE.search(question)]
    head = None if _HAPPENS.search(question) else asked_of(before)
    if len(found) != 1 or head is None or read_form(question).form != "whole":
        return question
    return f"{question[: found[0].start()]}the {head}{question[found[0].end() :]}"


def asked_of(question: str) -> str | None:
    """Give what a question asks of, without its article; None where that is not plain."""
    if _OF_PEOPLE.match(question):
        return None
    words = [Marked(word, 0.0) for word in find_words(question)]
    for slot in find_slots(question, words):
        end = slot[-1].word.end
        if article_before(question, slot) is None:
            continue
        text = question[slot[0].word.start : end]
        plain = not (begins_name(slot[0]) or is_time(text) or _OF.match(question, end))
        return text if plain else None
    return None
