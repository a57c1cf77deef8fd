"""A number that nothing calls money is no sum, where the document writes sums with a currency."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.answer_types.bare_numbers import without_bare_numbers
from rag.reading.reader import Reading

LEASE = (
    "The rent is £1,180 a month.\n\nMeter readings on that day: electricity 48,213.\n\n"
    "The first one costs 899 euros, the second 499.\n\n# Prices\n\nHaircut 25.\n\n"
    "| Fee | Late |\n| --- | --- |\n| 12 | 14 |\n"
)


def kept(question: str, words: str, text: str = LEASE) -> list[str]:
    hit = hit_of(text)
    found = Reading((mark(hit, words, 0.7), mark(hit, "The", 0.1)), 0.7)
    return [one.text for one in adjust(without_bare_numbers, question, found).candidates]


@pytest.mark.parametrize(
    "question",
    [
        "how much was the electricity bill",
        "How much did they pay?",
        "price of electricity",
        "how much is the electricity",
    ],
)
def test_a_number_of_something_else_is_left_out(question: str) -> None:
    assert kept(question, "48,213") == ["The"]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("how much does the second one cost?", "499"),
        ("how much is paid for a haircut?", "25"),
        ("how much do I pay?", "14"),
        ("how much electricity was used?", "48,213"),
        ("how much is left on the meter of the house?", "48,213"),
        ("how much is the bill", "£1,180"),
    ],
)
def test_sums_and_answers_to_other_questions_stay(question: str, words: str) -> None:
    assert kept(question, words) == [words, "The"]


def test_all_stay_where_no_sum_has_a_currency() -> None:
    text = "The stall by the door. Tea 2, cake 3."
    assert kept("how much does tea cost?", "2", text) == ["2", "The"]
