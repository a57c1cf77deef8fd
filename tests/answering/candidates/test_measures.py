"""What is measured in hours is not how cold it was."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.answer_types.measures import in_asked_measure
from rag.reading.reader import Reading

HIT = hit_of(
    "They ran for over seven hours at minus twelve degrees. The bell weighs 310 kg. "
    "It was bitterly cold. The five-minute film cost £4,000. She ran the ten miles in two hours. "
    "The tower is 41 metres high. Snow fell 40 mm deep. It sank 20% below 300."
)
MARKED = ("over seven hours", "minus twelve degrees", "310 kg", "bitterly cold", "five", "£4,000",
          "ten miles", "two hours", "41 metres", "40 mm", "20%", "300")  # fmt: skip


def left_out(question: str, *words: str) -> list[str]:
    marked = words or MARKED
    reading = Reading(tuple(mark(HIT, one, 0.2) for one in marked), 0.2)
    kept = [one.text for one in adjust(in_asked_measure, question, reading).candidates]
    return [one for one in marked if one not in kept]


@pytest.mark.parametrize(
    ("question", "out"),
    [
        ("how cold was it?", [*MARKED[:1], *MARKED[2:3], *MARKED[4:11]]),
        ("How heavy is the bell?", ["minus twelve degrees", "ten miles", "41 metres", "40 mm"]),
        ("how heavy was the snow", []),
        ("how tall is the tower",
         ["over seven hours", "minus twelve degrees", "310 kg", "five", "two hours"]),
        ("how fast did they run?",
         ["over seven hours", "minus twelve degrees", "310 kg", "£4,000"]),
        ("how old is it", ["minus twelve degrees", "310 kg", "£4,000", "ten miles", "41 metres",
                           "40 mm"]),
        ("how many hours did they run?", []),
        ("at what temperature, and how long in the oven?", []),
        ("how was it", []),
    ],
)  # fmt: skip
def test_values_of_another_measure_are_left_out(question: str, out: list[str]) -> None:
    assert left_out(question) == out


def test_what_was_hardly_believed_is_not_believed_the_more() -> None:
    found = (mark(HIT, "41 metres", 0.9), mark(HIT, "bitterly cold", 0.05))
    (left,) = adjust(in_asked_measure, "how heavy is the tower?", Reading(found, 0.9)).candidates
    assert left.score == 0.05


def test_what_was_believed_is_believed_the_more() -> None:
    found = (mark(HIT, "over seven hours", 0.6), mark(HIT, "bitterly cold", 0.2))
    (left,) = adjust(in_asked_measure, "how cold was it?", Reading(found, 0.6)).candidates
    assert left.score == pytest.approx(0.5)
