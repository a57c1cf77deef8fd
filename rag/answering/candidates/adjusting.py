"""Candidates as the reader marked them -> those that may be said: all rules, in their order.

Spans are put right, what cannot answer is left out, belief is moved between what is left, and that
is made whole; last, a place of the passages may answer outright.
"""

from collections.abc import Sequence

from rag.answering.candidates.answer_types.bare_headings import without_bare_headings
from rag.answering.candidates.answer_types.bare_numbers import without_bare_numbers
from rag.answering.candidates.answer_types.births_and_deaths import of_asked_event
from rag.answering.candidates.answer_types.contacts import with_contacts
from rag.answering.candidates.answer_types.labelled_numbers import of_asked_label
from rag.answering.candidates.answer_types.manners import without_manners
from rag.answering.candidates.answer_types.measures import in_asked_measure
from rag.answering.candidates.answer_types.origins import of_origins
from rag.answering.candidates.answer_types.persons import without_persons
from rag.answering.candidates.answer_types.questions_of_texts import without_questions
from rag.answering.candidates.answer_types.running_times import of_running_times
from rag.answering.candidates.constraints.asked_days import of_asked_days
from rag.answering.candidates.constraints.asked_rows import of_asked_rows
from rag.answering.candidates.constraints.asked_versions import of_asked_versions
from rag.answering.candidates.constraints.asked_years import of_asked_years
from rag.answering.candidates.constraints.children import of_own_children
from rag.answering.candidates.constraints.codes import of_asked_codes, of_asked_courses
from rag.answering.candidates.constraints.datelines import without_datelines
from rag.answering.candidates.constraints.denials import with_denials_cut, without_denied
from rag.answering.candidates.constraints.half_names import without_half_names
from rag.answering.candidates.constraints.makers import without_classes
from rag.answering.candidates.constraints.modifiers import of_asked_modifiers, without_prefixed
from rag.answering.candidates.constraints.name_pairs import with_asked_name
from rag.answering.candidates.constraints.numbered_ones import of_asked_numbers
from rag.answering.candidates.constraints.own_clauses import of_own_clauses
from rag.answering.candidates.constraints.owners import without_owners
from rag.answering.candidates.constraints.parts_played import without_parts
from rag.answering.candidates.constraints.passives import without_passive_subjects
from rag.answering.candidates.constraints.prizes import of_asked_prizes
from rag.answering.candidates.constraints.relative_clauses import without_other_things
from rag.answering.candidates.constraints.release_dates import of_releases
from rag.answering.candidates.constraints.sayings import of_what_is_said
from rag.answering.candidates.constraints.seasons_of_names import without_seasons_of_names
from rag.answering.candidates.constraints.unless import without_excepted
from rag.answering.candidates.constraints.whether_about import of_asked_names, of_asked_thing
from rag.answering.candidates.expansions.days_of_times import with_days
from rag.answering.candidates.expansions.joined_lists import with_joined_lists
from rag.answering.candidates.expansions.series import with_whole_series
from rag.answering.candidates.expansions.verdicts import with_verdicts
from rag.answering.candidates.expansions.whole_dates import with_whole_dates
from rag.answering.candidates.expansions.whole_lists import with_whole_lists
from rag.answering.candidates.expansions.whole_quotes import with_whole_quotes
from rag.answering.candidates.filtering import Asked, Belief, Filter, Least, Step, applied
from rag.answering.candidates.lookups.memberships import in_lists, without_other_denials
from rag.answering.candidates.lookups.named_parties import of_named_parties
from rag.answering.candidates.lookups.versions_above import with_versions_above
from rag.answering.conflicts.replacing import with_new_parts
from rag.reading.reader import Reading
from rag.types import Hit

SHARED, SHARED_IF_SURE, LOST = Belief.SHARED, Belief.SHARED_IF_SURE, Belief.LOST


def _of_new_parts(asked: Asked) -> Reading:
    return with_new_parts(asked.question, asked.reading)


# Spans that stand beside what is meant, or hold more: first, as filters look at the words of an
# answer and at those before it.
CORRECTIONS: tuple[Step, ...] = (with_contacts, with_denials_cut)

# What the question names by a code, a number, a version or a kind of it.
NAMED: tuple[Filter, ...] = (
    Filter(of_asked_courses, SHARED),
    # Behind courses: nothing is left where no passage of what those leave has the code.
    Filter(of_asked_codes, SHARED),
    Filter(of_asked_numbers, SHARED),
    Filter(of_asked_versions, SHARED),
    Filter(of_asked_modifiers, SHARED),
    # Behind modifiers: the semi-final goes only where one that those leave is told of the final.
    Filter(without_prefixed, SHARED),
)

# The expected answer type. Each filter of this table and of the next looks at a candidate alone, so
# that their order does not tell which ones are left. It tells only whose policy holds for one that
# two would leave out, and whether a share is `BELIEVED` by then where that is asked.
ANSWER_TYPES: tuple[Filter, ...] = (
    Filter(without_questions, SHARED_IF_SURE),
    Filter(of_asked_label, SHARED),
    Filter(in_asked_measure, SHARED_IF_SURE),
    Filter(without_bare_numbers, SHARED_IF_SURE),
    Filter(of_origins, SHARED_IF_SURE),
    Filter(of_asked_event, SHARED_IF_SURE),
    Filter(without_manners, LOST),
    Filter(without_persons, SHARED_IF_SURE),
)

# What is told of something else than the question is about, as far as a candidate tells alone.
CONSTRAINTS: tuple[Filter, ...] = (
    Filter(without_half_names, SHARED),
    Filter(without_parts, SHARED, Least.ONE_BELIEVED),
    Filter(without_passive_subjects, SHARED_IF_SURE),
    Filter(without_classes, SHARED_IF_SURE),
    Filter(of_own_children, SHARED_IF_SURE),
    Filter(of_asked_prizes, SHARED_IF_SURE),
    Filter(of_what_is_said, SHARED_IF_SURE),
    Filter(without_datelines, SHARED),
    Filter(without_other_things, SHARED_IF_SURE, Least.ONE),
    Filter(of_asked_years, LOST),
    Filter(without_owners, SHARED_IF_SURE),
    Filter(without_denied, SHARED),
)

# The same, where it takes another candidate to tell: so behind the filters that leave any out.
RIVALS: tuple[Filter, ...] = (
    Filter(of_releases, SHARED),
    Filter(without_seasons_of_names, SHARED),
    Filter(of_own_clauses, SHARED),
    Filter(without_bare_headings, SHARED),
)

# They give the belief in what they leave out to another candidate: behind the filters, so that it
# is one that stays.
TRANSFERS: tuple[Step, ...] = (
    of_running_times,
    with_asked_name,
    of_asked_days,
    of_asked_rows,
    without_excepted,
)

EXPANSIONS: tuple[Step, ...] = (
    with_whole_dates,
    with_days,  # behind dates: a bare time has none of its own
    with_whole_lists,
    with_joined_lists,  # behind whole lists: joins what those leave apart
    with_whole_series,
    _of_new_parts,
)

# Where yes or no is asked for, a whole sentence is said: which ones, once spans are whole.
SENTENCES: tuple[Step, ...] = (
    with_verdicts,  # first, as a question that a text asks speaks of what is asked about
    Filter(of_asked_thing, SHARED),
    Filter(of_asked_names, LOST),
    with_whole_quotes,
    Filter(without_other_denials, SHARED_IF_SURE),
)

# Last, as such a place answers whatever was marked and left.
LOOKUPS: tuple[Step, ...] = (with_versions_above, in_lists, of_named_parties)

STEPS: tuple[Step, ...] = (
    *CORRECTIONS,
    *NAMED,
    *ANSWER_TYPES,
    *CONSTRAINTS,
    *RIVALS,
    *TRANSFERS,
    *EXPANSIONS,
    *SENTENCES,
    *LOOKUPS,
)

# For a reading of whole sentences, whose scores are likeness and no shares of a whole.
OF_SENTENCES = (Filter(of_asked_courses, LOST), Filter(of_asked_codes, LOST))


def adjusted(question: str, hits: Sequence[Hit], reading: Reading) -> Reading:
    """Apply all rules in turn to the spans that were marked in the hits."""
    return applied(STEPS, Asked(question, hits, reading))


def adjusted_sentences(question: str, hits: Sequence[Hit], reading: Reading) -> Reading:
    """Apply the rules for whole sentences."""
    return applied(OF_SENTENCES, Asked(question, hits, reading))
