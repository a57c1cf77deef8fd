"""Who somebody is, is not the part that they played in one film."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.constraints.parts_played import without_parts
from rag.reading.reader import Reading

HIT = hit_of(
    "Both Tove (Ibo) and her dog die in the end. The singer Ida Berg aka Ibo lives in Bergen. "
    "The chef Rui Prado plays a one-eyed pirate. The band of Marshall Mathers (Eminem) plays. "
    "Nobody knows Ann Falk, who plays the witch."
)


def kept(question: str, *words: str, score: float = 0.2) -> list[str]:
    reading = Reading(tuple(mark(HIT, word, score) for word in words), score)
    return [one.text for one in adjust(without_parts, question, reading, [HIT]).candidates]


def test_the_name_of_a_part_is_left_out_where_the_own_one_is_told() -> None:
    assert kept("who is Ibo?", "Tove", "Ida Berg", "singer") == ["Ida Berg", "singer"]
    assert kept("who is Eminem?", "Marshall Mathers", "singer") == ["Marshall Mathers", "singer"]


def test_what_somebody_plays_is_left_out() -> None:
    assert kept("who is Rui Prado", "pirate", "chef") == ["chef"]
    assert kept("who is Rui Prado", "one-eyed pirate", "chef") == ["chef"]


@pytest.mark.parametrize(
    "question", ["who does Rui Prado play?", "who is the man whom the pirate met at sea?"]
)
def test_for_other_questions_all_stay(question: str) -> None:
    assert kept(question, "one-eyed pirate", "chef") == ["one-eyed pirate", "chef"]


def test_the_part_stays_where_nothing_else_is_known() -> None:
    reading = Reading((mark(HIT, "witch", 0.6), mark(HIT, "Bergen", 0.05)), 0.6)
    assert adjust(without_parts, "who is Ann Falk?", reading, [HIT]) == reading
