"""Choose the one to three sentences that answer an open question ("why", "tell me about").

The sentences are whole and verbatim, in document order, without repetition; a heading is none, but
stands for those below it. This module knows nothing of how they are scored by either reader.
"""

import re
from collections.abc import Mapping, Sequence

from rag.answering.leads import Scored, hand_over
from rag.reading.reader import Candidate, Reading
from rag.text.headings import heading_above
from rag.types import Span

MAX_SENTENCES = 3
ENOUGH = 0.8  # of the best sentence's score, from which another one is worth saying
_SAME = 0.6  # of the shorter sentence's words, from which it repeats the other
_WORD = re.compile(r"\w+")
_STEP = re.compile(r"\s*\(?\d{1,3}[.)]\s")


def choose_sentences(
    sentences: Reading, spans: Reading | None, *, steps_first: bool = False
) -> list[Candidate]:
    """Choose from ranked sentences; one that holds a likely span counts for more.

    None is chosen where there are only headings. Of sentences that score alike, as those below a
    heading do, the numbered ones can come first. Without a reader of spans the choice is less sure
    of itself: one sentence a document. Document order is the order of the best sentences of the
    documents, then of the sections below their headings, then of the text.
    """
    scored = _scored(sentences.candidates, spans.candidates if spans else ())
    ranked = _ranked(hand_over(scored), steps_first=steps_first)
    chosen: list[Candidate] = []
    for candidate, score in ranked:
        if len(chosen) == MAX_SENTENCES or (chosen and score < ENOUGH * ranked[0][1]):
            break
        if not any(
            _repeats(candidate, other)
            or (spans is None and candidate.hit.document.id == other.hit.document.id)
            for other in chosen
        ):
            chosen.append(candidate)
    return _in_order(chosen, dict(ranked))


def _in_order(chosen: Sequence[Candidate], scores: Mapping[Candidate, float]) -> list[Candidate]:
    """Put the likelier document first, in it the likelier section, and these as they are written.

    "How do I change it?" is answered below that heading first, whatever another section says.
    """
    documents = list(dict.fromkeys(c.hit.document.id for c in chosen))
    best: dict[tuple[str, str], float] = {}
    for candidate in chosen:
        section = _section(candidate)
        best[section] = max(best.get(section, 0.0), scores[candidate])
    return sorted(
        chosen,
        key=lambda c: (documents.index(c.hit.document.id), -best[_section(c)], c.span),
    )


def _section(candidate: Candidate) -> tuple[str, str]:
    """Name the section that a sentence stands in, by its document and the headings over it."""
    document, at = candidate.hit.document, candidate.span.start
    return document.id, heading_above(document.text, at, at)


def _scored(sentences: Sequence[Candidate], spans: Sequence[Candidate]) -> list[Scored]:
    """Average a sentence's own score with the belief in the spans inside it."""
    scored = []
    for sentence in sentences:
        inside = [
            span.score
            for span in spans
            if span.hit.document.id == sentence.hit.document.id
            and sentence.span.start <= span.span.start < sentence.span.end
        ]
        scored.append((sentence, (sentence.score + sum(inside)) / 2))
    return scored


def _ranked(scored: Sequence[Scored], *, steps_first: bool) -> list[Scored]:
    def order(pair: Scored) -> tuple[float, bool, int, Span]:
        candidate, score = pair
        late = steps_first and not _STEP.match(candidate.text)
        return -score, late, candidate.hit.rank, candidate.span

    return sorted(scored, key=order)


def _repeats(one: Candidate, other: Candidate) -> bool:
    first, second = _words(one), _words(other)
    shared = len(first & second)
    return shared >= _SAME * min(len(first), len(second))


def _words(candidate: Candidate) -> frozenset[str]:
    return frozenset(_WORD.findall(candidate.text.casefold()))
