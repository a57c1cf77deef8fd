"""A day of the month alone is no answer: the date around it may be one."""

import pytest

from rag.answering.bare_days import without_bare_days
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
        ("Born 17 June 1988 in Salzburg.", "17 June", "17 June"),
        ("Born 17 June 1988 in Salzburg.", "Salzburg", "Salzburg"),
    ],
)
def test_a_bare_day_is_widened_to_its_date(text: str, answer: str, expected: str) -> None:
    (candidate,) = without_bare_days("How old is she?", read(text, answer)).candidates
    assert candidate.text == expected


@pytest.mark.parametrize("question", ["How many are there?", "How much?", "how long was it"])
def test_a_day_is_no_amount(question: str) -> None:
    assert not without_bare_days(question, read("It opened on 17 June 1988.", "17")).candidates
    assert without_bare_days(question, read("In May 17 people came.", "17")).candidates
