"""Marks -> a question that stands alone: pronouns replaced, fragments filled in, terms added.

What comes in is quoted from the question's own history; nothing is made up but joining words.
This module knows nothing of how the marks were made.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.conversation.ellipsis import ask_next, fill_bare, fill_fragment, put_beside
from rag.conversation.exchanges import Exchange
from rag.conversation.forms import AUXILIARY, POSSESSIVE, PREPOSITION, PRONOUNS, Asked, read_form
from rag.conversation.marks import SURE, Marked, Marks
from rag.conversation.phrases import Phrase, find_names, find_phrases, find_things
from rag.conversation.words import content_keys

_ENDS_IN_PREPOSITION = re.compile(rf"\b{PREPOSITION}\s*$", re.IGNORECASE)
_ENDS_ITS_PHRASE = re.compile(rf"\W*(?:{PREPOSITION}\b|and\b|$)", re.IGNORECASE)  # "help her with"
_VERB = re.compile(rf"{AUXILIARY}|may|will", re.IGNORECASE)
_KIND = {word: kind for kind, words in PRONOUNS.items() for word in words}
_DEMONSTRATIVE = frozenset({"this", "that", "these", "those", "the"})
_NAMES = re.compile(r"^\W*(?:who|which|whose|where)\b", re.IGNORECASE)
_WHO = re.compile(r"^\W*(?:and\s+)?whom?\b", re.IGNORECASE)
_ANSWERED, _OLDER = 0.8, 0.02  # for a name in the last answer; against each text further back
_ANSWER_LEAST = 0.1  # probability from which a name that was asked for may be spoken of
_LEAST, _OF_STRONGEST = 0.15, 0.6  # where no word is sure, the likeliest are taken
_LIKELY = 0.3  # probability from which a pronoun gives way
# Phrases at most that are added at the end, and beside a name that fills a pronoun: more would be
# carried on from turn to turn.
_ADDED, _ADDED_BESIDE = 2, 1
_LAST_EXCHANGE = 2  # texts: to a bare question word nothing is added from further back


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of the question that gives way, with the kind of thing it stands for."""

    start: int
    end: int
    words: tuple[str, ...]
    kind: str  # a key of PRONOUNS, or "noun" for "the band"


def rewrite(question: str, history: Sequence[Exchange], marks: Marks) -> str:
    """Put a question so that it stands alone; the question itself where nothing is missing.

    `history` is oldest first and not empty.
    """
    form = read_form(question)
    last = history[-1]
    if form.form == "next":
        return _finish(ask_next(last), question)
    text, used = _fill_gaps(question, form, marks, history)
    if form.form == "bare":
        text = fill_bare(text, last)
        marks = replace(marks, said=marks.said[:_LAST_EXCHANGE])
    elif form.form == "fragment":
        filled = fill_fragment(text, last, marks)
        if filled is not None:
            return _finish(filled, question)  # the last question says all else that is meant
        text = put_beside(text, last)
    return _finish(_add_terms(text, marks, used), question)


def _fill_gaps(
    question: str, form: Asked, marks: Marks, history: Sequence[Exchange]
) -> tuple[str, set[str]]:
    """Replace what gives way by the likeliest names; also give the keys of those names."""
    last, people = history[-1], _people(history)
    least = min(SURE, max(_LEAST, marks.strongest * _OF_STRONGEST))
    pieces: list[str] = []
    used: set[str] = set()
    kinds: set[str] = set()
    at = form.start
    for gap in _gaps(marks, form):
        if gap.kind in kinds:
            continue  # "where did it file its brief": the second goes back to the first
        kinds.add(gap.kind)
        named = (find_names if gap.kind == "person" else find_things)(marks.said, least)
        named = [*named, *_answer_name(marks, last)]
        barred = used | people if gap.kind == "place" else used  # "there" is no person
        chosen = _choose(gap, [name for name in named if not name.keys <= barred], last)
        if chosen is None:
            continue
        before, after = question[at : gap.start], question[gap.end : form.end]
        pieces += [before, _worded(gap, chosen, before, after)]
        used |= chosen.keys
        at = gap.end
    return "".join([*pieces, question[at : form.end]]), used


def _people(history: Sequence[Exchange]) -> set[str]:
    """Give the keys of what answered "who ...?"."""
    answers = (exchange.answer for exchange in history if _WHO.match(exchange.question))
    return {key for answer in answers for key in content_keys(answer)}


def _answer_name(marks: Marks, last: Exchange) -> list[Phrase]:
    """Give the last answer as a phrase where it is a name that a question asked for."""
    if len(marks.said) < 2 or marks.said[1].text != last.answer or not _NAMES.match(last.question):
        return []
    return [name for name in find_things(marks.said[1:2], _ANSWER_LEAST) if name.is_name][:1]


def _gaps(marks: Marks, form: Asked) -> list[Gap]:
    """Find what gives way: pronouns, and nouns with "the" or "that" before them.

    A noun after "the" gives way only if it was said before: "the lake" does not mean the pond.
    """
    words = marks.question.words
    named = {marked.word.key for text in marks.said for marked in text.words}
    gaps: list[Gap] = []
    i = 0
    while i < len(words):
        word = words[i].word.text.lower()
        if words[i].word.start < form.start or words[i].word.end > form.end:
            i += 1
            continue
        last = i
        if word in _DEMONSTRATIVE:
            while last + 1 < len(words) and words[last + 1].is_sure:
                last += 1
            if word == "the" and words[last].word.key not in named | {"one", "ones"}:
                last = i
        is_noun = last > i and words[i].probability >= _LIKELY
        is_pronoun = word in _KIND and words[i].probability >= _LIKELY and not is_noun
        if word == "one" and i > 0 and words[i - 1].word.is_content:
            is_pronoun = False  # "the large one"
        verb_before = i > 0 and _VERB.fullmatch(words[i - 1].word.text) is not None
        if is_pronoun and word in _DEMONSTRATIVE and not verb_before and _goes_on(words, i):
            is_pronoun = False  # "that attack": the noun stays, and what it was is added
        if is_noun or is_pronoun:
            texts = tuple(marked.word.text.lower() for marked in words[i : last + 1])
            kind = "noun" if is_noun else _KIND[word]
            gaps.append(Gap(words[i].word.start, words[last].word.end, texts, kind))
            i = last
        i += 1
    return gaps


def _goes_on(words: Sequence[Marked], i: int) -> bool:
    """Say whether a noun that stays follows a demonstrative."""
    return i + 1 < len(words) and words[i + 1].word.is_content and not words[i + 1].is_sure


def _choose(gap: Gap, names: Sequence[Phrase], last: Exchange) -> Phrase | None:
    """Take the name that fits best; None when none fits.

    What answers "who ...?" or "which ...?" is more likely spoken of than what was in the question.
    """
    named = _NAMES.match(last.question) is not None and gap.kind in ("person", "thing", "place")
    scored = [
        (
            name.probability
            + _fit(gap.kind, name)
            - _OLDER * name.part
            + (_ANSWERED if named and name.text in last.answer else 0.0),
            name,
        )
        for name in names
    ]
    scored = [pair for pair in scored if pair[0] > 0]
    return max(scored, key=lambda pair: pair[0])[1] if scored else None


def _fit(kind: str, name: Phrase) -> float:
    """Give what speaks for or against a name in such a place."""
    match kind:
        case "person":
            return 0.3 if name.may_be_person else -0.3
        case "many":
            return (0.2 if name.may_be_many else 0.0) - (0.5 if name.is_time else 0.0)
        case "time":
            return 0.5 if name.is_time else -1.0
        case "place":
            at_place = name.leading.split(" ")[0] in {"in", "at", "near", "from", "to"}
            return (0.25 if at_place else 0.0) - (0.5 if name.is_time else 0.0)
        case _:
            return (-0.5 if name.is_time else 0.0) - (0.3 if name.owns else 0.0)


def _worded(gap: Gap, name: Phrase, before: str, after: str) -> str:
    """Word a name for its place: "his" -> "Frost's", "there" -> "in Ohio"."""
    article = "the " if name.leading.endswith("the") else ""
    text = f"{article}{name.text}"
    if gap.kind in ("place", "time") and not _ENDS_IN_PREPOSITION.search(before):
        preposition = name.leading.split(" ")[0] if name.leading else ""
        return f"{preposition if preposition in ('in', 'at', 'on') else 'in'} {text}"
    if gap.words[-1] in POSSESSIVE and not _ENDS_ITS_PHRASE.match(after):
        return f"{text}’" if text.endswith("s") else f"{text}’s"
    return text


def _add_terms(text: str, marks: Marks, used: set[str]) -> str:
    """Add, at the end, the phrases that are meant and not there yet."""
    connective = marks.connective
    have = content_keys(text) | used
    pieces = [text]
    most = _ADDED_BESIDE if used else _ADDED
    for phrase in find_phrases(marks.said, SURE)[:_ADDED]:
        new = phrase.keys - have
        if len(pieces) > most:
            break
        if not new:
            continue
        shown = phrase if len(new) == len(phrase.keys) else _narrowed(phrase, marks, have)
        if shown is None:
            continue
        have |= shown.keys
        pieces.append(_joined(shown, connective))
        connective = ","
    return "".join(pieces)


def _narrowed(phrase: Phrase, marks: Marks, have: set[str]) -> Phrase | None:
    """Keep of a phrase what is new: from its first new word to its last."""
    said = marks.said[phrase.part]
    inside = [m for m in said.words if phrase.start <= m.word.start < phrase.end]
    new = [m.word for m in inside if m.word.is_content and m.word.key not in have]
    if not new:
        return None
    start, end = new[0].start, new[-1].end
    kept = {m.word.key for m in inside if m.word.is_content and start <= m.word.start < end}
    before = said.text[phrase.start : start].split()
    leading = before[-1] if before and re.fullmatch(PREPOSITION, before[-1], re.I) else ""
    if start == phrase.start:
        leading = phrase.leading
    text = said.text[start:end]
    return Phrase(phrase.part, start, end, text, phrase.probability, frozenset(kept), leading)


def _joined(phrase: Phrase, connective: str) -> str:
    """Join a phrase: by its own preposition, else by the given word, else by a comma."""
    if phrase.leading and phrase.leading != "the":
        return f" {phrase.leading} {phrase.text}"
    article = f"{phrase.leading} " if phrase.leading else ""
    first = replace(phrase, text=phrase.text.split(",")[0])
    if connective == "," or (connective in ("in", "at", "on") and first.may_be_person):
        return f", {article}{phrase.text}"
    return f" {connective} {article}{phrase.text}"


def _finish(text: str, question: str) -> str:
    """Tidy spaces and end as the question did."""
    tidy = " ".join(text.split()).strip(" ,")
    return f"{tidy}?" if question.rstrip().endswith("?") else tidy
