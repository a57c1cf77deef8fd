"""Names that stand beside each other: two people together, a name in another's place.

This module knows nothing of how a question is put together.
"""

import re
from dataclasses import replace

from rag.conversation.exchanges import Exchange
from rag.conversation.phrases import Phrase
from rag.conversation.words import content_keys

_TOGETHER = re.compile(r"\b(?:together|each other|one another)\b", re.IGNORECASE)
_WHO = re.compile(r"^\W*(?:and\s+)?who\b", re.IGNORECASE)
_LONGEST_NAME = 4  # words


def asks_together(question: str) -> bool:
    """Say whether "they" in a question are two at least: "have they worked together?"."""
    return _TOGETHER.search(question) is not None


def side_by_side(name: Phrase, last: Exchange) -> Phrase | None:
    """Give a person asked about with who answers: "Ida Krol and Olga Brandt"; None for others."""
    other = last.answer.strip(" .")
    asked = _WHO.match(last.question) and name.text in last.question and name.may_be_person
    short = 0 < len(other.split()) <= _LONGEST_NAME and other[0].isupper()
    if not (asked and short) or name.text in other:
        return None
    text = f"{name.text} and {other}"
    return replace(name, text=text, keys=name.keys | frozenset(content_keys(other)), leading="")


def newest(name: Phrase, said: str, last: Exchange) -> Phrase:
    """Give the name that took a name's place in the last question; the name itself if none did.

    "who plays with Ida?", then "who plays with Olga?": Olga.
    """
    before, after = said[: name.start], said[name.end :]
    asked = last.question
    end = len(asked) - len(after)
    text = asked[name.start : end]
    took = asked.startswith(before) and asked.endswith(after) and text[:1].isupper()
    stays = said[name.start : name.end] == name.text and content_keys(f"{before} {after}")
    if not (took and stays and name.is_name):
        return name
    return replace(name, part=0, end=end, text=text, keys=frozenset(content_keys(text)))
