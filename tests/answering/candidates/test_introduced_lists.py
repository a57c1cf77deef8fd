"""A list that a sentence leads to is given whole where several things are asked for."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.expansions.whole_lists import with_whole_lists
from rag.answering.questions import asks_for_several
from rag.reading.reader import Reading

CREW = (
    "The crew consists of Ann Moss (skipper), Tom Ray (cook) and, since May, Ida Lind at the helm."
)
BIDS = "Two offers came in for the pier: Hale & Co (£7,500), Moor Works (£6,200) and Pym (£9,000)."
TRACKS = (
    'Of its songs, among them "Ferns", "Low Tide" and a round for two voices, "Oak", all are short.'
)
PRESENT = (
    "Present: Ann Moss (chair), Tom Ray, Ida Lind\nGuests: Olga Dahl, Piet Roos\nAway: Jo Hill"
)
SOLD = "It sold goods such as rope, tar and nails; it kept two shops."
OTHERS = (
    "Note: the pier is closed, because Tom Ray and the rest of the crew have gone off to sea again."
)


def said(question: str, text: str, *words: str) -> list[str]:
    reading = Reading(tuple(mark(hit_of(text), word, 0.3) for word in words), 0.3)
    assert asks_for_several(question)
    return [one.text for one in adjust(with_whole_lists, question, reading).candidates]


@pytest.mark.parametrize(
    ("question", "text", "word", "expected"),
    [
        ("who are in the crew?", CREW, "Tom Ray", CREW[21:-1]),
        ("What were the bids?", BIDS, "£7,500", BIDS[33:-1]),
        ("which songs are on it?", TRACKS, '"Ferns"', TRACKS[25:71]),
        ("who attended?", PRESENT, "Tom Ray", "Ann Moss (chair), Tom Ray, Ida Lind"),
        ("who took part in it?", PRESENT, "Piet Roos", "Olga Dahl, Piet Roos"),
        ("which goods were sold?", SOLD, "tar", "rope, tar and nails"),
    ],
)
def test_a_list_is_given_whole(question: str, text: str, word: str, expected: str) -> None:
    assert said(question, text, word) == [expected]


@pytest.mark.parametrize(
    ("question", "text", "word"),
    [
        ("who are the skippers?", CREW, "Ann Moss"),
        ("who are away?", PRESENT, "Jo Hill"),
        ("which shops were kept?", SOLD, "two shops"),
        ("what were the offers?", BIDS, "Two"),
        ("who are at sea?", OTHERS, "Tom Ray"),
    ],
)
def test_others_stay_as_they_are(question: str, text: str, word: str) -> None:
    assert said(question, text, word) == [word]


def test_items_of_one_list_are_one_answer() -> None:
    reading = Reading(tuple(mark(hit_of(CREW), word, 0.3) for word in ("Ann Moss", "Tom Ray")), 0.3)
    (whole,) = adjust(with_whole_lists, "who are in the crew?", reading).candidates
    assert (whole.text, whole.score) == (CREW[21:-1], 0.6)
