"""How well a phrase agrees with an anaphor: may it be a person, a place, a time, several, a thing?

"he" is a person, "there" a place, "they" more than one, "it" one thing that is no place if there is
another. This module knows nothing of where phrases are found.
"""

import re
from collections.abc import Sequence

from rag.conversation.antecedents.phrases import Phrase
from rag.conversation.exchanges import Exchange
from rag.conversation.form.word_classes import (
    ASKS_WHO,
    CALLED,
    DETERMINER,
    HAPPEN,
    LED,
    OWNER,
    PARTICIPLE,
)
from rag.conversation.marking.marks import Marks
from rag.conversation.word_keys import content_keys

# "what was her first film?", "the longest song?": who answers gives a name as "which?" does.
ONE_OF_SOME = (
    rf"what(?:['’]s|\s+(?:is|was))\s+(?:the|{OWNER}|[A-Z]\S*\s?\S*['’]s?)"
    r"\s+(?:first|second|third|next|last|latest|newest|main|only|[a-z]{2,}est|most\s+[a-z]+)\b"
)
NAMES = re.compile(rf"{LED}(?:(?:who|which|whose|where)\b|{CALLED}|{ONE_OF_SOME})", re.IGNORECASE)
# "Who is Wrenna?", not "Who is Wrenna's brother?" or "Who is CEO of Orbis?".
WHO_IS_NAMED = re.compile(
    rf"(?i:{LED}who)(?:['’]s|\s+is|\s+was)(?:\s+(?![A-Z]+\b)[A-Z][\w.-]*)+\W*$"
)
AT_PLACE = frozenset({"in", "at", "near", "from", "to", "within"})
# "the longest stage", "his bike": what stands before the word that is meant.
DETERMINER_BEFORE = re.compile(rf"\b{DETERMINER}\s+(?P<words>(?:[\w-]+\s+){{0,2}})$", re.IGNORECASE)
_ANSWERED, _OLDER = 0.8, 0.05  # for a name in the last answer; against each text further back
_PLACE = 0.3  # against a place where a thing is meant
_IT = re.compile(r"\bit\b", re.IGNORECASE)
_DONE = re.compile(rf"(?:[a-z]+ed|{PARTICIPLE})\b")
_HAPPENS = re.compile(rf"\b{HAPPEN}", re.IGNORECASE)


def agrees(kind: str, name: Phrase, marks: Marks) -> bool:
    """Say whether a phrase may be the antecedent of an anaphor of such a kind at all."""
    asked = marks.question.text
    match kind:
        case "person":
            return name.is_name and not re.search(r"\d", name.text)
        case "many":  # "why did they move it?" after "when is the party?"
            left_to_it = _IT.search(asked) and not (name.is_name or name.may_be_many)
            return not name.is_time and not left_to_it
        case "thing":  # "when did it happen?" after "what burned in Hull?" "a boat"
            determined = name.leading.lower().endswith("the")
            event = determined or (name.is_name and not _is_place(name))
            return (event or not _HAPPENS.search(asked)) and not _is_verb(name, marks)
        case _:
            return True


def _is_verb(name: Phrase, marks: Marks) -> bool:
    """Say whether a phrase is what was done: "burned down", not "a shed"."""
    before = marks.said[name.part].text[: name.start]
    return _DONE.match(name.text) is not None and not DETERMINER_BEFORE.search(before)


def best_antecedent(kind: str, names: Sequence[Phrase], last: Exchange) -> Phrase | None:
    """Choose the phrase that fits an anaphor of such a kind best; None when none does."""
    asked = {"person": ASKS_WHO, "thing": NAMES, "place": NAMES}.get(kind)
    answers = asked is not None and asked.match(last.question) is not None
    scored = [
        (
            name.probability
            + _fit(kind, name)
            - _OLDER * name.part
            + (_ANSWERED if answers and _is_spoken_of(name, last) else 0.0),
            name,
        )
        for name in names
    ]
    scored = [pair for pair in scored if pair[0] > 0]
    # "it" is a place only where nothing else is as likely
    fitness = [s - _PLACE * (kind == "thing" and _is_place(name)) for s, name in scored]
    return scored[fitness.index(max(fitness))][1] if scored else None


def _is_spoken_of(name: Phrase, last: Exchange) -> bool:
    """Say whether the answer to "who ...?" gives a name; who was asked of by name keeps it."""
    if WHO_IS_NAMED.match(last.question):
        return not name.keys.isdisjoint(content_keys(last.question))
    return name.text in last.answer


def _fit(kind: str, name: Phrase) -> float:
    """Score how well a phrase fits such a kind: above 0 for, below 0 against."""
    at_place = name.leading.split(" ")[0].lower() in AT_PLACE
    match kind:
        case "person":
            return 0.3 if name.may_be_person and not at_place else -0.3
        case "many":
            return 0.2 if name.may_be_many else 0.0
        case "time":
            return 0.5 if name.is_time else -1.0
        case "place":
            return (0.25 if at_place else 0.0) - (0.5 if name.is_time else 0.0)
        case _:
            wrong = (name.owns, name.is_plural)
            return (-0.5 if name.is_time else 0.0) - 0.3 * sum(wrong)


def _is_place(name: Phrase) -> bool:
    """Say whether a name was said as a place: "in Hull", not "in The Ferryman" or "in 3.2"."""
    said_at = name.is_name and name.leading.lower() in AT_PLACE
    return said_at and not re.search(r"\d", name.text)
