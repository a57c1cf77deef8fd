"""When something came out is not when it was recorded."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.constraints.release_dates import of_releases
from rag.reading.reader import Reading

HIT = hit_of(
    "The film, which was shot in the cold spring of March 1998, is long. It came out in June 1999. "
    "It was written and released in May 2000. Ann liked it in 2004. It was shot in Hull."
)


def kept(question: str, *words: str) -> list[str]:
    reading = Reading(tuple(mark(HIT, word, 0.2) for word in words), 0.2)
    return [one.text for one in adjust(of_releases, question, reading).candidates]


@pytest.mark.parametrize(
    "question",
    [
        "when did the film come out?",
        "When was it released?",
        "release date",
        "what year did it drop",
    ],
)
def test_the_date_of_another_deed_is_left_out(question: str) -> None:
    words = ["March 1998", "June 1999", "May 2000", "2004", "Hull"]
    assert kept(question, *words) == words[1:]


@pytest.mark.parametrize("question", ["when was it shot?", "when was it shot and released?"])
def test_other_questions_leave_it(question: str) -> None:
    assert kept(question, "March 1998", "June 1999") == ["March 1998", "June 1999"]


def test_where_no_date_of_a_release_was_found_all_stay() -> None:
    assert kept("when was it released?", "March 1998", "2004") == ["March 1998", "2004"]
