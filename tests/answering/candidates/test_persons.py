"""A camera, a car and a band are no persons."""

from dataclasses import replace

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.answer_types.persons import without_persons
from rag.reading.reader import Reading
from rag.types import Span

HIT = hit_of(
    "The singer Ida Berg aka Ibo met BTS V in Hull. Ibo recounted her first tour. "
    "BTS member V sang. The camaraderie between Ibo and BTS V was filmed with a Sony. "
    "Nordlys said it drove a Volvo. The band of Mads Holm is Nordlys."
)
MARKED = ("Ida Berg", "BTS V", "Ibo and BTS V", "camaraderie between Ibo and BTS V", "Sony",
          "Nordlys", "Volvo", "Mads Holm")  # fmt: skip


def left_out(question: str) -> list[str]:
    marked = [mark(HIT, one, 0.12) for one in MARKED]
    kept = adjust(without_persons, question, Reading(tuple(marked), 0.12), [HIT]).candidates
    return [one.text for one in marked if one.span not in {other.span for other in kept}]


@pytest.mark.parametrize(
    "question",
    [
        "What camera was used?",
        "which car did they drive",
        "what is Ida's band?",
        "what's V's band",
        "V's band",
        "the singer Ida's band",
    ],
)
def test_persons_are_left_out_where_a_thing_is_asked_for(question: str) -> None:
    assert left_out(question)[:4] == list(MARKED[:4])
    assert not {"Sony", "Nordlys", "Volvo", "Mads Holm"} & set(left_out(question))


def test_persons_are_no_origin() -> None:
    assert {"Ida Berg", "BTS V"} <= set(left_out("where is Ibo from?"))


@pytest.mark.parametrize(
    "question",
    [
        "who used the camera?",
        "which member of the band sang?",
        "what is the camera's owner",
        "who's V's band",
        "members of V's band",
    ],
)
def test_for_other_questions_all_stay(question: str) -> None:
    assert left_out(question) == []


def test_a_thing_may_have_the_name_of_a_person() -> None:
    hit = hit_of("The singer Ibo bought the camera Ibo.")
    candidate = replace(mark(hit, "Ibo", 0.5), span=Span(33, 36))
    found = Reading((candidate,), 0.5)
    assert candidate.text == "Ibo"
    assert adjust(without_persons, "what camera did she buy?", found, [hit]) == found


def test_a_state_is_no_camera() -> None:
    marked = Reading((mark(HIT, "camaraderie", 0.4), mark(HIT, "Sony", 0.2)), 0.4)
    kept = adjust(without_persons, "What camera was used?", marked, [HIT]).candidates
    assert [one.text for one in kept] == ["Sony"]
    assert adjust(without_persons, "What was filmed?", marked, [HIT]) == marked


@pytest.mark.parametrize(
    ("question", "person"),
    [
        ("What car did she buy?", "Oscar Lind"),
        ("which app did she use?", "Jo Knapp"),
        ("what van was it?", "Vance"),
        ("what band was it?", "Bo Husband"),
    ],
)
def test_a_thing_within_a_name_is_no_thing(question: str, person: str) -> None:
    hit = hit_of(f"The singer {person} drove a Volvo.")
    found = Reading((mark(hit, person, 0.4), mark(hit, "Volvo", 0.2)), 0.4)
    kept = adjust(without_persons, question, found, [hit]).candidates
    assert [one.text for one in kept] == ["Volvo"]


@pytest.mark.parametrize("said", ["Volvo Cars", "Car Berg", "Lorries Berg"])
def test_a_thing_is_named_by_its_word_also_in_the_plural(said: str) -> None:
    hit = hit_of(f"The singer Berg met the singer Cars and drove {said}.")
    found = Reading((mark(hit, said, 0.4),), 0.4)
    thing = "lorry" if "Lorr" in said else "car"
    assert adjust(without_persons, f"what {thing} did she drive?", found, [hit]) == found
