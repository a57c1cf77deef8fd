"""A time of day alone does not say when something is, where its day stands before it."""

import pytest
from rules import adjust

from rag.answering.candidates.expansions.days_of_times import with_days
from rag.reading.reader import Candidate, Reading
from rag.types import Document, Hit, Passage, Span


def read(text: str, answer: str, quoted: str) -> Reading:
    start, first = text.index(answer), text.index(quoted)
    document = Document("a.md", text, "", (Span(0, len(text)),), "0" * 64)
    quote = Span(first, first + len(quoted))
    passage = Passage("a.md", 0, 0, len(text), text, 9, (quote,))
    hit = Hit(document, passage, score=1.0, rank=1)
    return Reading((Candidate(hit, Span(start, start + len(answer)), quote, 0.5),), 0.5)


@pytest.mark.parametrize(
    ("text", "answer", "expected"),
    [
        ("- 4 March: quiz at 19:30 in the hall.", "19:30", "4 March: quiz at 19:30"),
        ("Next rehearsal: 9 May 2031 at 6 pm.", "6 pm", "9 May 2031 at 6 pm"),
        ("On Sunday, 5 May, we sail at 9:00 to 10:30.", "9:00 to 10:30",
         "Sunday, 5 May, we sail at 9:00 to 10:30"),
        ("- Tuesday: rowing at 18:00.", "18:00", "Tuesday: rowing at 18:00"),
        ("On Tuesdays from 16:00 to 18:00 UTC in the chat.", "16:00 to 18:00 UTC",
         "Tuesdays from 16:00 to 18:00 UTC"),
        ("- Mondays, Tuesdays and Thursdays: gym at 9:00.", "9:00",
         "Mondays, Tuesdays and Thursdays: gym at 9:00"),
        ("- 4 March: quiz at 19:30, Sundays: none.", "19:30", "4 March: quiz at 19:30"),
        ("On Fridays we sail. Tea at 9:00.", "9:00", "9:00"),
        ("Winter (1 May to 3 June): 10:00 to 17:00.", "10:00 to 17:00", "10:00 to 17:00"),
        ("The quiz is at 19:30 on 4 March.", "19:30", "19:30"),
        ("In May 2031 it opened at 19:30.", "19:30", "19:30"),
        ("- 4 March: quiz in the hall, 40 people.", "40", "40"),
        ("- 4 March: quiz at 19:30 in the hall.", "4 March", "4 March"),
        ("- 4 March: quiz\n- tea at 16:00", "16:00", "16:00"),
    ],
)  # fmt: skip
def test_a_time_is_widened_to_the_day_before_it(text: str, answer: str, expected: str) -> None:
    (candidate,) = adjust(with_days, "When is it?", read(text, answer, text)).candidates
    assert candidate.text == expected


def test_the_day_is_quoted_where_other_sentences_part_it_from_the_time() -> None:
    text = "- 12 July: the wing opens again. Tea with the mayor is at 17:30."
    read_in_last = read(text, "17:30", "Tea with the mayor is at 17:30.")
    (candidate,) = adjust(with_days, "when is the tea with the mayor", read_in_last).candidates
    assert (candidate.text, candidate.quoted) == ("17:30", text)


@pytest.mark.parametrize("question", ["What time is it?", "When does it end on 4 March?"])
def test_a_time_is_enough_for_other_questions(question: str) -> None:
    known = read("- 4 March: quiz at 19:30.", "19:30", "- 4 March: quiz at 19:30.")
    assert adjust(with_days, question, known) == known


def test_a_table_has_its_day_in_another_cell() -> None:
    text = "| Day | Time |\n| --- | --- |\n| 4 March | 19:30 |"
    known = read(text, "19:30", "| 4 March | 19:30 |")
    assert adjust(with_days, "when is it?", known) == known
