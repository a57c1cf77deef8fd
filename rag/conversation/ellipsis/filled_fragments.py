"""A fragment and the last question -> that question asked of the fragment.

"and the staff?" after "How many residents got a booster?" -> "How many staff got a booster". This
module knows nothing of what a pronoun stands for.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.conversation.ellipsis.adjuncts import put_adverb, put_group, put_rate
from rag.conversation.ellipsis.correlates import Likeness, are_alike, find_correlate, likeness
from rag.conversation.ellipsis.pronoun_correlates import put_for_pronoun
from rag.conversation.exchanges import Exchange
from rag.conversation.form.fragments import (
    PREPOSITIONAL,
    is_determined,
    names_thing,
    without_preposition,
)
from rag.conversation.form.names import begins_name, keys_of
from rag.conversation.form.noun_phrases import (
    NounPhrase,
    article_before,
    end_with_name,
    find_noun_phrases,
    is_named,
    preposition_before,
)
from rag.conversation.form.question_form import core, points_back
from rag.conversation.form.word_classes import ARTICLE, ASKS_WHO, CONJUNCTION, GENITIVE, THEIR
from rag.conversation.marking.marks import Marks
from rag.conversation.word_keys import content_keys, is_plural

_CLAUSE = re.compile(rf"^{CONJUNCTION}\b", re.IGNORECASE)
_ANY = re.compile(r"^any\s+", re.IGNORECASE)
_ARTICLE = re.compile(rf"^{ARTICLE}\s+", re.IGNORECASE)
_OWNED = re.compile(rf"^(?:{THEIR}\b|[^,]*\w['’](?:s\b|\s))", re.IGNORECASE)
_OF_OWNER = re.compile(r"^(?P<owner>.*\w)(?:['’]s|(?<=s)['’])\s+\w", re.IGNORECASE)
_OWNS = re.compile(rf"{GENITIVE}\s+")
_OWNING, _ENDS_OWNING = re.compile(rf"^{GENITIVE}(?=\s)"), re.compile(rf"{GENITIVE}$")
_TELL_ABOUT = re.compile(
    r"^\W*tell\s+(?:me|us)\s+(?:more\s+|something\s+)?about\s+(?P<topic>.+)$", re.IGNORECASE
)
_SAME_NUMBERED = re.compile(r"\b(?P<word>\w+) \n(?P=word) \d+$", re.IGNORECASE)
_ONE = re.compile(r"\bones?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Filled:
    """The last question with a fragment in it.

    `instead_of` says how alike the fragment and its correlate are: None for not at all.
    """

    text: str
    instead_of: Likeness | None = None


def fill_fragment(fragment: str, last: Exchange, marks: Marks) -> Filled:
    """Put a fragment into the last question, in place of its correlate.

    Without one it is said with the question: "the staff, what share ...".
    """
    for put in (put_adverb, put_group, put_rate, put_for_pronoun):
        if filled := put(fragment, core(last.question)):
            return Filled(filled, "like")
    if _CLAUSE.match(fragment):
        return Filled(_put_beside(fragment, last))
    if ASKS_WHO.match(last.question) and _OWNED.match(fragment):
        return Filled(f"what is {fragment}", "like")  # "his address" is not who somebody is
    topic = _TELL_ABOUT.match(core(last.question))
    if topic and _is_of(fragment, topic["topic"]):
        part = _ARTICLE.sub("", fragment)
        verb = "are" if is_plural(part) else "is"
        return Filled(f"what {verb} the {part} of {topic['topic']}", "like")
    nouns = _nouns(last, marks)
    if owned := _put_with_owner(fragment, last.question, nouns):
        return Filled(owned, "like")
    correlate = find_correlate(fragment, last.question, nouns)
    if correlate is None:
        return Filled(_put_beside(fragment, last))
    kind = likeness(without_preposition(fragment), last.question, correlate)
    return Filled(_put_in(fragment, last.question, nouns, correlate), kind)


def fill_otherwise(fragment: str, last: Exchange, marks: Marks) -> str | None:
    """Put a fragment in place of the next best correlate.

    "I meant the bolt" after "what is the price of nails?": the price of the bolt. None where
    nothing else may give way, or where a name or what shares a word does.
    """
    nouns, shared = _nouns(last, marks), content_keys(fragment)
    first = find_correlate(fragment, last.question, nouns)
    if first is None or begins_name(first[0]) or not keys_of(first).isdisjoint(shared):
        return None
    others = [s for s in nouns if s is not first and are_alike(fragment, s)]
    second = find_correlate(fragment, last.question, others)
    return _put_in(fragment, last.question, nouns, second) if second else None


def _put_beside(fragment: str, last: Exchange) -> str:
    """Say a fragment with the last question: "the staff, what share ...", "... in Ohio"."""
    question = core(last.question)
    if _CLAUSE.match(fragment) or PREPOSITIONAL.match(fragment):
        return f"{question} {fragment}"
    return f"{fragment}, {question}"


def _is_of(fragment: str, topic: str) -> bool:
    """Say whether a fragment asks for a part of what has a name: "warranty" of "the Sol"."""
    first, named = (_ARTICLE.sub("", text)[:1] for text in (fragment, topic))
    is_part = names_thing(fragment) and not points_back(fragment)
    return named.isupper() and first.islower() and is_part


def _put_with_owner(fragment: str, question: str, nouns: Sequence[NounPhrase]) -> str | None:
    """Ask of what somebody in the question owns: "Ada's son" in "where was Ada born?".

    What is asked of already gives way: "Ada's son" in "where was Ada's cat born?". None where
    the owner is not asked of.
    """
    found = _OF_OWNER.match(fragment)
    at = found and re.search(rf"(?<!\w){re.escape(found['owner'])}(?!\w)", question, re.IGNORECASE)
    if not at:
        return None
    owns = _OWNS.match(question, at.end())
    ends = (
        correlate[-1].word.end
        for correlate in nouns
        if owns and correlate[0].word.start == owns.end()
    )
    return core(f"{question[: at.start()]}{fragment}{question[next(ends, at.end()) :]}")


def _nouns(last: Exchange, marks: Marks) -> list[NounPhrase]:
    words = next((said.words for said in marks.said if said.text == last.question), ())
    return find_noun_phrases(last.question, words)


def _put_in(
    fragment: str, question: str, nouns: Sequence[NounPhrase], correlate: NounPhrase
) -> str:
    start, end, text = _place(fragment, question, nouns, correlate)
    after = question[end:]
    if _ENDS_OWNING.search(text):  # "Ada’s" in "Bo’s number"
        after = _OWNING.sub("", after)
    return core(f"{question[:start]}{text}{after}")


def _place(
    fragment: str, question: str, nouns: Sequence[NounPhrase], correlate: NounPhrase
) -> tuple[int, int, str]:
    """Find the stretch of the last question that a fragment replaces, and with what text."""
    found, inner = PREPOSITIONAL.match(fragment), without_preposition(fragment)
    inner, number = _ANY.sub("", inner), _ARTICLE.sub("", fragment)
    if number.isdigit() and correlate[-1].word.text.isdigit():
        correlate, inner = correlate[-1:], number  # "the 200" -> "the Orbis 200", in place of "300"
    correlate = _numbered_alike(fragment, correlate)
    start, end = correlate[0].word.start, correlate[-1].word.end
    if same := _SAME_NUMBERED.search(f"{question[:start]}\n{fragment}"):
        start -= len(same["word"]) + 1  # "room 4" -> "room 5"
    name = question[end : end_with_name(question, nouns, correlate)].strip()
    # "the small one" -> "the small room"; of "the old Quill" -> "the new Quill"
    inner = _ONE.sub(name or correlate[-1].word.text, inner)
    article = article_before(question, correlate)
    if is_named(question, nouns, correlate):
        inner = _ARTICLE.sub("", inner)  # "the lamp Luna", "the Sol" -> "the lamp Sol"
    elif is_determined(inner):
        start = start if article is None else article
        end = end_with_name(question, nouns, correlate)
    elif article is not None and (is_plural(inner) or not are_alike(inner, correlate)):
        start = article  # "a bicycle" -> "dogs", "the pump" -> "Henrik"
    preposition = preposition_before(question, correlate)
    if found and preposition:
        return preposition.start(), end, f"{found[1]} {inner}"
    return start, end, inner


def _numbered_alike(fragment: str, correlate: NounPhrase) -> NounPhrase:
    """Give what a numbered fragment is alike in: "year 4" of "year 4 trip" for "year 2"."""
    words = fragment.split() or [""]
    numbers = [i for i, marked in enumerate(correlate) if marked.word.text.isdigit()]
    same = words[-1].isdigit() and correlate[0].word.text.lower() == words[0].lower()
    return correlate[: numbers[0] + 1] if same and numbers else correlate
