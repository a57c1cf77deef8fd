"""Two questions in one, "when was it founded and who founded it?": told apart, answered together.

Only direct questions are told apart, each with a question word and its verb, so that "which town
and which country is it in?" and "tell me what it does and how it works" stay whole. English only.
This module knows nothing of how a question is answered.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.text.prefaces import without_preface
from rag.types import Answer, Citation, Statement

_WORD = r"(?:who|whom|whose|what|which|when|where|why|how)\b"
_VERB = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|must|may|should|will|would)\b"
_NO_SUBJECT = (
    r"(?!(?:an?|the|this|that|i|you|he|she|it|we|they|my|your|his|her|its|our|their)\b)[\w’'-]+"
)
# "who wrote", "when was", "how often must"; not "how it works".
_DIRECT = rf"(?:who\s+{_NO_SUBJECT}|{_WORD}(?:\s+{_NO_SUBJECT}){{0,3}}?\s+{_VERB})"
_BEGINS = re.compile(_DIRECT, re.IGNORECASE)
_NEXT = re.compile(rf"(?<=\?)\s+(?=(?:(?:and|so|also),?\s+)?{_WORD})", re.IGNORECASE)
# In small letters: "Where the Wild Things Are and What Is Art" are titles.
_BOTH = re.compile(
    rf"(?P<first>.+?),?\s+and\s+(?P<second>{_DIRECT}.+|(?:when|where|why|by whom)\W*)"
)
_SHARED = re.compile(rf"(?P<first>{_WORD})\s+and\s+(?P<second>{_WORD})(?P<rest>\s+{_VERB}.+)", re.I)


def questions_in(question: str) -> tuple[str, ...]:
    """Tell apart the questions in one; a single one comes back as it is.

    "When and where was it?" -> "When was it?", "where was it?".
    """
    parts = [part for asked in _NEXT.split(question) for part in _parted(asked)]
    return tuple(_marked(part) for part in parts) if len(parts) > 1 else (question,)


def _parted(question: str) -> Iterator[str]:
    asked = without_preface(question)
    if shared := _SHARED.fullmatch(asked):
        yield from (shared[name] + shared["rest"] for name in ("first", "second"))
    elif _BEGINS.match(asked) and (both := _BOTH.fullmatch(asked)):
        yield both["first"]
        yield from _parted(both["second"])
    else:
        yield question


def _marked(question: str) -> str:
    return question if question.endswith("?") else f"{question.rstrip(' .,;!')}?"


def together(question: str, parts: Sequence[str], answers: Sequence[Answer]) -> Answer | None:
    """Make one answer of those to the parts of a question, each with its own citations.

    Parts without an answer are named. It is None where no part has one, and where the documents
    contradict each other on a part: the sides could not be told from the other parts.
    """
    answered = [answer for answer in answers if answer.status == "answered"]
    if not answered or any(answer.status == "conflicting" for answer in answers):
        return None
    statements, citations = list[Statement](), list[Citation]()
    for answer in answered:
        before = len(citations)
        statements += [
            replace(one, citations=tuple(number + before for number in one.citations))
            for one in answer.statements
        ]
        citations += [replace(one, number=one.number + before) for one in answer.citations]
    return Answer(
        question=question,
        status="answered",
        statements=tuple(statements),
        citations=tuple(citations),
        confidence=min(answer.confidence for answer in answered),
        hits=tuple({hit.passage.id: hit for answer in answers for hit in answer.hits}.values()),
        timings=dict(sum((Counter(answer.timings) for answer in answers), Counter())),
        read_as=" ".join(answer.meant for answer in answers),
        unanswered=tuple(
            part
            for part, answer in zip(parts, answers, strict=True)
            if answer.status == "not_found"
        ),
    )
