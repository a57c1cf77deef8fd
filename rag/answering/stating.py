"""Candidates, and groups of them, -> statements: the documents' own words, with a note beside."""

from collections.abc import Sequence
from dataclasses import replace

from rag.answering.grouping import Group, read_candidate
from rag.answering.showing import shown
from rag.answering.telling import told_on
from rag.answering.values.comparing import read_value
from rag.answering.values.dates import names_by_date
from rag.reading.reader import Candidate
from rag.types import Span, Statement

ALTERNATIVE = 0.1  # probability from which a further value is worth a mention
MAX_ALTERNATIVES = 3
MAX_CITATIONS = 4  # of one value
# Of the best place's belief, from which a further one is cited: of 53 further places of answers to
# 421 development questions, the least believed one that supports its answer has 0.0022 of it.
CITED_SHARE = 0.002


def text_at(candidate: Candidate, span: Span) -> str:
    """Give the words of a candidate's document at a span, fit to be shown."""
    return shown(candidate.hit.document.text, span)


def state_sentence(candidate: Candidate) -> Statement:
    """State a candidate that is a whole sentence."""
    return Statement(text_at(candidate, candidate.span))


def cited(group: Group) -> tuple[Candidate, ...]:
    """Give the places that a value is cited from, the likeliest first, at most four."""
    least = CITED_SHARE * group.best.score
    return tuple(c for c in group.candidates if c.score >= least)[:MAX_CITATIONS]


def state_value(group: Group) -> Statement:
    """Word a value as its best candidate does; a date that lacks its year is told whole beside it.

    "on January 24" -> the note "that is January 24, 2024, going by the document's date".
    """
    candidate = group.best
    said = text_at(candidate, candidate.span)
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


def state_dated(group: Group) -> Statement:
    """Word a value with the title and the date of its newest source.

    A note goes by the document that the words come from; so that one is named beside a note.
    """
    statement = state_value(group)
    named = group.best if statement.note else max(cited(group), key=_published)
    source = f"“{named.hit.document.title}”"
    if published := _published(named):
        source += f", {published}"
    note = f"{statement.note}; {source}" if statement.note else source
    return replace(statement, note=note)


def newest(group: Group) -> str:
    """Give the date of a value's newest source, YYYY-MM-DD; "" where none has one."""
    return max(_published(candidate) for candidate in cited(group))


def alternatives(groups: Sequence[Group]) -> tuple[Statement, ...]:
    """Word further values that are likely enough to be mentioned, at most three."""
    likely = [group for group in groups if group.probability >= ALTERNATIVE]
    return tuple(state_value(group) for group in likely[:MAX_ALTERNATIVES])


def _published(candidate: Candidate) -> str:
    day = candidate.hit.document.published
    return day.isoformat() if day else ""
