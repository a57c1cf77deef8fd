"""A fragment by itself: "cats" -> "What about cats?", and whether it brings up a thing at all.

English only. This module knows nothing of history.
"""

import re

from rag.conversation.forms import PREPOSITION, points_back, read_form
from rag.conversation.short_fragments import is_adverb
from rag.conversation.slots import is_time, names_something

_ADVERBIAL = re.compile(
    rf"^(?:(?:if|because|when|while|unless|after|before)\b|(?:per|{PREPOSITION})\s)", re.IGNORECASE
)


def ask_apart(fragment: str) -> str | None:
    """Ask of a fragment by itself: "cats" -> "What about cats?".

    None for what says no more than when, where, if or which one: "on Monday", "the small one".
    """
    adverb = is_adverb(fragment) or _ADVERBIAL.match(fragment) or is_time(fragment)
    if adverb or not names_something(fragment) or points_back(fragment):
        return None
    return f"What about {fragment}?"


def brings_up(question: str) -> bool:
    """Say whether a question is a fragment that names a thing: "and pets?", not "and in May?"."""
    form = read_form(question)
    fragment = question[form.start : form.end]
    return form.form == "fragment" and ask_apart(fragment) is not None
