"""Candidates as the reader marked them -> those that may be said, by all rules that look at one.

First what cannot answer the question is left out, then what is left is made whole. This module
knows nothing of how an answer is worded.
"""

from collections.abc import Callable, Sequence
from functools import partial

from rag.answering.candidates.asked_above import without_asked
from rag.answering.candidates.asked_days import of_asked_days
from rag.answering.candidates.asked_rows import about_rows
from rag.answering.candidates.asked_versions import of_asked_versions
from rag.answering.candidates.asked_years import of_asked_years
from rag.answering.candidates.bare_headings import without_bare_headings
from rag.answering.candidates.bare_numbers import without_bare_numbers
from rag.answering.candidates.codes import about_codes
from rag.answering.candidates.contacts import with_contacts
from rag.answering.candidates.datelines import without_datelines
from rag.answering.candidates.days_of_times import with_days
from rag.answering.candidates.deeds_of_dates import with_release_dates
from rag.answering.candidates.denials import without_denied
from rag.answering.candidates.excluded import without_excluded
from rag.answering.candidates.half_names import without_half_names
from rag.answering.candidates.item_numbers import without_item_numbers
from rag.answering.candidates.joined_lists import with_joined_lists
from rag.answering.candidates.lives import of_asked_half
from rag.answering.candidates.makers import without_classes
from rag.answering.candidates.manners import without_manners
from rag.answering.candidates.measures import in_asked_measure
from rag.answering.candidates.memberships import in_lists
from rag.answering.candidates.name_pairs import with_asked_name
from rag.answering.candidates.named_parties import of_named_parties
from rag.answering.candidates.not_persons import without_persons
from rag.answering.candidates.numbered_ones import of_asked_numbers
from rag.answering.candidates.numbers_of import of_asked_kind
from rag.answering.candidates.origins import of_places
from rag.answering.candidates.other_things import without_other_things
from rag.answering.candidates.own_clauses import of_own_clauses
from rag.answering.candidates.owners import without_owners
from rag.answering.candidates.parts_played import without_parts
from rag.answering.candidates.passives import without_patients
from rag.answering.candidates.prizes import of_asked_prizes
from rag.answering.candidates.running_times import of_running_times
from rag.answering.candidates.said_of import of_what_is_said
from rag.answering.candidates.seasons_of_names import without_seasons_of_names
from rag.answering.candidates.series import with_whole_series
from rag.answering.candidates.siblings import of_own_children
from rag.answering.candidates.unless import without_excepted
from rag.answering.candidates.verdicts import with_verdicts
from rag.answering.candidates.versions_above import with_versions_above
from rag.answering.candidates.whether_about import about_what_is_asked
from rag.answering.candidates.whole_dates import with_whole_dates
from rag.answering.candidates.whole_lists import with_whole_lists
from rag.answering.conflicts.replacing import with_new_parts
from rag.reading.reader import Reading
from rag.types import Hit

Step = Callable[[str, Reading], Reading]


def adjusted(question: str, hits: Sequence[Hit], reading: Reading) -> Reading:
    """Apply the rules in turn to what was marked in the hits."""
    for step in (*_of_kinds(hits), *_of_subjects(hits), *_whole(hits)):
        reading = step(question, reading)
    return reading


def _of_kinds(hits: Sequence[Hit]) -> tuple[Step, ...]:
    """List the rules that leave out what is not of the kind that is asked for."""
    return (
        partial(about_codes, shares=True),
        of_asked_numbers,
        of_asked_versions,
        without_excluded,
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
        without_item_numbers,
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
