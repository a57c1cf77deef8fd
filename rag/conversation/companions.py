"""Names beside each other: two people together, a name in another's place, he, she and one "they".

This module knows nothing of how a question is put together.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.conversation.exchanges import Exchange
from rag.conversation.forms import PRONOUNS
from rag.conversation.phrases import Phrase
from rag.conversation.words import content_keys, find_words

_TOGETHER = re.compile(r"\b(?:together|each other|one another)\b", re.IGNORECASE)
_WHO = re.compile(r"^\W*(?:and\s+)?who\b", re.IGNORECASE)
_LONGEST_NAME = 4  # words
_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its"})
_OWNING, _THE = re.compile(r"['’]s?$"), re.compile(r"^the\s+", re.IGNORECASE)
_PRONOUNS = frozenset(word for words in PRONOUNS.values() for word in words)
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


def one_who(question: str, last: Exchange) -> Phrase | None:
    """Give who answers "who ...?" where "they" are asked what only a person is; None for others.

    "who drew the map?" "Ida Krol" "when did they join?". None where who was asked about may be
    several: "who leads the choir?".
    """
    name = last.answer.strip(" .")
    asked = _WHO.match(last.question) and _OF_PERSON.search(question)
    found = Phrase(1, 0, len(name), name, 1.0, frozenset(content_keys(name)))
    if not asked or not found.may_be_person or found.may_be_many or "," in name:
        return None
    return None if _GROUP.search(last.question) else found


def newest(name: Phrase, said: str, last: Exchange) -> Phrase:
    """Give what took a name's place in the last question; the name itself if nothing did.

    "who plays with Ida?", then "who plays with Olga?": Olga; "with the clerk?": the clerk.
    """
    before, after = said[: name.start], said[name.end :]
    asked = last.question
    end = len(asked) - len(after)
    text = asked[name.start : end]
    bare = _THE.sub("", text)
    like = text[:1].isupper() or bare != text
    took = asked.startswith(before) and asked.endswith(after) and like
    stays = said[name.start : name.end] == name.text and content_keys(f"{before} {after}")
    if not (took and stays and name.is_name):
        return name
    leading = "the" if bare != text else name.leading
    keys = frozenset(content_keys(bare))
    return replace(name, part=0, end=end, text=bare, keys=keys, leading=leading)


def of_other_sex(word: str, history: Sequence[Exchange]) -> set[str]:
    """Give the keys of whom "he" stood for where "she" is asked, and the other way round."""
    others = next((other for one, other in ((_HE, _SHE), (_SHE, _HE)) if word in one), frozenset())
    return {key for exchange in history for key in _stood_for(others, exchange)}


def people_spoken_of(history: Sequence[Exchange]) -> set[str]:
    """Give the keys of whom "he" or "she" stood for."""
    return {
        key for each in (_HE, _SHE) for exchange in history for key in _stood_for(each, exchange)
    }


def still(word: str, history: Sequence[Exchange]) -> Phrase | None:
    """Give what a pronoun stood for last; None where it stood for nothing.

    "who leads it?" put as "who leads the long route?", then "where does it go?": the long route.
    """
    like = next((words for words in (_HE, _SHE, _IT) if word in words), frozenset[str]())
    put = (_put_for(like, exchange) for exchange in reversed(history) if like)
    return next(filter(None, put), None)


def _put_for(pronouns: frozenset[str], exchange: Exchange) -> Phrase | None:
    """Give what stands in a question where one of some pronouns, and no other, was typed."""
    words = [word for word in find_words(exchange.typed) if word.text.lower() in _PRONOUNS]
    if len(words) != 1 or words[0].text.lower() not in pronouns:
        return None
    before, after = exchange.typed[: words[0].start], exchange.typed[words[0].end :]
    asked = exchange.question
    end = len(asked) - len(after)
    text = _OWNING.sub("", asked[len(before) : end])
    kept = asked.startswith(before) and asked.endswith(after)
    if not kept or not content_keys(text):
        return None
    bare = _THE.sub("", text)
    leading = "the" if bare != text else ""
    start = len(before) + len(text) - len(bare)
    return Phrase(0, start, end, bare, 1.0, frozenset(content_keys(bare)), leading)


def _stood_for(pronouns: frozenset[str], exchange: Exchange) -> Iterator[str]:
    """Give the keys of what came in for such a pronoun, if nothing else can have come in."""
    typed = {word.text.lower() for word in find_words(exchange.typed)}
    if not typed.isdisjoint(pronouns) and typed.isdisjoint(_PRONOUNS - pronouns):
        yield from content_keys(exchange.question) - content_keys(exchange.typed)
