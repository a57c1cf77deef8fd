"""Words of a question that a document asks answer none."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.answer_types.questions_of_texts import without_questions
from rag.reading.reader import Reading

FAQ = hit_of(
    "# The Tarn\n\n**It is very loud. Is that normal?**\n\nThe pump makes 68 decibels.\n\n"
    "### Why did Ida Voss leave in 2019?\n\nShe fell ill.\n\n"
    "**Note**: what is very old? Nobody knows.\n"
)


def kept(question: str, *words: str) -> list[str]:
    reading = Reading(tuple(mark(FAQ, word, 0.3) for word in words), 0.3)
    return [one.text for one in adjust(without_questions, question, reading).candidates]


@pytest.mark.parametrize("words", ["very loud", "Is that normal", "leave"])
def test_what_a_document_asks_is_left_out(words: str) -> None:
    assert kept("how loud is the machine?", words, "68 decibels") == ["68 decibels"]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("who left the firm?", "Ida Voss"),
        ("when did she go?", "2019"),
        ("is the machine very loud?", "It is very loud"),
        ("what is very loud?", "very loud"),  # the answer below is said with it
        ("how old is it?", "very old"),
    ],
)
def test_values_and_what_no_line_asks_stay(question: str, words: str) -> None:
    assert kept(question, words, "68 decibels") == [words, "68 decibels"]
