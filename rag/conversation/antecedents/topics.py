"""A question -> its topic: the first thing that it names with an article, or as its bare subject.

"How much is the deposit for our flat?" -> the deposit; "what is the car's price?" -> the car; "when
is breakfast in Bode?" -> breakfast. "it" in a second question asked at once means it, and may do so
in the next one. This module knows nothing of what was said before.
"""

import re

from rag.conversation.antecedents.phrases import Phrase
from rag.conversation.form.names import keys_of
from rag.conversation.form.noun_phrases import NounPhrase, article_before, find_noun_phrases
from rag.conversation.form.question_form import read_form
from rag.conversation.form.word_classes import AUXILIARY, EXPLETIVE, GENITIVE, HAPPEN, LED, OWNER
from rag.conversation.marking.marks import Marked
from rag.conversation.word_keys import find_words

_IT = re.compile(r"\bit\b", re.IGNORECASE)
_OF_PEOPLE = re.compile(rf"{LED}(?:who|whom|which|whose)\b", re.IGNORECASE)
_OF = re.compile(r"\s+of\b", re.IGNORECASE)
_HAPPENS = re.compile(rf"\b(?:{HAPPEN}|work)\b", re.IGNORECASE)
_OWNED = re.compile(rf"(?:\b{OWNER}|{GENITIVE})\s+$", re.IGNORECASE)
# What stands behind it is the subject: not so in "what is broken?".
_BEFORE_SUBJECT = re.compile(
    rf"{LED}(?:how\s+\w+|when|where|why|what\s+time)\s+{AUXILIARY}\s+$", re.IGNORECASE
)


def with_topic(question: str, before: str) -> str:
    """Put the topic of the question before for "it": "when is it due?" -> "when is the fee due?".

    Left as it is where "it" may be something else: who or what was asked for, what happened, a part
    "of" something.
    """
    found = [it for it in _IT.finditer(question) if not EXPLETIVE.search(question)]
    head = None if _HAPPENS.search(question) else topic_of(before)
    if len(found) != 1 or head is None or read_form(question).kind != "whole":
        return question
    put = f"{head.leading} {head.text}".strip()
    return f"{question[: found[0].start()]}{put}{question[found[0].end() :]}"


def topic_of(question: str) -> Phrase | None:
    """Find the topic of a question; None where that is not plain."""
    if _OF_PEOPLE.match(question):
        return None
    first = next((s for s in _nouns(question) if _leading(question, s) is not None), None)
    thing = None if first is None else _thing(question, first)
    return None if thing is None or _OF.match(question, thing.end) else thing


def definite_things(question: str) -> list[Phrase]:
    """List what a question says with an article or an owner, or as its bare subject.

    None is a name or a time.
    """
    return [thing for noun in _nouns(question) if (thing := _thing(question, noun))]


def _nouns(question: str) -> list[NounPhrase]:
    return find_noun_phrases(question, [Marked(word, 0.0) for word in find_words(question)])


def _thing(question: str, noun: NounPhrase) -> Phrase | None:
    start, end = noun[0].word.start, noun[-1].word.end
    owned = "the" if _OWNED.search(question[:start]) else None
    leading = _leading(question, noun) if owned is None else owned
    thing = Phrase(0, start, end, question[start:end], 0.0, keys_of(noun), leading or "")
    return None if leading is None or thing.is_name or thing.is_time else thing


def _leading(question: str, noun: NounPhrase) -> str | None:
    """Give the article to say a thing with, "" for a bare subject; None for what is neither."""
    if article_before(question, noun) is not None:
        return "the"
    return "" if _BEFORE_SUBJECT.match(question[: noun[0].word.start]) else None
