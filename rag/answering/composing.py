"""Hits -> Answer: read them, draft what to say, cite it, or say that the documents do not.

This module knows nothing of how hits were found.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rag.answering.candidates.adjusting import adjusted, adjusted_sentences
from rag.answering.choosing import choose_sentences
from rag.answering.definitions import asked_term, defining
from rag.answering.drafts import Draft, draft_of_sentences, draft_of_spans, drafted_sentences
from rag.answering.mentions import SURE, asked_name, has_name, has_words_of, mentioning
from rag.answering.questions import wanted
from rag.answering.row_notes import with_headings
from rag.reading.reader import Candidate, Reader, Reading
from rag.stopwatch import Stopwatch
from rag.text.whether import asks_whether
from rag.types import Answer, Citation, Hit, Statement

# A right refusal being worth a right answer, 4,313 held-out questions score 0.704 at 0.25, 0.706 at
# 0.3 and 0.704 at 0.35 (`refusing` of `python -m rag.training calibrate`).
MIN_CONFIDENCE = 0.3


@dataclass(frozen=True, slots=True)
class Readers:
    """The reader of sentences, and the one of exact spans; without it all answers are sentences."""

    sentences: Reader
    spans: Reader | None = None


def answer_from(
    question: str,
    hits: Sequence[Hit],
    readers: Readers,
    *,
    min_confidence: float = MIN_CONFIDENCE,
    stopwatch: Stopwatch | None = None,
    farther: Callable[[], Sequence[Hit]] | None = None,
) -> Answer:
    """Answer a question from the hits; status `not_found` when the reader is not sure enough.

    `farther` finds more of them, where a definition is looked for that the best do not have.
    """
    composer = _Composer(
        question, hits, readers, min_confidence, stopwatch or Stopwatch(), farther or (lambda: hits)
    )
    draft = composer.draft()
    with composer.watch.time("compose"):
        statements, citations = _numbered(question, draft)
    return Answer(
        question=question,
        status=draft.status,
        statements=statements,
        citations=citations,
        confidence=draft.confidence,
        hits=tuple(hits),
        alternatives=draft.alternatives,
        timings=dict(composer.watch.milliseconds),
    )


@dataclass(slots=True)
class _Composer:
    """One question, what was found for it, and the readers of that."""

    question: str
    hits: Sequence[Hit]
    readers: Readers
    min_confidence: float
    watch: Stopwatch
    farther: Callable[[], Sequence[Hit]]
    sentences: Reading | None = None  # of the hits, once they were read for whole sentences

    def draft(self) -> Draft:
        """Draft by what the reader believes; where that is unsure, look for a telling sentence.

        A question for the sense of a term or of a name has one even where no few words answer it.
        """
        draft = self._believed()
        if _is_sure(draft):
            return draft
        for told in (self._definition, self._in_its_sentence, self._mention):
            if (better := told(draft)) is not None:
                return better
        return draft

    def _believed(self) -> Draft:
        """Draft what the readers believe: an exact value, or sentences to an open question."""
        question, readers = self.question, self.readers
        with self.watch.time("read"):
            spans = readers.spans.read(question, self.hits) if readers.spans else None
            if spans is None or wanted(question) == "sentences":
                self.sentences = readers.sentences.read(question, self.hits)
        with self.watch.time("compose"):
            spans = adjusted(question, self.hits, spans) if spans else None
            if self.sentences is not None:
                self.sentences = adjusted_sentences(question, self.hits, self.sentences)
                return draft_of_sentences(question, self.sentences, spans, self.min_confidence)
            draft = draft_of_spans(question, spans or Reading((), 0.0), self.min_confidence)
            return draft.in_sentences() if asks_whether(question) else draft

    def _definition(self, draft: Draft) -> Draft | None:
        """Say what "what is a trait object?" asks for by sentences that define it."""
        term = asked_term(self.question)
        if term is None:
            return None
        with self.watch.time("define"):
            said = defining(term, self.farther())
        if not said.candidates or said.confidence < self.min_confidence:
            return None
        return drafted_sentences(said.candidates, said.confidence, draft.alternatives)

    def _in_its_sentence(self, draft: Draft) -> Draft | None:
        """Say what "who is Ines Falk?" was answered by in its sentences, where they name her."""
        name = asked_name(self.question)
        if name and draft.parts and all(has_words_of(name, found[0]) for _, found in draft.parts):
            return draft.in_sentences()
        return None

    def _mention(self, draft: Draft) -> Draft | None:
        """Say what speaks of a name, where nothing was said that does."""
        name = asked_name(self.question)
        if not name:
            return None
        with self.watch.time("read"):
            named = [hit for hit in self.hits if has_name(hit.passage.text, name)]
            read = self.sentences or self.readers.sentences.read(self.question, named)
            said = mentioning(name, read)
        chosen = choose_sentences(said, None)
        if not chosen or said.confidence < self.min_confidence:
            return None
        return drafted_sentences(chosen, said.confidence, draft.alternatives)


def _is_sure(draft: Draft) -> bool:
    """Say whether no other way of telling is looked for; a conflict has its own."""
    surely = draft.status == "answered" and draft.confidence >= SURE
    return surely or draft.status == "conflicting"


def _numbered(question: str, draft: Draft) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
    """Number the citations in the order in which the answer names them."""
    statements, citations = list[Statement](), list[Citation]()
    for statement, candidates in draft.parts:
        numbers = range(len(citations) + 1, len(citations) + len(candidates) + 1)
        citations += [_cite(n, c) for n, c in zip(numbers, candidates, strict=True)]
        noted = with_headings(question, statement, candidates[0])
        statements.append(replace(noted, citations=tuple(numbers)))
    return tuple(statements), tuple(citations)


def _cite(number: int, candidate: Candidate) -> Citation:
    return Citation(
        number=number,
        document=candidate.hit.document,
        passage=candidate.hit.passage,
        start=candidate.quote.start,
        end=candidate.quote.end,
        score=candidate.score,
    )
