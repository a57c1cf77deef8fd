"""Of a bracket on somebody's life, the half on the birth or that on the death."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.answer_types.births_and_deaths import of_asked_event
from rag.reading.reader import Reading

HIT = hit_of(
    "Ida Voss (17 April 1839 in Dunmar – 3 January 1912 in Uppsala) was a naturalist. "
    "Per Vik (1801-1866) taught her. The club (19 members – 4 of them new) met in Hull."
)


def kept(question: str, *marked: str) -> list[str]:
    reading = Reading(tuple(mark(HIT, words, 0.4) for words in marked), 0.4)
    return [one.text for one in adjust(of_asked_event, question, reading).candidates]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("where was ida voss born?", ["Dunmar", "Hull"]),
        ("Ida Voss birthplace", ["Dunmar", "Hull"]),
        ("where did ida voss die", ["Uppsala", "Hull"]),
        ("where did she die, and where was she born?", ["Dunmar", "Uppsala", "Hull"]),
        ("where did ida voss live", ["Dunmar", "Uppsala", "Hull"]),
    ],
)  # fmt: skip
def test_the_other_half_is_left_out(question: str, expected: list[str]) -> None:
    assert kept(question, "Dunmar", "Uppsala", "Hull") == expected


def test_years_alone_are_halves_and_other_numbers_are_none() -> None:
    assert kept("when did per vik die?", "1801", "1866", "19 members") == ["1866", "19 members"]
