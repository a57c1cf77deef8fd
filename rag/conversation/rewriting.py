"""A question, its marks and the history -> a question that stands alone.

"and how deep is it?" after "where is the pond?" -> "how deep is the pond?". What comes in is quoted
from the history; nothing is made up but joining words, and nothing is added to a question that is
whole: `terms` gives what else is meant, to search with. This module knows nothing of how the marks
were made.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.conversation.antecedents.anaphors import Anaphor, find_anaphors
from rag.conversation.antecedents.finding import find_antecedent
from rag.conversation.antecedents.phrases import Phrase
from rag.conversation.ellipsis.filled_fragments import fill_fragment, fill_otherwise
from rag.conversation.ellipsis.sluices import ask_next, fill_event, fill_sluice
from rag.conversation.exchanges import Exchange
from rag.conversation.form.fragments import ask_alone
from rag.conversation.form.question_form import QuestionForm, denies_who, read_form
from rag.conversation.form.word_classes import ASKS_WHO, POSSESSIVE, PREPOSITION
from rag.conversation.marking.marks import Marks
from rag.conversation.word_keys import content_keys

_ENDS_IN_PREPOSITION = re.compile(rf"\b{PREPOSITION}\s*$", re.IGNORECASE)
_ENDS_ITS_PHRASE = re.compile(rf"\W*(?:{PREPOSITION}\b|and\b|$)", re.IGNORECASE)  # "help her with"
_WHICH_ONE = re.compile(r"\bwhich\s+ones?\b", re.IGNORECASE)
_LAST_EXCHANGE = 2  # texts: a bare question word means nothing from further back


@dataclass(frozen=True, slots=True)
class Alone:
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
    if form.kind == "next":
        return _finish(ask_next(last), question)
    text = _replace_anaphors(question, form, marks, history)
    if form.kind == "sluice":
        text = fill_sluice(text, last)
    elif form.kind == "fragment" and denies_who(question) and ASKS_WHO.match(last.question):
        text = f"who is {text}"  # "not her, her deputy"
    elif form.kind == "fragment":
        text = fill_fragment(text, _last_whole(history), marks).text
    else:
        text = fill_event(question[form.start : form.end], last) or text
    return _finish(text, question)


def rewrite_alone(question: str, history: Sequence[Exchange], marks: Marks) -> Alone | None:
    """Put a fragment as a question by itself, where it may bring up something new.

    "What about pets?" may, and so may "and pets?" where the last question names nothing of its
    kind. A correction may be said instead of something else. None for others: "and Ole?" after
    "what does Karin bring?" asks the same of him.
    """
    form = read_form(question)
    if form.kind != "fragment":
        return None
    fragment = question[form.start : form.end]
    if form.corrects:
        other = fill_otherwise(fragment, _last_whole(history), marks)
        return Alone(_finish(other, question), is_likelier=False) if other else None
    like = fill_fragment(fragment, _last_whole(history), marks).instead_of
    alone = ask_alone(fragment)
    if alone is None or like == "name" or (like == "like" and not form.is_about):
        return None
    as_typed = form.is_about or form.start == 0
    return Alone(question if as_typed else alone, is_likelier=like is None)


def terms(question: str, meant: str, marks: Marks) -> str:
    """Give the words of what was said that are meant and that a rewriting lacks, "" for none."""
    said = marks.said[:_LAST_EXCHANGE] if read_form(question).kind == "sluice" else marks.said
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
    return form.kind == "fragment" and form.start > 0


def _replace_anaphors(
    question: str, form: QuestionForm, marks: Marks, history: Sequence[Exchange]
) -> str:
    """Put its antecedent in the place of each anaphor that has one."""
    pieces: list[str] = []
    used: set[str] = set()
    kinds = {"many"} if _WHICH_ONE.search(question) else set[str]()  # "they" are who choose one
    at = form.start
    for anaphor in find_anaphors(marks, form):
        if anaphor.kind in kinds:
            continue  # "where did it file its brief": the second goes back to the first
        kinds.add(anaphor.kind)
        chosen = find_antecedent(anaphor, marks, history, used)
        if chosen is None:
            continue
        before, after = question[at : anaphor.start], question[anaphor.end : form.end]
        pieces += [before, _worded(anaphor, chosen, before, after)]
        used |= chosen.keys
        at = anaphor.end
    return "".join([*pieces, question[at : form.end]])


def _worded(anaphor: Anaphor, name: Phrase, before: str, after: str) -> str:
    """Word a name for its place: "his" -> "Frost's", "there" -> "in Ohio"."""
    article = "the " if name.leading.endswith("the") else ""
    text = f"{article}{name.text}"
    if anaphor.kind in ("place", "time") and not _ENDS_IN_PREPOSITION.search(before):
        preposition = name.leading.split(" ")[0] if name.leading else ""
        return f"{preposition if preposition in ('in', 'at', 'on') else 'in'} {text}"
    if anaphor.words[-1] in POSSESSIVE and not _ENDS_ITS_PHRASE.match(after):
        return f"{text}’" if text.endswith("s") else f"{text}’s"
    return text


def _finish(text: str, question: str) -> str:
    """Tidy spaces and end as the question did."""
    tidy = " ".join(text.split()).strip(" ,")
    return f"{tidy}?" if question.rstrip().endswith("?") else tidy
