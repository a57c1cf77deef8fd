"""How long people worked on a film is not how long it is."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.answer_types.running_times import of_running_times
from rag.reading.reader import Reading

HIT = hit_of(
    "They had to run for more than seven hours. The film runs for 104 minutes. He praised her "
    "after working for six hours. The clip was shot in two hours. It took three weeks. "
    "The five-minute film was shown. Anna spent ninety minutes there. The talk took an hour."
)
WORK = ["more than seven hours", "six hours", "two hours", "three weeks", "ninety minutes"]
MARKED = [*WORK, "104 minutes", "five"]


def kept(question: str) -> list[str]:
    reading = Reading(tuple(mark(HIT, one, 0.12) for one in MARKED), 0.12)
    return [one.text for one in adjust(of_running_times, question, reading).candidates]


@pytest.mark.parametrize(
    "question",
    [
        "how long is the music video?",
        "How long was the film of the song",
        "length of the clip",
        "how long does the movie last",
    ],
)
def test_how_long_people_did_something_is_left_out(question: str) -> None:
    assert kept(question) == ["104 minutes", "five"]


@pytest.mark.parametrize(
    "question",
    [
        "how long did they run?",
        "how long did they film the video?",
        "how long was the film in cinemas?",
        "length of the course",
        "how long is the stay?",
    ],
)
def test_for_other_questions_all_stay(question: str) -> None:
    assert kept(question) == MARKED


def test_what_has_a_label_for_it_is_believed_instead() -> None:
    hit = hit_of("It was shot in 38 days.\n\nRunning time: 112 minutes.\n\nIt is 9 hours away.")
    marked = (mark(hit, "38 days", 0.8), mark(hit, "112 minutes", 0.06))
    found = adjust(of_running_times, "how long is the film", Reading(marked, 0.8)).candidates
    assert [(one.text, round(one.score, 2)) for one in found] == [("112 minutes", 0.86)]
    far = (marked[0], mark(hit, "9 hours", 0.06))
    found = adjust(of_running_times, "how long is the film", Reading(far, 0.8)).candidates
    assert [(one.text, round(one.score, 2)) for one in found] == [("9 hours", 0.06)]
