"""A newer value replaces an older one of the same thing only."""

from marked import place

from rag.answering.conflicts.replacing import standing
from rag.answering.grouping import group_equal


def test_a_number_in_words_is_named_by_no_other_sentence() -> None:
    hours = place("hours", "On Sundays we train at nine.", "nine", 0.5)
    members = place("members", "Membership stands at 214, up from 189 a year ago.", "214", 0.01)
    question = "what time is training on sunday"
    found = standing(question, group_equal([hours, members], question))
    assert found.newer is None and found.groups[0].best.text == "nine"
