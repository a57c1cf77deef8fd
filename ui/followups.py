"""Questions to go on with: made from what was cited, and kept only if the documents answer them.

No model and no fixed list: names from the cited passages, and when and where, if that was not
asked yet. This module knows nothing of the page.
"""

import re
from collections.abc import Iterable, Sequence

from rag import Answer, Citation, Conversation
from ui.examples import find_names

MOST = 3  # questions
TRIED = 5
SURE = 0.5  # confidence from which a question is worth suggesting
_ASKS = {
    "When was that?": re.compile(r"\b(?:when|what (?:date|year|day))\b", re.IGNORECASE),
    "Where was that?": re.compile(r"\bwhere\b", re.IGNORECASE),
}


def candidates(question: str, citations: Sequence[Citation]) -> list[str]:
    """Think of questions: about names in the cited passages, and when and where.

    Names that the question holds are left out, as is a question word that it has.
    """
    names = find_names([citation.passage.text for citation in citations])
    new = [name for name in names if name.lower() not in question.lower()]
    words = [asked for asked, pattern in _ASKS.items() if not pattern.search(question)]
    mixed = [f"Who is {new[0]}?"] if new and _is_person(new[0], citations) else []
    return [*words, *mixed, *(f"Tell me about {name}" for name in new[:2])][:TRIED]


def unasked(offered: Sequence[str], before: Iterable[str]) -> list[str]:
    """Keep the questions that were not asked before, in whatever case and with whatever signs.

    ["Who is Ann?", "When was that?"], ["who is ann"] -> ["When was that?"]
    """
    said = {_bare(question) for question in before}
    return [question for question in offered if _bare(question) not in said]


def answerable(chat: Conversation, asked: Sequence[str], last: Answer) -> list[str]:
    """Keep the questions that the documents answer, and with something else than before."""
    kept: list[str] = []
    said = {last.text}
    for question in asked:
        resolved = chat.resolve(question)
        answer = chat.probe(resolved)
        if answer.status == "answered" and answer.confidence >= SURE and answer.text not in said:
            said.add(answer.text)
            kept.append(question)
        if len(kept) == MOST:
            break
    return kept


def _bare(question: str) -> str:
    return " ".join(re.findall(r"\w+", question.casefold()))


def _is_person(name: str, citations: Sequence[Citation]) -> bool:
    """Say whether the passages speak of a name as of a person: "actor Um Tae-hwa", "she"."""
    near = re.compile(
        rf"\b(?:he|she|his|her|actor|actress|singer|director|president|minister|mr|ms|mrs|dr)\.?\s+"
        rf"{re.escape(name)}\b",
        re.IGNORECASE,
    )
    return any(near.search(citation.passage.text) for citation in citations)
