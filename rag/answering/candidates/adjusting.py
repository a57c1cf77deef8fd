"""Candidates as the reader marked them -> those that may be said, by all rules that look at one.

First what cannot answer the question is left out, then what is left is made whole. This module
knows nothing of how an answer is worded.
"""

from collections.abc import Callable, Sequence
from functools import partial

from rag.answering.candidates.kinds.asked_above import without_asked
from rag.answering.candidates.kinds.bare_numbers import without_bare_numbers
from rag.answering.candidates.kinds.contacts import with_contacts
from rag.answering.candidates.kinds.lives import of_asked_half
from rag.answering.candidates.kinds.manners import without_manners
from rag.answering.candidates.kinds.measures import in_asked_measure
from rag.answering.candidates.kinds.not_persons import without_persons
from rag.answering.candidates.kinds.numbers_of import of_asked_kind
from rag.answering.candidates.kinds.origins import of_places
from rag.answering.candidates.kinds.running_times import of_running_times
from rag.answering.candidates.subjects.asked_days import of_asked_days
from rag.answering.candidates.subjects.asked_rows import about_rows
from rag.answering.candidates.subjects.asked_versions import of_asked_versions
from rag.answering.candidates.subjects.asked_years import of_asked_years
from rag.answering.candidates.subjects.codes import about_codes
from rag.answering.candidates.subjects.datelines import without_datelines
from rag.answering.candidates.subjects.deeds_of_dates import with_release_dates
from rag.answering.candidates.subjects.denials import without_denied
from rag.answering.candidates.subjects.excluded import without_excluded
from rag.answering.candidates.subjects.half_names import without_half_names
from rag.answering.candidates.subjects.makers import without_classes
from rag.answering.candidates.subjects.name_pairs import with_asked_name
from rag.answering.candidates.subjects.numbered_ones import of_asked_numbers
from rag.answering.candidates.subjects.other_things import without_other_things
from rag.answering.candidates.subjects.own_clauses import of_own_clauses
from rag.answering.candidates.subjects.owners import without_owners
from rag.answering.candidates.subjects.parts_played import without_parts
from rag.answering.candidates.subjects.passives import without_patients
from rag.answering.candidates.subjects.prizes import of_asked_prizes
from rag.answering.candidates.subjects.said_of import of_what_is_said
from rag.answering.candidates.subjects.seasons_of_names import without_seasons_of_names
from rag.answering.candidates.subjects.siblings import of_own_children
from rag.answering.candidates.subjects.unless import without_excepted
from rag.answering.candidates.wholes.bare_headings import without_bare_headings
from rag.answering.candidates.wholes.days_of_times import with_days
from rag.answering.candidates.wholes.joined_lists import with_joined_lists
from rag.answering.candidates.wholes.memberships import in_lists
from rag.answering.candidates.wholes.named_parties import of_named_parties
from rag.answering.candidates.wholes.series import with_whole_series
from rag.answering.candidates.wholes.verdicts import with_verdicts
from rag.answering.candidates.wholes.versions_above import with_versions_above
from rag.answering.candidates.wholes.whether_about import about_what_is_asked
from rag.answering.candidates.wholes.whole_dates import with_whole_dates
from rag.answering.candidates.wholes.whole_lists import with_whole_lists
from rag.answering.conflicts.replacing import with_new_parts
from rag.reading.reader import Reading
from rag.types import Hit

Step = Callable[[str, Reading], Reading]


def adjusted(question: str, hits: Sequence[Hit], reading: Reading) -> Reading:
    """Apply the rules in turn to what was marked in the hits."""
    for step in (*_of_named(), *_of_kinds(hits), *_of_subjects(hits), *_whole(hits)):
        reading = step(question, reading)
    return reading


def _of_named() -> tuple[Step, ...]:
    """List the rules on what a question names by a code, a number, a version or a kind of it."""
    return (
        partial(about_codes, shares=True),
        of_asked_numbers,
        of_asked_versions,
        without_excluded,
    )


def _of_kinds(hits: Sequence[Hit]) -> tuple[Step, ...]:
    """List the rules that leave out what is not of the kind that is asked for."""
    return (
        with_contacts,
        without_asked,
        of_asked_kind,
        in_asked_measure,
        without_bare_numbers,
        of_running_times,
        of_places,
        of_asked_half,
        without_manners,
        partial(without_persons, hits=hits),
    )


def _of_subjects(hits: Sequence[Hit]) -> tuple[Step, ...]:
    """List the rules that leave out what is told of something else than the question is about."""
    return (
        without_half_names,
        partial(with_asked_name, hits=hits),
        partial(without_parts, hits=hits),
        without_patients,
        without_classes,
        of_own_children,
        of_asked_prizes,
        of_what_is_said,
        without_datelines,
        without_other_things,
        with_release_dates,
        without_seasons_of_names,
        of_asked_days,
        of_asked_years,
        about_rows,
        of_own_clauses,
        without_denied,
        without_excepted,
        without_owners,
    )


def _whole(hits: Sequence[Hit]) -> tuple[Step, ...]:
    """List the rules that make whole what is left, and those that answer by more than one place."""
    return (
        with_whole_dates,
        with_days,
        with_whole_lists,
        with_joined_lists,
        with_whole_series,
        with_new_parts,
        without_bare_headings,
        partial(with_versions_above, hits=hits),
        with_verdicts,
        partial(about_what_is_asked, hits=hits),
        partial(in_lists, hits=hits),
        partial(of_named_parties, hits=hits),
    )
