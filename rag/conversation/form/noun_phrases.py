"""A question -> its noun phrases: the things it names, without its verbs.

"When was Bernd Huber born?" -> "Bernd Huber"; "How many eggs do I need for pancakes?" -> "eggs",
"pancakes". A phrase has no article or preposition; `article_before` and `preposition_before` find
them. This module knows nothing of what was said before.
"""

import re
from collections.abc import Iterator, Sequence

from rag.conversation.form.names import begins_name, own, whole_words
from rag.conversation.form.word_classes import (
    ARTICLE,
    AUXILIARY,
    DETERMINER,
    HELPER,
    IS_PARTICIPLE,
    PREPOSITION,
    SUBJECT_PRONOUN,
)
from rag.conversation.marking.marks import Marked

NounPhrase = list[Marked]

_ARTICLE = re.compile(rf"\b{ARTICLE}\s+$", re.IGNORECASE)
_PREPOSITION = re.compile(rf"\b({PREPOSITION})\s+(?:{ARTICLE}\s+)?$", re.IGNORECASE)
_JOINS = re.compile(rf"(?:{PREPOSITION}|per)\b|\w+n['’]t\b", re.IGNORECASE)  # nor does "don't" name
_TELLS = re.compile(  # "tell me about the fair", not "list of prices?"
    r"^\W*(?:please\s+)?(?P<verb>tell|give|show|list|name|describe|explain|summari[sz]e|compare|find)"
    r"\s+(?!of\b)",
    re.IGNORECASE,
)
_HELPED = re.compile(rf"\b{HELPER}\b", re.IGNORECASE)
_BEFORE_SUBJECT = re.compile(rf"\b{HELPER}\s+(?:{DETERMINER}\s+)?$", re.IGNORECASE)
_DOES = re.compile(r"\b(?:do|does|did)\b", re.IGNORECASE)
_OF = re.compile(r"\b\w+\s+of\s+$", re.IGNORECASE)
_PASSIVE = re.compile(r"\s+be\b", re.IGNORECASE)
# "how deep", "who won", "do I need", "don't want": what comes next names nothing.
_BEFORE_VERB = re.compile(rf"\b(?:how|who|{SUBJECT_PRONOUN}|\w+n['’]t)\s+$", re.IGNORECASE)
_BEFORE_PARTICIPLE = re.compile(rf"\b{AUXILIARY}\s+$", re.IGNORECASE)


def find_noun_phrases(question: str, words: Sequence[Marked]) -> list[NounPhrase]:
    """List the runs of neighbouring content words, cut at verbs and where capitals begin or end."""
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


def article_before(question: str, noun: NounPhrase) -> int | None:
    """Give where the article before a noun phrase begins; None where it has none."""
    found = _ARTICLE.search(question[: noun[0].word.start])
    return found.start() if found else None


def preposition_before(question: str, noun: NounPhrase) -> re.Match[str] | None:
    """Find the preposition (group 1) and the article before a noun phrase."""
    return _PREPOSITION.search(question[: noun[0].word.start])


def end_with_name(question: str, nouns: Sequence[NounPhrase], noun: NounPhrase) -> int:
    """Give where a noun phrase ends with the name that follows it: "the lamp Luna" is one."""
    names = (other for other in nouns if begins_name(other[0]) and follows(question, noun, other))
    return next((name[-1].word.end for name in names), noun[-1].word.end)


def is_named(question: str, nouns: Sequence[NounPhrase], noun: NounPhrase) -> bool:
    """Say whether one is the name of what stands before it: "Luna" in "the lamp Luna"."""
    return any(follows(question, other, noun) for other in nouns)


def follows(question: str, one: NounPhrase, other: NounPhrase) -> bool:
    """Say whether nothing but a space parts two noun phrases."""
    return question[one[-1].word.end : other[0].word.start] == " "


def _runs(question: str, words: Sequence[Marked]) -> list[NounPhrase]:
    runs: list[NounPhrase] = []
    for marked in words:
        gap = question[runs[-1][-1].word.end : marked.word.start] if runs else ","
        near = re.fullmatch(r"[\s\-]*", gap) and begins_name(runs[-1][-1]) == begins_name(marked)
        if near or (runs and own(question, runs[-1][-1], marked)):
            runs[-1].append(marked)
        else:
            runs.append([marked])
    return runs


def _numbered(question: str, runs: Sequence[NounPhrase]) -> list[NounPhrase]:
    """Join a thing with the number inside it: "the year 4 trip" is one."""
    joined: list[NounPhrase] = []
    for run in runs:
        before = joined[-1] if joined else run
        near = before is not run and follows(question, before, run)
        inside = len(before) > 1 and before[-1].word.text.isdigit()
        if near and not begins_name(before[0]) and (inside or run[0].word.text.isdigit()):
            before.extend(run)
        else:
            joined.append(list(run))
    return [part for noun in joined for part in _parted(noun)]


def _parted(noun: NounPhrase) -> list[NounPhrase]:
    """Part a thing from the number that ends it: "room", "4"; "year 4 trip" stays."""
    ends = len(noun) > 1 and noun[-1].word.text.isdigit() and not begins_name(noun[0])
    return [noun[:-1], noun[-1:]] if ends else [noun]


def _verbs(question: str, runs: Sequence[NounPhrase]) -> Iterator[Marked]:
    """Give the words of the runs that name nothing: verbs, and what is asked with "how"."""
    helped = False  # whether the verb of "does ... cost" was found
    for i, run in enumerate(runs):
        first, last = run[0], run[-1]
        before = question[: first.word.start]
        if begins_name(first):
            continue
        after_name = i > 0 and begins_name(runs[i - 1][0]) and follows(question, runs[i - 1], run)
        is_participle = IS_PARTICIPLE.fullmatch(first.word.text) and _BEFORE_PARTICIPLE.search(
            before
        )
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
        if ends_in_verb or closes or IS_PARTICIPLE.fullmatch(last.word.text):
            yield last
            helped = True
