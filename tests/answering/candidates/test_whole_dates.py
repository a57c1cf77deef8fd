"""A part of a date is no answer where the whole of it is written."""

import pytest
from rules import adjust

from rag.answering.candidates.expansions.whole_dates import with_whole_dates
from rag.reading.reader import Candidate, Reading
from rag.types import Document, Hit, Passage, Span


def read(text: str, answer: str) -> Reading:
    whole, start = Span(0, len(text)), text.index(answer)
    document = Document("a.txt", text, "", (whole,), "0" * 64)
    hit = Hit(document, Passage("a.txt", 0, 0, len(text), text, 9, (whole,)), score=1.0, rank=1)
    return Reading((Candidate(hit, Span(start, start + len(answer)), whole, 0.5),), 0.5)


@pytest.mark.parametrize(
    ("text", "answer", "expected"),
    [
        ("Born 17 June 1988 in Salzburg.", "17", "17 June 1988"),
        ("She was born on January 24, 2004.", "24", "January 24, 2004"),
        ("| Ann | 3rd of May |", "3rd", "3rd of May"),
        ("It runs from June 5-9, they say.", "9", "June 5-9"),
        ("She turned 17 in June 1988.", "17", "17"),
        ("In May 17 people came.", "17", "17"),
        ("Born 17 June 1988 in Salzburg.", "17 June", "17 June 1988"),
        ("## 2.3.1 (3 June 2024)", "June 2024", "3 June 2024"),
        ("It opened on Friday, 3 June 2024, at noon.", "3 June", "Friday, 3 June 2024"),
        ("Open from June 5-9, 2024.", "June 5", "June 5-9, 2024"),
        ("It was 1988 when they met.", "1988", "1988"),
        ("In May 17 people came.", "May", "May"),
        ("It is closed since June.", "June", "June"),
        ("It opened on Friday, 3 June.", "3 June", "3 June"),
        ("| ferry | March 2024 |", "ferry | March", "ferry | March 2024"),
        ("Born 17 June 1988 in Salzburg.", "Salzburg", "Salzburg"),
    ],
)
def test_a_part_of_a_date_is_widened_to_the_date(text: str, answer: str, expected: str) -> None:
    (candidate,) = adjust(with_whole_dates, "When was she born?", read(text, answer)).candidates
    assert candidate.text == expected


@pytest.mark.parametrize("question", ["How many are there?", "How much?", "how long was it"])
def test_a_day_is_no_amount(question: str) -> None:
    assert not adjust(
        with_whole_dates, question, read("It opened on 17 June 1988.", "17")
    ).candidates
    assert adjust(with_whole_dates, question, read("In May 17 people came.", "17")).candidates


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("In which year was she born?", "1988"),
        ("what month was it", "June"),
        ("what day and month is it", "17 June"),
    ],
)
def test_a_part_that_is_asked_for_stays_alone(question: str, answer: str) -> None:
    (candidate,) = adjust(with_whole_dates, question, read("Born 17 June 1988.", answer)).candidates
    assert candidate.text == answer
