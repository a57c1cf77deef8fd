"""Where somebody is from is a place or a nationality."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.answer_types.origins import of_origins
from rag.reading.reader import Reading

HIT = hit_of(
    "Low Tide by the Norwegian singer Ida Berg is her last ode to a lover. In a scene from the "
    "Dock, Ida Berg jumps. Ida Berg fled from grey cubes. From Hull, Ida Berg sailed on. "
    "Many say Ida is from the north. The water by Ida's house is fed by a spring."
)
MARKED = ("Norwegian", "her last ode", "Dock", "Hull", "north", "a spring", "grey cubes")


def left_out(question: str) -> list[str]:
    reading = Reading(tuple(mark(HIT, one, 0.12) for one in MARKED), 0.12)
    kept = [one.text for one in adjust(of_origins, question, reading).candidates]
    return [one for one in MARKED if one not in kept]


@pytest.mark.parametrize(
    "question",
    ["where is Ida Berg from?", "Where does ida come from"],
)
def test_what_is_no_place_is_left_out(question: str) -> None:
    assert left_out(question) == ["her last ode", "Dock", "a spring"]


def test_a_person_without_a_name_may_be_from_behind_any_from() -> None:
    assert left_out("where is she originally from?") == ["her last ode", "a spring"]


def test_a_way_from_one_to_another_is_no_origin() -> None:
    hit = hit_of("# Ida: From the club to the stage\n\nA singer called Ida was born in Hull.")
    marked = (mark(hit, "From the club to the stage", 0.5), mark(hit, "Hull", 0.4))
    found = adjust(of_origins, "where is ida from", Reading(marked, 0.5)).candidates
    assert [one.text for one in found] == ["Hull"]


@pytest.mark.parametrize(
    "question",
    [
        "where does water come from?",  # a thing may come from anything
        "where does the money come from?",
        "where did Ida sail?",
        "where is the spring that Ida drinks from?",
    ],
)
def test_for_other_questions_all_stay(question: str) -> None:
    assert left_out(question) == []
