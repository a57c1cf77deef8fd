"""Marks -> a question that stands alone: pronouns replaced, fragments filled in.

What comes in is quoted from the question's own history; nothing is made up but joining words, and
nothing is added to a question that is whole: `terms` gives what else is meant, to search with.
This module knows nothing of how the marks were made.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.conversation.apart import ask_apart
from rag.conversation.bare import ask_next, fill_bare, fill_event
from rag.conversation.ellipsis import fill_fragment, fill_otherwise
from rag.conversation.exchanges import Exchange
from rag.conversation.forms import (
    AUXILIARY,
    EXPLETIVE,
    POSSESSIVE,
    PREPOSITION,
    PRONOUNS,
    Asked,
    denies_who,
    read_form,
)
from rag.conversation.marks import Marked, Marks
from rag.conversation.phrases import Phrase
from rag.conversation.referents import Gap, find_referent
from rag.conversation.words import content_keys

_ENDS_IN_PREPOSITION = re.compile(rf"\b{PREPOSITION}\s*$", re.IGNORECASE)
_ENDS_ITS_PHRASE = re.compile(rf"\W*(?:{PREPOSITION}\b|and\b|$)", re.IGNORECASE)  # "help her with"
_VERB = re.compile(rf"{AUXILIARY}|may|will", re.IGNORECASE)
_KIND = {word: kind for kind, words in PRONOUNS.items() for word in words}
_DEMONSTRATIVE = frozenset({"this", "that", "these", "those", "the"})
_BEFORE_ONE = re.compile(r"which|what|each|every|no|any", re.IGNORECASE)
_WHICH_ONE = re.compile(r"\bwhich\s+ones?\b", re.IGNORECASE)
_ASKS_WHO = re.compile(r"\W*(?:and\s+)?who\b", re.IGNORECASE)
_LIKELY = 0.3  # probability from which a pronoun gives way
_LAST_EXCHANGE = 2  # texts: a bare question word means nothing from further back


@dataclass(frozen=True, slots=True)
class Apart:
    """A fragment as a question by itself.

    It `is_likelier` than the last question with the fragment in it where that names nothing of
    the fragment's kind.
    """

    text: str
    is_likelier: bool


def rewrite(question: str, history: Sequence[Exchange], marks: Marks) -> str:
    """Put a question so that it stands alone; the question itself where nothing is missing.

    `history` is oldest first and not empty.
    """
    form = read_form(question)
    last = history[-1]
    if form.form == "next":
        return _finish(ask_next(last), question)
    text = _fill_gaps(question, form, marks, history)
    if form.form == "bare":
        text = fill_bare(text, last)
    elif form.form == "fragment" and denies_who(question) and _ASKS_WHO.match(last.question):
        text = f"who is {text}"  # "not her, her deputy"
    elif form.form == "fragment":
        text = fill_fragment(text, _last_whole(history), marks).text
    else:
        text = fill_event(question[form.start : form.end], last) or text
    return _finish(text, question)


def rewrite_apart(question: str, history: Sequence[Exchange], marks: Marks) -> Apart | None:
    """Put a fragment as a question by itself, where it may bring up something new.

    "What about pets?" may, and so may "and pets?" where the last question names nothing of its
    kind. A correction may be said instead of something else. None for others: "and Ole?" after
    "what does Karin bring?" asks the same of him.
    """
    form = read_form(question)
    if form.form != "fragment":
        return None
    fragment = question[form.start : form.end]
    if form.corrects:
        other = fill_otherwise(fragment, _last_whole(history), marks)
        return Apart(_finish(other, question), is_likelier=False) if other else None
    like = fill_fragment(fragment, _last_whole(history), marks).instead_of
    apart = ask_apart(fragment)
    if apart is None or like == "name" or (like == "like" and not form.is_about):
        return None
    as_typed = form.is_about or form.start == 0
    return Apart(question if as_typed else apart, is_likelier=like is None)


def terms(question: str, meant: str, marks: Marks) -> str:
    """Give the words of what was said that are meant and that a rewriting lacks, "" for none."""
    said = marks.said[:_LAST_EXCHANGE] if read_form(question).form == "bare" else marks.said
    have = content_keys(meant)
    found: list[str] = []
    for marked in (marked for text in said for marked in text.words):
        if marked.is_sure and marked.word.is_content and marked.word.key not in have:
            have.add(marked.word.key)
            found.append(marked.word.text)
    return " ".join(found)


def _last_whole(history: Sequence[Exchange]) -> Exchange:
    """Give the last exchange whose question is more than "what about pets?"."""
    wholes = (e for e in reversed(history) if not _is_led_fragment(e.question))
    return next(wholes, history[-1])


def _is_led_fragment(question: str) -> bool:
    form = read_form(question)
    return form.form == "fragment" and form.start > 0


def _fill_gaps(question: str, form: Asked, marks: Marks, history: Sequence[Exchange]) -> str:
    """Replace what gives way by the likeliest names of its kind, where there are such names."""
    pieces: list[str] = []
    used: set[str] = set()
    kinds = {"many"} if _WHICH_ONE.search(question) else set[str]()  # "they" are who choose one
    at = form.start
    for gap in _gaps(marks, form):
        if gap.kind in kinds:
            continue  # "where did it file its brief": the second goes back to the first
        kinds.add(gap.kind)
        chosen = find_referent(gap, marks, history, used)
        if chosen is None:
            continue
        before, after = question[at : gap.start], question[gap.end : form.end]
        pieces += [before, _worded(gap, chosen, before, after)]
        used |= chosen.keys
        at = gap.end
    return "".join([*pieces, question[at : form.end]])


def _gaps(marks: Marks, form: Asked) -> list[Gap]:
    """Find what gives way: pronouns, and nouns with "the" or "that" before them.

    A noun after "the" gives way only if it was said before: "the lake" does not mean the pond.
    """
    words = marks.question.words
    named = {marked.word.key for text in marks.said for marked in text.words}
    empty = {found.start() for found in EXPLETIVE.finditer(marks.question.text)}
    gaps: list[Gap] = []
    i = 0
    while i < len(words):
        word = words[i].word.text.lower()
        at = words[i].word.start
        if at < form.start or words[i].word.end > form.end or at in empty:
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
        if word == "one" and i > 0 and _BEFORE_ONE.fullmatch(words[i - 1].word.text):
            is_pronoun = False  # "which one did they choose"
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


def _finish(text: str, question: str) -> str:
    """Tidy spaces and end as the question did."""
    tidy = " ".join(text.split()).strip(" ,")
    return f"{tidy}?" if question.rstrip().endswith("?") else tidy
