"""An answer -> whether it speaks of what the question means: by its quotes, headings and documents.

Where both readings of "what about pets?" are answered, the one whose quotes, or what these stand
under, say "pets" is likelier meant. In the chats that this was made with 156 of 199 follow-ups are
answered right, 153 without it (`python -m benchmarks.chats --part made`). This module knows nothing
of what was said before.
"""

import re
from collections.abc import Callable, Collection, Set
from dataclasses import replace

from rag.conversation.form.question_form import read_form
from rag.conversation.form.word_classes import HE, SHE, any_of
from rag.conversation.word_keys import content_keys
from rag.text.headings import heading_above
from rag.types import Answer, Citation

_HE = re.compile(any_of(HE), re.IGNORECASE)
_SHE = re.compile(any_of(SHE), re.IGNORECASE)
_HEADING = re.compile(r"(?<=\n)#{1,6} [^\n]+")  # not what heads the whole text
_FIRST = re.compile(r"\W{0,9}(?P<word>\w+)")
_LABEL = re.compile(r"\W{0,20}(?:\w{1,4}[.)]\s+)?(?P<label>[^:*|.]{1,40})[:*|.]")  # "4. Pets: ..."


def fragment_keys(question: str) -> set[str]:
    """Give the keys of what a fragment names; none of other questions."""
    form = read_form(question)
    return content_keys(question[form.start : form.end]) if form.kind == "fragment" else set()


def speaks_of(answer: Answer, keys: Collection[str]) -> bool:
    """Say whether a quote of an answer, its label or its headings have one of some words."""
    return any(not content_keys(_said(c)).isdisjoint(keys) for c in answer.citations)


def says_all(answer: Answer) -> bool:
    """Say whether a quote of an answer has with its headings all words of what was asked."""
    keys = content_keys(answer.question)
    return any(keys <= content_keys(_said(c)) for c in answer.citations)


def names_all(answer: Answer, keys: Collection[str]) -> bool:
    """Say whether a document that an answer was taken from has all of some words, if any.

    Where the documents contradict each other, each must have them.
    """
    return not keys or _in_documents(answer, lambda text: all(_has(text, key) for key in keys))


def names_any(answer: Answer, keys: Collection[str]) -> bool:
    """Like `names_all`, with one of the words."""
    return not keys or _in_documents(answer, lambda text: any(_has(text, key) for key in keys))


def is_of_another(answer: Answer, asked: str, keys: Set[str]) -> bool:
    """Say whether the first quote of an answer is of another thing or person than is meant.

    So where neither it nor what it stands under has a word of the name meant, and another heading
    of its document has them all, or a question of "he" finds a sentence of "she" or of a name.
    """
    if not answer.citations:
        return False
    cited = answer.citations[0]
    text, first = cited.document.text, _FIRST.match(cited.quote)
    if not content_keys(f"{cited.quote} {_headings(cited)}").isdisjoint(keys):
        return False
    if any(keys <= content_keys(found[0]) for found in _HEADING.finditer(text)):
        return True
    own, other = (_HE, _SHE) if _HE.search(asked) else (_SHE, _HE)
    if first is None or not own.search(asked) or own.search(cited.quote):
        return False
    return other.fullmatch(first["word"]) is not None or _is_name(first["word"], text)


def refusal(answer: Answer) -> Answer:
    """Take an answer back: what came nearest is kept, as that."""
    nothing = replace(answer, statements=(), citations=(), alternatives=())
    return replace(nothing, status="not_found", confidence=0.0)


def _in_documents(answer: Answer, has: Callable[[str], bool]) -> bool:
    texts = [f"{c.document.title} {c.document.text}" for c in answer.citations]
    return (all if answer.status == "conflicting" else any)(map(has, texts))


def _has(text: str, key: str) -> bool:
    """Say whether a text has a word, whole: "days" for "day", not "Penner" for "penn"."""
    plural = rf"|{re.escape(key[:-1])}ies" if key.endswith("y") else ""
    word = rf"(?<!\w)(?:{re.escape(key)}(?:e?s)?{plural})(?!\w)"
    return re.search(word, text, re.IGNORECASE) is not None


def _is_name(word: str, text: str) -> bool:
    """Say whether a text has a word in capitals within a sentence as well: "Holm", "Pia Holm"."""
    within = rf"(?<=[\w,;] ){re.escape(word)}(?!\w)"
    return word[0].isupper() and re.search(within, text) is not None


def _said(cited: Citation) -> str:
    text = cited.document.text
    begin = text.rfind("\n", 0, cited.start) + 1
    label = _LABEL.match(text, begin, cited.start)
    return f"{cited.quote} {label['label'] if label else ''} {_headings(cited)}"


def _headings(cited: Citation) -> str:
    text = cited.document.text
    return heading_above(text, text.rfind("\n", 0, cited.start) + 1, cited.start)
