"""Choose the one of several conflicting values that a question asks for, if it says which.

It may name a document by a word that only its title has ("the deposit in 2024", "visitors in
autumn"). Or it names a time: "now" chooses the newest document's value, "before" the oldest one's.
"""

from collections.abc import Sequence

from rag.answering.conflicts.changes import is_new
from rag.answering.conflicts.former import asks_for_former, asks_for_now
from rag.answering.grouping import Group
from rag.text.stems import stems
from rag.types import Document


def asked_for(question: str, values: Sequence[Group]) -> Group | None:
    """Give the one of several conflicting values that is asked for; None where nothing says so."""
    new = [value for value in values if any(map(is_new, value.members))]
    named = _named(question, values)
    if named is not None and not (new and named not in new):  # a title knows no later change
        return named
    now, before = asks_for_now(question), asks_for_former(question)
    if now == before:
        return None
    if now and len(new) == 1:
        return new[0]
    days = [_days(value) for value in values]
    if not all(days):
        return None
    if now:
        newest = [max(of) for of in days]
        return values[newest.index(max(newest))] if newest.count(max(newest)) == 1 else None
    oldest = [min(of) for of in days]
    return values[oldest.index(min(oldest))] if oldest.count(min(oldest)) == 1 else None


def _named(question: str, values: Sequence[Group]) -> Group | None:
    """Give the value whose documents alone have a word of the question in their titles.

    The year in which a document was published counts as one.
    """
    asked = stems(question)
    titles = [
        set().union(*(_named_by(one.hit.document) for one in value.candidates)) for value in values
    ]
    shared = set.intersection(*titles) if titles else set()
    having = [value for value, own in zip(values, titles, strict=True) if asked & (own - shared)]
    return having[0] if len(having) == 1 else None


def _days(value: Group) -> list[str]:
    """List the days of a value's documents; none where one has no day."""
    days = [one.hit.document.published for one in value.candidates]
    return [day.isoformat() for day in days if day] if all(days) else []


def _named_by(document: Document) -> set[str]:
    year = {str(document.published.year)} if document.published else set()
    return stems(document.title) | year
