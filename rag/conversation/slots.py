"""Where a question takes a fragment: the things it names, its verbs apart.

"When was Bernd Huber born?" names Bernd Huber; "How many eggs do I need for pancakes?" names
eggs and pancakes. English only. This module knows nothing of history.
"""

import re
from collections.abc import Iterator, Sequence

from rag.conversation.forms import AUXILIARY, PARTICIPLE, PREPOSITION
from rag.conversation.marks import SURE, Marked
from rag.conversation.names import begins_name, keys_of, own, whole_words
from rag.conversation.phrases import TIME
from rag.conversation.words import content_keys, is_plural

Slot = list[Marked]

_ARTICLE = re.compile(r"\b(?:the|an?)\s+$", re.IGNORECASE)
_DETERMINED = re.compile(r"^(?:the|an?|his|her|their|its|my|our|your)\b", re.IGNORECASE)
_PREPOSITION = re.compile(rf"\b({PREPOSITION})\s+(?:(?:the|an?)\s+)?$", re.IGNORECASE)
_JOINS = re.compile(rf"(?:{PREPOSITION}|per)\b|\w+n['’]t\b", re.IGNORECASE)  # nor does "don't" name
_TELLS = re.compile(  # "tell me about the fair", not "list of prices?"
    r"^\W*(?:please\s+)?(?P<verb>tell|give|show|list|name|describe|explain|summari[sz]e|compare|find)"
    r"\s+(?!of\b)",
    re.IGNORECASE,
)
# "only if required", "according to her", "anything else": said of the question, not instead; but
# "any bugs" names them.
_SAID_OF = re.compile(
    r"^(?:only|just|even|according|any\w+|any(?=\s+(?:more|others?|else)\b|$))\b", re.IGNORECASE
)
_SPAN_OF_TIME = re.compile(  # "the year before", not "the day ticket" or "full-time staff"
    rf"\b(?:year|season|month|week|day|hour|time)s?\b(?=\s*$|\s+(?:{PREPOSITION}|earlier|later)\b)",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(  # a shed and a seed are things, red is a colour
    rf"(?!(?:bed|red|shed|sled|breed|feed|need|reed|speed|weed|\w*seed)$)\w+ed|{PARTICIPLE}",
    re.IGNORECASE,
)
_HELPER = r"(?:do|does|did|can|could|would|should|must|might|will)"
_HELPED = re.compile(rf"\b{_HELPER}\b", re.IGNORECASE)
_BEFORE_SUBJECT = re.compile(
    rf"\b{_HELPER}\s+(?:(?:the|an?|my|our|your|his|her|its|their)\s+)?$", re.IGNORECASE
)
_DOES = re.compile(r"\b(?:do|does|did)\b", re.IGNORECASE)
_OF = re.compile(r"\b\w+\s+of\s+$", re.IGNORECASE)
_PASSIVE = re.compile(r"\s+be\b", re.IGNORECASE)
# "how deep", "who won", "do I need", "don't want": what comes next names nothing.
_BEFORE_VERB = re.compile(r"\b(?:how|who|i|you|we|they|he|she|it|\w+n['’]t)\s+$", re.IGNORECASE)
_BEFORE_NAME = re.compile(r"\b(?:is|are|was|were)\s+$", re.IGNORECASE)
_BEFORE_PARTICIPLE = re.compile(rf"\b{AUXILIARY}\s+$", re.IGNORECASE)


def find_slots(question: str, words: Sequence[Marked]) -> list[Slot]:
    """Give the runs of neighbouring content words, cut at verbs and where capitals begin or end."""
    whole = whole_words(question, words)
    told = _TELLS.match(question)
    joins = (_JOINS.match(question, m.word.start) for m in whole)
    content = [
        m
        for m, joined in zip(whole, joins, strict=True)
        if m.word.is_content and not joined and not (told and m.word.start == told.start("verb"))
    ]
    runs = _runs(question, content)
    verbs = {marked.word.start for marked in _verbs(question, runs)}
    named = [marked for run in runs for marked in run if marked.word.start not in verbs]
    return _numbered(question, _runs(question, named))


def best_slot(
    question: str, slots: Sequence[Slot], fragment: str, *, unlike_too: bool = False
) -> Slot | None:
    """Choose what a fragment is said instead of: alike in kind, article and number, least meant.

    What shares a word with it is its like: "full-time staff" of "part-time staff". What is meant
    now gives way only to its like: "the pond" to "the lake"; with `unlike_too`, where nothing has a
    like, to anything. A thing without a preposition does so first. None where nothing does.
    """
    if not names_something(fragment):
        return None
    determined = _DETERMINED.match(fragment) is not None
    shared = content_keys(fragment)

    def fitness(slot: Slot) -> tuple[bool, bool, bool, bool, bool, float]:
        apart = shared.isdisjoint(keys_of(slot))
        aside = not begins_name(slot[0]) and preposition_before(question, slot) is not None
        unlike = not is_determined_alike(question, slot, fragment)
        alike = are_alike(fragment, slot)
        other_number = not begins_name(slot[0]) and is_plural(fragment) != is_plural(_text(slot))
        return apart, not alike, unlike, other_number, aside, _meant(slot)

    near = [slot for slot in slots if is_time(fragment) == is_time(_text(slot))]
    if determined:
        near = [slot for slot in near if not _is_said_of_name(question, slots, slot)]
    fitting = [s for s in near if _meant(s) < SURE or fitness(s)[1:3] == (False, False)]
    return min(fitting or near * unlike_too, key=fitness, default=None)


def names_something(fragment: str) -> bool:
    """Say whether a fragment names a thing: "the lake", not "only if required" or "third"."""
    return not (_SAID_OF.match(fragment) or _PARTICIPLE.fullmatch(fragment))


def are_alike(fragment: str, slot: Slot) -> bool:
    """Say whether both are numbers, both names, or both neither."""
    first = next(iter(re.findall(r"\w+", _DETERMINED.sub("", fragment))), "")
    digits = re.search(r"\b\d", fragment) is not None
    if digits or re.search(r"\b\d", _text(slot)):
        return digits and re.search(r"\b\d", _text(slot)) is not None
    return first[:1].isupper() == begins_name(slot[0])


def is_determined_alike(question: str, slot: Slot, fragment: str) -> bool:
    """Say whether both have an article, or both none; a name needs none."""
    determined = _DETERMINED.match(fragment) is not None
    return begins_name(slot[0]) or (article_before(question, slot) is not None) == determined


def is_time(text: str) -> bool:
    """Say whether a text names a date or a span of time: "in May", "the year before"."""
    return TIME.search(text) is not None or _SPAN_OF_TIME.search(text) is not None


def article_before(question: str, slot: Slot) -> int | None:
    """Give where the article before a slot begins; None where it has none."""
    found = _ARTICLE.search(question[: slot[0].word.start])
    return found.start() if found else None


def preposition_before(question: str, slot: Slot) -> re.Match[str] | None:
    """Find the preposition before a slot, and an article between; group 1 is the preposition."""
    return _PREPOSITION.search(question[: slot[0].word.start])


def end_with_name(question: str, slots: Sequence[Slot], slot: Slot) -> int:
    """Give where a slot ends, with the name that follows it: "the lamp Luna" is one thing."""
    names = (other for other in slots if begins_name(other[0]) and _follows(question, slot, other))
    return next((name[-1].word.end for name in names), slot[-1].word.end)


def is_named(question: str, slots: Sequence[Slot], slot: Slot) -> bool:
    """Say whether a slot is the name of what stands before it: "Luna" in "the lamp Luna"."""
    return any(_follows(question, other, slot) for other in slots)


def _runs(question: str, words: Sequence[Marked]) -> list[Slot]:
    runs: list[Slot] = []
    for marked in words:
        gap = question[runs[-1][-1].word.end : marked.word.start] if runs else ","
        near = re.fullmatch(r"[\s\-]*", gap) and begins_name(runs[-1][-1]) == begins_name(marked)
        if near or (runs and own(question, runs[-1][-1], marked)):
            runs[-1].append(marked)
        else:
            runs.append([marked])
    return runs


def _numbered(question: str, runs: Sequence[Slot]) -> list[Slot]:
    """Join a thing with the number inside it: "the year 4 trip" is one."""
    joined: list[Slot] = []
    for run in runs:
        before = joined[-1] if joined else run
        near = before is not run and _follows(question, before, run)
        inside = len(before) > 1 and before[-1].word.text.isdigit()
        if near and not begins_name(before[0]) and (inside or run[0].word.text.isdigit()):
            before.extend(run)
        else:
            joined.append(list(run))
    return [part for slot in joined for part in _parted(slot)]


def _parted(slot: Slot) -> list[Slot]:
    """Part a thing from the number that ends it: "room", "4"; "year 4 trip" stays."""
    ends = len(slot) > 1 and slot[-1].word.text.isdigit() and not begins_name(slot[0])
    return [slot[:-1], slot[-1:]] if ends else [slot]


def _verbs(question: str, runs: Sequence[Slot]) -> Iterator[Marked]:
    """Give the words of the runs that name nothing: verbs, and what is asked with "how"."""
    helped = False  # whether the verb of "does ... cost" was found
    for i, run in enumerate(runs):
        first, last = run[0], run[-1]
        before = question[: first.word.start]
        if begins_name(first):
            continue
        after_name = i > 0 and begins_name(runs[i - 1][0]) and _follows(question, runs[i - 1], run)
        is_participle = _PARTICIPLE.fullmatch(first.word.text) and _BEFORE_PARTICIPLE.search(before)
        # "does the year 4 trip cost"
        numbered = after_name and runs[i - 1][0].word.text.isdigit() and len(run) > 1
        after_name = after_name and not numbered
        if _BEFORE_VERB.search(before) or is_participle or (after_name and _HELPED.search(before)):
            yield first
        is_subject = _PASSIVE.match(question, last.word.end)  # "must the water filter be changed"
        ends_in_verb = len(run) > 1 and _BEFORE_SUBJECT.search(before) and not is_subject
        # "does a bag of clay cost": nothing follows the verb
        at_end = len(run) > 1 and run is runs[-1] and not question[last.word.end :].strip(" ?!.")
        says = at_end and _DOES.search(before)
        closes = says and (numbered or (not helped and _OF.search(before)))
        if ends_in_verb or closes or _PARTICIPLE.fullmatch(last.word.text):
            yield last
            helped = True


def _follows(question: str, one: Slot, other: Slot) -> bool:
    return question[one[-1].word.end : other[0].word.start] == " "


def _is_said_of_name(question: str, slots: Sequence[Slot], slot: Slot) -> bool:
    """Say whether a slot is what somebody is: "away" in "is Ada away"."""
    names = (o for o in slots if begins_name(o[0]) and _follows(question, o, slot))
    is_name = begins_name(slot[0])
    return not is_name and any(_BEFORE_NAME.search(question[: n[0].word.start]) for n in names)


def _meant(slot: Slot) -> float:
    return sum(marked.probability for marked in slot) / len(slot)


def _text(slot: Slot) -> str:
    return " ".join(marked.word.text for marked in slot)
