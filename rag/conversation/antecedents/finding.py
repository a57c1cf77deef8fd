"""An anaphor, the marks and the history -> its antecedent: what fits it of what was said, or none.

"it" after "how deep is the pond?" -> "the pond"; "he" after "who wrote it?" "Ole Berg" -> "Ole
Berg". Candidates are, in this order: several that were named together (`coordination.py`), what
the last turn put in the place of something (`substituted.py`), what the pronoun stood for before
(`earlier_pronouns.py`), and the marked phrase that agrees best (`agreement.py`). This module knows
nothing of how a question is put together.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.conversation.antecedents.agreement import (
    AT_PLACE,
    DETERMINER_BEFORE,
    NAMES,
    ONE_OF_SOME,
    WHO_IS_NAMED,
    agrees,
    best_antecedent,
)
from rag.conversation.antecedents.anaphors import Anaphor
from rag.conversation.antecedents.coordination import (
    LONGEST_OF_MANY,
    asks_together,
    marked_answer,
    several_named,
    with_who_answered,
)
from rag.conversation.antecedents.earlier_pronouns import (
    keys_of_other_gender,
    last_antecedent,
    people_spoken_of,
)
from rag.conversation.antecedents.ordinals import listed_in
from rag.conversation.antecedents.phrases import Phrase, find_names, find_things
from rag.conversation.antecedents.substituted import brought_up, latest_in_place
from rag.conversation.antecedents.topics import definite_things, topic_of
from rag.conversation.exchanges import Exchange
from rag.conversation.form.word_classes import ASKS_WHO, CALLED, HE, LED, SHE, any_of
from rag.conversation.marking.marks import SURE, Marks
from rag.conversation.word_keys import content_keys, find_words

_WHERE = re.compile(rf"{LED}(?:\w+\s+)?where\b", re.IGNORECASE)
_WHICH = re.compile(rf"{LED}(?:which|whose|{CALLED})\b", re.IGNORECASE)
_ANSWER_LEAST = 0.1  # probability from which a name that was asked for may be spoken of
_LEAST, _OF_STRONGEST = 0.15, 0.6  # where no word is sure, the likeliest are taken
# "tell me about the album", "what do you know about Ann": what is asked about is spoken of next.
_ABOUT = re.compile(
    r"^\W*(?:(?:and|can you|could you|please)\s+)*"
    r"(?:tell (?:me|us)|what (?:do|can) you \w+)\b.*\babout\s",
    re.IGNORECASE,
)
_HE = re.compile(any_of(HE | SHE), re.IGNORECASE)
_IS_TITLE = re.compile(  # "Salt of the Earth" is one name
    r"[A-Z][\w’'-]*(?:\s+(?:(?:of|in|on|for|from|to)\s+)?(?:the\s+)?[A-Z\d][\w’'-]*)*"
)


def find_antecedent(
    anaphor: Anaphor, marks: Marks, history: Sequence[Exchange], used: set[str]
) -> Phrase | None:
    """Choose what an anaphor stands for; None where nothing fits.

    `used` holds the keys of what other anaphors of the question stand for. What answered "who
    ...?" or "which ...?" is likelier than what was asked of; "he" after "who repairs it?" without
    an answer is who repairs it, who has no name.
    """
    last, kind = history[-1], anaphor.kind
    if kind == "many" and (both := several_named(last, marks)):
        return both
    asked = bool(marks.said) and marks.said[0].text == last.question
    things = [one for one in definite_things(last.question) if asked and not one.keys <= used]
    barred = used | _barred(anaphor, history, things)
    new = brought_up(last, marks.said[0]) if marks.said else None
    if new and _is_next(kind, new, last) and not new.keys <= barred:
        return new
    same = last_antecedent(anaphor.words[0], history)
    if same and kind == "thing" and _goes_on(same, things, history):
        return same
    named = _named(kind, marks, history)
    fitting = [n for n in named if not _own_keys(n) <= barred and agrees(kind, n, marks)]
    if asked and (about := _ABOUT.match(last.question)):
        topics = [name for name in fitting if name.part == 0 and name.start >= about.end()]
        fitting = topics or ([] if kind == "thing" and things else fitting)
    chosen = best_antecedent(kind, fitting, last)
    if chosen is None:
        return next(iter(things), None) if kind == "thing" else _somebody(kind, new) or same
    if kind == "many" and asks_together(marks.question.text):
        return next((two for name in fitting if (two := with_who_answered(name, last))), None)
    if kind == "thing" and (topic := _topic_with(chosen, things, last)):
        return topic
    return _with_article(latest_in_place(chosen, marks.said[chosen.part].text, last), marks)


def _barred(anaphor: Anaphor, history: Sequence[Exchange], things: Sequence[Phrase]) -> set[str]:
    """Give the keys of what an anaphor cannot stand for: "it" for no person."""
    barred = keys_of_other_gender(anaphor.words[0], history)
    if anaphor.kind in ("thing", "place"):  # "it" and "there" are no person
        barred |= _answers(history, ASKS_WHO) | people_spoken_of(history)
    last = history[-1]
    if anaphor.kind == "person" and ASKS_WHO.match(last.question) and len(listed_in(last)) > 1:
        barred |= content_keys(last.answer)  # which one of them is not said
    if anaphor.kind in ("person", "many") or (anaphor.kind == "thing" and things):
        barred |= _answers(history, _WHERE)  # "where is the fair? can I walk to it?": the fair
    return barred


def _own_keys(name: Phrase) -> set[str]:
    """Give the keys of a name's own words, without what stands beside it: "Ada study" -> "ada"."""
    words = [word for word in find_words(name.text) if word.is_content]
    return {word.key for word in words if word.text[0].isupper()} or set(name.keys)


def _is_next(kind: str, new: Phrase, last: Exchange) -> bool:
    """Say whether what a fragment brought up may be meant; after "who ...?" its answer is."""
    match kind:
        case "person":
            return new.may_be_person and not ASKS_WHO.match(last.question)
        case "thing":
            one = (new.is_name or bool(new.leading)) and not (new.is_time or new.is_plural)
            return one and not _WHICH.match(last.question)
        case "many":
            return new.may_be_many
        case _:
            return False


def _goes_on(same: Phrase, things: Sequence[Phrase], history: Sequence[Exchange]) -> bool:
    """Say whether the last question was of what "it" stood for in it, and of no other thing."""
    last = history[-1]
    stood = last_antecedent("it", history[-1:]) == same and not _WHICH.match(last.question)
    return stood and all(thing.keys <= same.keys for thing in things)


def _somebody(kind: str, new: Phrase | None) -> Phrase | None:
    """Give who was brought up by what he is, "and the secretary?", where nobody has a name."""
    is_one = new is not None and bool(new.leading) and not new.is_name and not new.is_plural
    return new if kind == "person" and is_one else None


def _topic_with(chosen: Phrase, things: Sequence[Phrase], last: Exchange) -> Phrase | None:
    """Give the topic of the last question with the chosen phrase, where that is said of the topic.

    "it" after "when is the fair for Ada?" is "the fair for Ada", not Ada. None for others.
    """
    asked = chosen.text in last.question[chosen.start : chosen.end] and chosen.part == 0
    topic = topic_of(last.question) if asked else None
    if topic is None or topic not in things or topic.end >= chosen.start:
        return None
    text = last.question[topic.start : chosen.end]
    return replace(topic, end=chosen.end, text=text, keys=topic.keys | chosen.keys)


def _named(kind: str, marks: Marks, history: Sequence[Exchange]) -> list[Phrase]:
    """List the marked phrases, and the name that answers the last question.

    Where the last question is of a person without a name, "he" is that person: only another one who
    was spoken of before, and is asked of, may be meant.
    """
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
    place = re.search(rf"{any_of(AT_PLACE)}\s+{re.escape(name.text)}\b", before)
    is_person = name.may_be_person and not name.owns and not place
    return said and is_person and not _HE.search(asked)


def _with_article(name: Phrase, marks: Marks) -> Phrase:
    """Say a thing with its article and what stands between: "the longest stage", not "stage"."""
    text = marks.said[name.part].text
    before = DETERMINER_BEFORE.search(text[: name.start])
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
    if ASKS_WHO.match(last.question):
        return not last.answer and not WHO_IS_NAMED.match(last.question)
    return _HE.search(last.question) is not None


def _answers(history: Sequence[Exchange], asked: re.Pattern[str]) -> set[str]:
    """Give the keys of what answered such a question."""
    answers = (exchange.answer for exchange in history if asked.match(exchange.question))
    return {key for answer in answers for key in content_keys(answer)}


def _answer_name(marks: Marks, last: Exchange) -> list[Phrase]:
    """Give the last answer as a phrase where it is a name that a question asked for."""
    if not NAMES.match(last.question) or WHO_IS_NAMED.match(last.question):
        return []
    found = [n for n in find_things(marked_answer(marks, last), _ANSWER_LEAST) if n.is_name][:1]
    text = last.answer.strip(" .")
    is_one = re.match(rf"{LED}{ONE_OF_SOME}", last.question, re.IGNORECASE) is not None
    if found and (is_one or _IS_TITLE.fullmatch(text)) and len(text.split()) <= LONGEST_OF_MANY:
        whole = replace(found[0], start=0, end=len(text), text=text, leading="")
        return [replace(whole, keys=frozenset(content_keys(text)))]
    return found
