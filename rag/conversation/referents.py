"""What a pronoun stands for: of the names in what was said, one of a fitting kind, or none.

"he" is a person, "there" a place, "they" more than one, "it" neither a person nor a place that
something went to. This module knows nothing of how a question is put together.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.conversation.companions import asks_together, newest, of_other_sex, one_who, side_by_side
from rag.conversation.exchanges import Exchange
from rag.conversation.forms import CALLED, PARTICIPLE, PRONOUNS
from rag.conversation.heads import asked_of
from rag.conversation.marks import SURE, Marked, Marks, Said
from rag.conversation.names import keys_of
from rag.conversation.phrases import Phrase, find_names, find_things
from rag.conversation.slots import article_before, find_slots
from rag.conversation.words import content_keys, find_words, key

_NAMES = re.compile(rf"^\W*(?:(?:who|which|whose|where)\b|{CALLED})", re.IGNORECASE)
_WHO = re.compile(r"^\W*(?:and\s+)?whom?\b", re.IGNORECASE)
_WHERE = re.compile(r"^\W*(?:and\s+)?(?:\w+\s+)?where\b", re.IGNORECASE)
_ANSWERED, _OLDER = 0.8, 0.05  # for a name in the last answer; against each text further back
_ANSWER_LEAST = 0.1  # probability from which a name that was asked for may be spoken of
_PLACE = 0.3  # against a place where a thing is meant
_LEAST, _OF_STRONGEST = 0.15, 0.6  # where no word is sure, the likeliest are taken
# "Who is Wrenna?", not "Who is Wrenna's brother?" or "Who is CEO of Orbis?".
_WHO_IS_NAMED = re.compile(
    r"^\W*(?:[Aa]nd\s+)?[Ww]ho(?:['’]s|\s+is|\s+was)(?:\s+(?![A-Z]+\b)[A-Z][\w.-]*)+\W*$"
)
# "tell me about the album", "what do you know about Ann": what is asked about is spoken of next.
_ABOUT = re.compile(
    r"^\W*(?:(?:and|can you|could you|please)\s+)*"
    r"(?:tell (?:me|us)|what (?:do|can) you \w+)\b.*\babout\s",
    re.IGNORECASE,
)
_IT = re.compile(r"\bit\b", re.IGNORECASE)
_DONE = re.compile(rf"(?:[a-z]+ed|{PARTICIPLE})\b")
_HAPPENS = re.compile(r"\b(?:happen|occur|(?:take|took|taking)\s+place)", re.IGNORECASE)
_HE = re.compile(rf"\b(?:{'|'.join(sorted(PRONOUNS['person']))})\b", re.IGNORECASE)
_OWNED = re.compile(r"\b(?:my|our|his|her|their|its)\s+$", re.IGNORECASE)
_AT_PLACE = frozenset({"in", "at", "near", "from", "to"})
# "the longest stage", "his bike": what stands before the word that is meant.
_DETERMINED = re.compile(
    r"\b(?:the|an?|my|our|his|her|their|its)\s+(?P<words>(?:[\w-]+\s+){0,2})$", re.IGNORECASE
)
_IS_TITLE = re.compile(  # "Salt of the Earth" is one name
    r"[A-Z][\w’'-]*(?:\s+(?:(?:of|in|on|for|from|to)\s+)?(?:the\s+)?[A-Z\d][\w’'-]*)*"
)
_LONGEST_OF_MANY = 8  # words of an answer that "they" may stand for


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of the question that gives way, with the kind of thing it stands for."""

    start: int
    end: int
    words: tuple[str, ...]
    kind: str  # a key of PRONOUNS, or "noun" for "the band"


def find_referent(
    gap: Gap, marks: Marks, history: Sequence[Exchange], used: set[str]
) -> Phrase | None:
    """Take the name that fits a gap best; None where none fits.

    `used` holds the keys of names that other gaps stand for. What answered "who ...?" or "which
    ...?" is more likely spoken of than what was in the question; who did, and got no answer, is
    spoken of by "he" and has no name.
    """
    last = history[-1]
    if gap.kind == "many" and (both := _several(last, marks)):
        return both
    things = [thing for thing in _things(last, marks) if not thing.keys <= used]
    barred = used | of_other_sex(gap.words[0], history)
    if gap.kind in ("thing", "place"):
        barred |= _answers(history, _WHO)  # "it" and "there" are no person
    if gap.kind in ("person", "many") or (gap.kind == "thing" and things):
        barred |= _answers(history, _WHERE)  # "where is the fair? can I walk to it?": the fair
    named = _named(gap.kind, marks, history)
    fitting = [n for n in named if not n.keys <= barred and _may_be(gap.kind, n, marks)]
    about = _ABOUT.match(last.question)
    if about and marks.said[:1] and marks.said[0].text == last.question:
        topics = [name for name in fitting if name.part == 0 and name.start >= about.end()]
        fitting = topics or ([] if gap.kind == "thing" and things else fitting)
    chosen = _choose(gap.kind, fitting, last)
    if chosen is None:
        return next(iter(things), None) if gap.kind == "thing" else None
    if gap.kind == "many" and asks_together(marks.question.text):
        return next((two for name in fitting if (two := side_by_side(name, last))), None)
    if gap.kind == "thing" and (head := _head_before(chosen, things, last)):
        return head
    return _with_article(newest(chosen, marks.said[chosen.part].text, last), marks)


def _head_before(chosen: Phrase, things: Sequence[Phrase], last: Exchange) -> Phrase | None:
    """Give what the last question asks of, where the chosen one is said of that, with both.

    "it" after "when is the fair for Ada?" is the fair for Ada.
    """
    asked = chosen.text in last.question[chosen.start : chosen.end] and chosen.part == 0
    head = asked_of(last.question) if asked else None
    found = next((t for t in things if t.text == head and t.end < chosen.start), None)
    if found is None:
        return None
    text = last.question[found.start : chosen.end]
    return replace(found, end=chosen.end, text=text, keys=found.keys | chosen.keys)


def _named(kind: str, marks: Marks, history: Sequence[Exchange]) -> list[Phrase]:
    """Give what may be spoken of; of the person without a name, who is asked about besides."""
    last = history[-1]
    least = min(SURE, max(_LEAST, marks.strongest * _OF_STRONGEST))
    found = (find_names if kind == "person" else find_things)(marks.said, least)
    if kind == "person" and _is_unnamed(last):
        return [name for name in found if _is_topic(name, history)]
    named = _answer_name(marks, last)
    parts = {p for p in found for whole in named if p.part == 1 and p.keys < whole.keys}
    return [*(phrase for phrase in found if phrase not in parts), *named]


def _is_topic(name: Phrase, history: Sequence[Exchange]) -> bool:
    """Say whether the last question asks of a person that was spoken of before it as well."""
    asked = history[-1].question
    before = " ".join(f"{e.question} {e.answer}" for e in history[:-1])
    said = all(not name.keys.isdisjoint(content_keys(text)) for text in (asked, before))
    place = re.search(rf"\b(?:{'|'.join(sorted(_AT_PLACE))})\s+{re.escape(name.text)}\b", before)
    is_person = name.may_be_person and not name.owns and not place
    return said and is_person and not _HE.search(asked)


def _things(last: Exchange, marks: Marks) -> list[Phrase]:
    """Give what the last question says with an article and is neither a name nor a time."""
    if not marks.said or marks.said[0].text != last.question:
        return []
    text = last.question
    found: list[Phrase] = []
    for slot in find_slots(text, marks.said[0].words):
        start, end = slot[0].word.start, slot[-1].word.end
        determined = article_before(text, slot) is not None
        phrase = Phrase(0, start, end, text[start:end], 0.0, keys_of(slot), "the")
        if (
            (determined or _OWNED.search(text[:start]))
            and not phrase.is_name
            and not phrase.is_time
        ):
            found.append(phrase)
    return found


def _with_article(name: Phrase, marks: Marks) -> Phrase:
    """Say a thing with its article and what stands between: "the longest stage", not "stage"."""
    text = marks.said[name.part].text
    before = _DETERMINED.search(text[: name.start])
    if name.text[:1].isupper() or name.is_name or before is None:
        return name
    words = find_words(before["words"])
    if not all(word.is_content and word.text.islower() for word in words):
        return name
    start = before.start("words")
    preposition = name.leading.split(" ")[0] if " " in name.leading else ""
    return replace(
        name,
        start=start,
        text=f"{before['words']}{name.text}",
        keys=name.keys | {word.key for word in words},
        leading=f"{preposition} the".strip(),
    )


def _is_unnamed(last: Exchange) -> bool:
    """Say whether the person spoken of last has no name yet: "who repairs it?" got no answer."""
    if _WHO.match(last.question):
        return not last.answer and not _WHO_IS_NAMED.match(last.question)
    return _HE.search(last.question) is not None


def _answers(history: Sequence[Exchange], asked: re.Pattern[str]) -> set[str]:
    """Give the keys of what answered such a question."""
    answers = (exchange.answer for exchange in history if asked.match(exchange.question))
    return {key for answer in answers for key in content_keys(answer)}


def _answer_name(marks: Marks, last: Exchange) -> list[Phrase]:
    """Give the last answer as a phrase where it is a name that a question asked for."""
    if not _NAMES.match(last.question) or _WHO_IS_NAMED.match(last.question):
        return []
    found = [n for n in find_things(_last_answer(marks, last), _ANSWER_LEAST) if n.is_name][:1]
    text = last.answer.strip(" .")
    if found and _IS_TITLE.fullmatch(text) and len(text.split()) <= _LONGEST_OF_MANY:
        whole = replace(found[0], start=0, end=len(text), text=text, leading="")
        return [replace(whole, keys=frozenset(content_keys(text)))]
    return found


def _several(last: Exchange, marks: Marks) -> Phrase | None:
    """Give the last answer whole where it names several, or the one that they are."""
    if one := one_who(marks.question.text, last):
        return one
    text = last.answer.strip(" .")
    if not _NAMES.match(last.question) or not 0 < len(text.split()) <= _LONGEST_OF_MANY:
        return None
    sure = [
        Said(said.text, tuple(Marked(one.word, 1.0) for one in said.words))
        for said in _last_answer(marks, last)
    ]
    names = [name for name in find_names(sure, SURE) if name.is_name]
    if not sure or not (len(names) > 1 or (names and names[0].may_be_many)):
        return None
    content = [word for word in find_words(text) if word.is_content]
    keys = frozenset(word.key for word in content)
    return Phrase(1, 0, len(text), text, 1.0, keys)


def _last_answer(marks: Marks, last: Exchange) -> Sequence[Said]:
    return marks.said[1:2] if len(marks.said) > 1 and marks.said[1].text == last.answer else ()


def _may_be(kind: str, name: Phrase, marks: Marks) -> bool:
    """Say whether a name may stand in such a place of the question at all."""
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
    return _DONE.match(name.text) is not None and not _DETERMINED.search(before)


def _choose(kind: str, names: Sequence[Phrase], last: Exchange) -> Phrase | None:
    """Take the name that fits best; None when none fits."""
    asked = {"person": _WHO, "thing": _NAMES, "place": _NAMES}.get(kind)
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
    if _WHO_IS_NAMED.match(last.question):
        return not name.keys.isdisjoint(content_keys(last.question))
    return name.text in last.answer


def _fit(kind: str, name: Phrase) -> float:
    """Give what speaks for or against a name in such a place."""
    at_place = name.leading.split(" ")[0].lower() in _AT_PLACE
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
            wrong = (name.owns, _is_plural(name))
            return (-0.5 if name.is_time else 0.0) - 0.3 * sum(wrong)


def _is_place(name: Phrase) -> bool:
    """Say whether a name was said as a place: "in Hull", not "in The Ferryman" or "in 3.2"."""
    said_at = name.is_name and name.leading.lower() in _AT_PLACE
    return said_at and not re.search(r"\d", name.text)


def _is_plural(name: Phrase) -> bool:
    """Say whether what has no name is more than one: "invoices", not "the bus"."""
    last = name.text.split()[-1]
    return not name.is_name and key(last) != last.lower()
