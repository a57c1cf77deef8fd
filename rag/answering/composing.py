"""Candidates -> Answer: choose what to say, cite it, or say that the documents do not.

This module knows nothing of how candidates were found.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rag.answering.below_headings import below_heading
from rag.answering.candidates.adjusting import adjusted
from rag.answering.candidates.subjects.codes import about_codes
from rag.answering.candidates.wholes.verdicts import without_label
from rag.answering.choosing import MAX_SENTENCES, choose_sentences
from rag.answering.companions import with_companions
from rag.answering.conflicts.asked_apart import asked_for
from rag.answering.conflicts.both_sides import both_sides
from rag.answering.conflicts.replacing import standing
from rag.answering.conflicts.versions import newest_first
from rag.answering.continuing import continued
from rag.answering.definitions import asked_term, defining
from rag.answering.grouping import Group, group_equal, read_candidate
from rag.answering.mentions import SURE, asked_name, has_name, mentioning, speaks_of
from rag.answering.questions import asks_how, wanted
from rag.answering.row_notes import with_headings
from rag.answering.showing import shown
from rag.answering.telling import told_on
from rag.answering.values.comparing import contradict, read_value
from rag.answering.values.dates import names_by_date
from rag.reading.reader import Candidate, Reader, Reading
from rag.stopwatch import Stopwatch
from rag.text.whether import asks_whether
from rag.types import Answer, Citation, Hit, Span, Statement, Status

# A right refusal being worth a right answer, 4,313 held-out questions score 0.704 at 0.25, 0.706 at
# 0.3 and 0.704 at 0.35 (`refusing` of `python -m rag.training calibrate`).
MIN_CONFIDENCE = 0.3
CONFLICT_SHARE = 0.6  # of the best value's probability, from which another one contradicts it
CONFLICT_LEAST = 0.5  # and the probability that one of those values is right
ALTERNATIVE = 0.1  # probability from which a further value is worth a mention
MAX_ALTERNATIVES = 3
MAX_CITATIONS = 4  # of one value
# Of the best place's belief, from which a further one is cited: of 53 further places of answers to
# 421 development questions, the least believed one that supports its answer has 0.0022 of it.
CITED_SHARE = 0.002


@dataclass(frozen=True, slots=True)
class Readers:
    """The reader of sentences, and the one of exact spans; without it all answers are sentences."""

    sentences: Reader
    spans: Reader | None = None


@dataclass(frozen=True, slots=True)
class _Draft:
    """What will be said: the status, and each statement's text, note and candidates."""

    status: Status
    confidence: float
    parts: tuple[tuple[Statement, tuple[Candidate, ...]], ...] = ()
    alternatives: tuple[Statement, ...] = ()


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
    watch = stopwatch or Stopwatch()
    with watch.time("read"):
        spans = readers.spans.read(question, hits) if readers.spans else None
        wants_sentences = spans is None or wanted(question) == "sentences"
        sentences = readers.sentences.read(question, hits) if wants_sentences else None
    with watch.time("compose"):
        if spans is not None:
            spans = adjusted(question, hits, spans)
        if sentences is not None:
            sentences = about_codes(question, sentences, shares=False)
        draft = _draft(question, spans, sentences, min_confidence)
        unsure = _is_unsure(draft)
        term, name = (asked_term(question), asked_name(question)) if unsure else (None, "")
    if term:
        with watch.time("define"):
            said = defining(term, farther() if farther else hits)
        if said.candidates and said.confidence >= min_confidence:
            draft, name = _draft_of_sayings(said.candidates, said.confidence, draft), ""
    with watch.time("compose"):
        if name and draft.parts and all(speaks_of(name, c) for _, (c, *_) in draft.parts):
            draft, name = _in_sentences(draft), ""
    if name:
        with watch.time("read"):
            named = [hit for hit in hits if has_name(hit.passage.text, name)]
            said = mentioning(name, sentences or readers.sentences.read(question, named))
        draft = _draft_of_mentions(said, draft, min_confidence)
    with watch.time("compose"):
        statements, citations = _numbered(_with_row_notes(question, draft))
    return Answer(
        question=question,
        status=draft.status,
        statements=statements,
        citations=citations,
        confidence=draft.confidence,
        hits=tuple(hits),
        alternatives=draft.alternatives,
        timings=dict(watch.milliseconds),
    )


def _draft(
    question: str, spans: Reading | None, sentences: Reading | None, min_confidence: float
) -> _Draft:
    """Decide what to say: sentences when they were read, else the value of the best spans."""
    if sentences is not None:
        return _draft_of_sentences(question, sentences, spans, min_confidence)
    draft = _draft_of_spans(question, spans or Reading((), 0.0), min_confidence)
    return _in_sentences(draft) if asks_whether(question) else draft


def _in_sentences(draft: _Draft) -> _Draft:
    """Say each value in its whole sentence, as a few words of it are no answer to "is it so?".

    A statement is worded by the first of its candidates.
    """
    parts = tuple(
        (
            replace(statement, text=without_label(_said(candidates[0], candidates[0].quote))),
            candidates,
        )
        for statement, candidates in draft.parts
    )
    return replace(draft, parts=parts)


def _with_row_notes(question: str, draft: _Draft) -> _Draft:
    parts = tuple((with_headings(question, said, found[0]), found) for said, found in draft.parts)
    return replace(draft, parts=parts)


def _said(found: Candidate, span: Span) -> str:
    return shown(found.hit.document.text, span)


def _draft_of_sentences(
    question: str, sentences: Reading, spans: Reading | None, min_confidence: float
) -> _Draft:
    confidence = sentences.confidence
    if spans is not None:  # belief that anything answers tells more than likeness alone
        confidence = (confidence + sum(c.score for c in spans.candidates)) / 2
    if confidence < min_confidence or not sentences.candidates:
        return _Draft("not_found", confidence)
    chosen = choose_sentences(sentences, spans, steps_first=asks_how(question))
    chosen = continued(question, chosen, MAX_SENTENCES)
    if not chosen:
        return _Draft("not_found", confidence)
    return _Draft(
        "answered", confidence, tuple((Statement(_said(c, c.span)), (c,)) for c in chosen)
    )


def _is_unsure(draft: _Draft) -> bool:
    return draft.status == "not_found" or (draft.status == "answered" and draft.confidence < SURE)


def _draft_of_mentions(said: Reading, draft: _Draft, min_confidence: float) -> _Draft:
    """Say what speaks of the name that is asked about, if anything does, else what was drafted."""
    chosen = choose_sentences(said, None)
    if not chosen or said.confidence < min_confidence:
        return draft
    return _draft_of_sayings(chosen, said.confidence, draft)


def _draft_of_sayings(said: Sequence[Candidate], confidence: float, draft: _Draft) -> _Draft:
    parts = tuple((Statement(_said(c, c.span)), (c,)) for c in said)
    return _Draft("answered", confidence, parts, draft.alternatives)


def _draft_of_spans(question: str, spans: Reading, min_confidence: float) -> _Draft:
    known = standing(question, group_equal(spans.candidates, question))
    groups = known.groups
    against = _conflicting(groups) or newest_first(question, groups) or both_sides(question, groups)
    if known.newer is not None:
        against = [known.newer, *(group for group in against or groups[:1] if group != known.newer)]
    told = against or with_companions(question, groups)
    confidence = sum(group.probability for group in told)
    if not groups or confidence < min_confidence:
        return _Draft("not_found", confidence, alternatives=_alternatives(groups))
    if against and (asked := asked_for(question, against)) is not None:
        others = tuple(_dated(group) for group in against if group is not asked)
        return _Draft("answered", confidence, ((_statement(asked), _cited(asked)),), others)
    if against:
        parts = tuple((_dated(group), _cited(group)) for group in against)
        return _Draft("conflicting", confidence, parts)
    said = [(_statement(group), _cited(group)) for group in told]
    if (below := below_heading(question, groups[0].best)) is not None:
        said.append((Statement(_said(below, below.span)), (below,)))
    rest = [group for group in groups if group not in told]
    return _Draft("answered", confidence, tuple(said), _alternatives(rest))


def _conflicting(groups: Sequence[Group]) -> list[Group]:
    """List contradictory values that different documents support about equally, newest first."""
    if not groups:
        return []
    best = groups[0]
    own = {candidate.hit.document.id for candidate in best.candidates}
    rivals = [
        group
        for group in groups[1:]
        if contradict(group.value, best.value)
        and group.probability >= CONFLICT_SHARE * best.probability
        and own.isdisjoint(candidate.hit.document.id for candidate in group.candidates)
    ]
    values = [best, *rivals]
    if not rivals or sum(group.probability for group in values) < CONFLICT_LEAST:
        return []
    return sorted(values, key=_newest, reverse=True)


def _cited(group: Group) -> tuple[Candidate, ...]:
    least = CITED_SHARE * group.best.score
    return tuple(c for c in group.candidates if c.score >= least)[:MAX_CITATIONS]


def _newest(group: Group) -> str:
    return max(_published(candidate) for candidate in _cited(group))


def _published(candidate: Candidate) -> str:
    day = candidate.hit.document.published
    return day.isoformat() if day else ""


def _statement(group: Group) -> Statement:
    """Word a value as its best candidate does, with what its sentence or date of document adds."""
    candidate = group.best
    said = _said(candidate, candidate.span)
    if group.value.kind != "date" or len(group.value.dates) != 1 or names_by_date(said):
        return Statement(said)
    (whole,) = group.value.dates
    written = whole.written_like(said)
    if whole not in read_candidate(candidate).dates:
        own = told_on(candidate) == candidate.hit.document.published
        source = "the document's date" if own else "the date above it"
        return Statement(said, note=f"that is {written}, going by {source}")
    if whole.year and not any(day.year for day in read_value(candidate.text).dates):
        return Statement(said, note=f"that is {written}")
    return Statement(said)


def _dated(group: Group) -> Statement:
    """Word a value with the title and the date of its newest source.

    A note goes by the document that the words come from; so that one is named beside a note.
    """
    statement = _statement(group)
    named = group.best if statement.note else max(_cited(group), key=_published)
    source = f"“{named.hit.document.title}”"
    if published := _published(named):
        source += f", {published}"
    note = f"{statement.note}; {source}" if statement.note else source
    return Statement(statement.text, note=note)


def _alternatives(groups: Sequence[Group]) -> tuple[Statement, ...]:
    likely = [group for group in groups if group.probability >= ALTERNATIVE]
    return tuple(_statement(group) for group in likely[:MAX_ALTERNATIVES])


def _numbered(draft: _Draft) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
    """Number the citations in the order in which the answer names them."""
    statements, citations = list[Statement](), list[Citation]()
    for statement, candidates in draft.parts:
        numbers = range(len(citations) + 1, len(citations) + len(candidates) + 1)
        citations += [_cite(n, c) for n, c in zip(numbers, candidates, strict=True)]
        statements.append(replace(statement, citations=tuple(numbers)))
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
