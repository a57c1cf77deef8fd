"""Fill in what a bare question word or a fragment leaves unsaid, from the last question.

"for how long?" after "How much is Cole's contract worth?" -> "for how long is Cole's contract
worth"; "and the staff?" after "How many residents got a booster?" -> "How many staff got a
booster". This module knows nothing of pronouns.
"""

import re

from rag.conversation.exchanges import Exchange
from rag.conversation.forms import AUXILIARY, OPENING_AUXILIARY, PREPOSITION, QUESTION_WORD
from rag.conversation.marks import SURE, Marked, Marks
from rag.conversation.words import content_keys

_PARTICIPLE = (
    r"(?:won|made|born|held|sold|built|found|taken|given|written|sung|known|killed|hit|lost)"
)
_WITH_AUXILIARY = re.compile(
    rf"^\W*(?:{PREPOSITION}\s+)?{QUESTION_WORD}\b(?P<asked>.*?)\s+(?P<rest>{AUXILIARY}\b.*)$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    rf"^\W*(?:who|what|which\s+\w+)\s+(?P<auxiliary>{AUXILIARY})\s+(?P<rest>(?:\w+ed|{_PARTICIPLE})\b.*)$",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(rf"^\W*(?P<asked>{QUESTION_WORD})['’]s\s+(?P<rest>.*)$", re.IGNORECASE)
_SUBJECT = re.compile(
    r"^\W*(?P<asked>who|what|(?:which|how many)\s+\w+)\s+(?P<rest>.*)$", re.IGNORECASE
)
_ADVERB = re.compile(rf"^(?:{PREPOSITION}|out|when|where|why|how|what year)\b", re.IGNORECASE)
_AMOUNT = re.compile(r"\bhow (?:many|much)$", re.IGNORECASE)
_AMOUNT_OF = re.compile(r"^\s+(?:many|much)\s+(.+)$", re.IGNORECASE)
_CLAUSE = re.compile(r"^(?:if|because|when|while|unless|after|before)\b", re.IGNORECASE)
_AUXILIARY_FIRST = re.compile(rf"^{OPENING_AUXILIARY}\b", re.IGNORECASE)
_PREPOSITION = re.compile(rf"^({PREPOSITION})\s+(.*)$", re.IGNORECASE)
_LONG_ANSWER = 12  # words; a longer answer is not repeated inside a question


def fill_bare(bare: str, last: Exchange) -> str:
    """Ask the last question again by another question word.

    After "Who won the election?" with the answer "Orban": "when?" -> "when was it that Orban
    won the election".
    """
    question = _core(last.question)
    besides = f" besides {last.answer}" if bare.lower().endswith("else") and last.answer else ""
    found = _WITH_AUXILIARY.match(question)
    passive = _PASSIVE.match(question)
    if passive and _ADVERB.match(bare) and 0 < len(last.answer.split()) <= _LONG_ANSWER:
        return f"{bare} {passive['auxiliary']} {last.answer} {passive['rest']}"
    if found and _AMOUNT.search(bare) and (counted := _AMOUNT_OF.match(found["asked"])):
        return f"{bare} {counted[1]} {found['rest']}"
    if found:
        return f"{bare} {found['rest']}{besides}"
    found = _CONTRACTED.match(question)
    if found:
        return f"{bare} is {found['rest']}{besides}"
    found = _SUBJECT.match(question)
    if found and _ADVERB.match(bare) and 0 < len(last.answer.split()) <= _LONG_ANSWER:
        return f"{bare} was it that {last.answer} {found['rest']}"
    if found:
        return f"{bare} {found['rest']}{besides}"
    if _AUXILIARY_FIRST.match(question):
        return f"{bare} {question[0].lower()}{question[1:]}"
    return f"{bare}, {question}"


def fill_fragment(fragment: str, last: Exchange, marks: Marks) -> str:
    """Put a fragment into the last question, in place of what it is said instead of.

    Where no such place is found, the fragment comes before the question: "the staff, what
    share ...".
    """
    question = _core(last.question)
    if _CLAUSE.match(fragment):
        return f"{question} {fragment}"
    words = marks.said[0].words if marks.said and marks.said[0].text == last.question else ()
    place = _place(fragment, last.question, words)
    if place is None:
        if _PREPOSITION.match(fragment):
            return f"{question} {fragment}"
        return f"{fragment}, {question}"
    start, end, text = place
    filled = f"{last.question[:start]}{text}{last.question[end:]}"
    return _core(filled)


def _place(fragment: str, question: str, words: tuple[Marked, ...]) -> tuple[int, int, str] | None:
    """Find the stretch of the last question that a fragment replaces, and with what text."""
    found = _PREPOSITION.match(fragment)
    preposition, inner = (found[1], found[2]) if found else ("", fragment)
    shared = content_keys(fragment)
    slots = [run for run in _slots(question, words) if not _keys(run) <= shared]
    if preposition:
        slots = [run for run in slots if _before(question, run) == preposition.lower()] or [
            run for run in slots if _before(question, run) and _alike(inner, run)
        ]
    scored = [(_likeness(inner, run), run) for run in slots]
    scored = [pair for pair in scored if pair[0] > 0]
    if not scored:
        return None
    _, run = max(scored, key=lambda pair: pair[0])
    start, end = run[0].word.start, run[-1].word.end
    if re.match(r"(?:the|a|an|his|her|their|its)\b", inner, re.IGNORECASE):
        article = re.search(r"\b(?:the|a|an)\s+$", question[:start], re.IGNORECASE)
        start = article.start() if article else start
    if preposition:
        start = _start_of_preposition(question, start)
        inner = fragment
    return start, end, inner


def _slots(question: str, words: tuple[Marked, ...]) -> list[list[Marked]]:
    """Give the runs of neighbouring content words, cut where capitals begin or end."""
    runs: list[list[Marked]] = []
    for marked in words:
        if not marked.word.is_content:
            continue
        near = runs and re.fullmatch(
            r"[\s\-]*", question[runs[-1][-1].word.end : marked.word.start]
        )
        if near and _capital(runs[-1][-1]) == _capital(marked):
            runs[-1].append(marked)
        else:
            runs.append([marked])
    return runs


def _likeness(inner: str, run: list[Marked]) -> float:
    """Say how likely a run is what the fragment replaces: alike in kind, and not meant now."""
    meant = sum(marked.probability for marked in run) / len(run)
    return (1.0 if _alike(inner, run) else 0.0) + (SURE - meant) if meant < SURE else -1.0


def _alike(inner: str, run: list[Marked]) -> bool:
    """Say whether both are numbers, both names, or both neither."""
    words = [w for w in re.findall(r"\w+", inner) if w.lower() not in {"the", "a", "an"}]
    if not words:
        return False
    digits = any(w[0].isdigit() for w in words)
    if digits or any(marked.word.text[0].isdigit() for marked in run):
        return digits and any(marked.word.text[0].isdigit() for marked in run)
    return bool(words[0][0].isupper() == _capital(run[0]))


def _capital(marked: Marked) -> bool:
    return marked.word.text[0].isupper() or marked.word.text[0].isdigit()


def _before(question: str, run: list[Marked]) -> str:
    found = re.search(
        rf"\b({PREPOSITION})\s+(?:(?:the|a|an)\s+)?$", question[: run[0].word.start], re.IGNORECASE
    )
    return found[1].lower() if found else ""


def _start_of_preposition(question: str, start: int) -> int:
    found = re.search(rf"\b{PREPOSITION}\s+(?:(?:the|a|an)\s+)?$", question[:start], re.IGNORECASE)
    return found.start() if found else start


def _keys(run: list[Marked]) -> set[str]:
    return {marked.word.key for marked in run}


def _core(question: str) -> str:
    return question.strip().rstrip("?!. ")
