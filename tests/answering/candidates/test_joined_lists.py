"""Pieces of one list in a sentence are one answer where a question asks for several things."""

import pytest
from rules import adjust

from rag.answering.candidates.expansions.joined_lists import with_joined_lists
from rag.reading.reader import Candidate, Reading
from rag.types import Document, Hit, Passage, Span

BOUGHT = "The society bought a mower, a shredder and forty bags of compost in May."
FOOD = "It includes bread, butter, four sorts of jam and honey, and tea from 7 to 10."
REMOVED = "We removed the old importer, the calendar, and support for version 3 files."
CREW = "The crew was Ann Moss (skipper), Tom Ray (cook) and a dog."
SHOWN = "They may use numbers 2 and 5 for cards and posters."
TEAMS = "In 2019, teams of France, Belgium and the Netherlands helped."


def joined(question: str, text: str, *pieces: tuple[str, float]) -> list[tuple[str, float]]:
    """Give the candidates after joining, best first, each with its belief."""
    whole = Span(0, len(text))
    document = Document("a.md", text, "", (whole,), "0" * 64)
    hit = Hit(document, Passage("a.md", 0, 0, len(text), text, 9, (whole,)), 1.0, 1)
    spans = [(Span(text.index(said), text.index(said) + len(said)), p) for said, p in pieces]
    reading = Reading(tuple(Candidate(hit, span, whole, p) for span, p in spans), pieces[0][1])
    return [
        (c.text, round(c.score, 3)) for c in adjust(with_joined_lists, question, reading).candidates
    ]


@pytest.mark.parametrize(
    ("question", "text", "pieces", "expected"),
    [
        (
            "Which things did the society buy?",
            BOUGHT,
            [("a mower", 0.6), ("a shredder and forty bags of compost", 0.2)],
            "a mower, a shredder and forty bags of compost",
        ),
        (
            "what does it include?",
            FOOD,
            [("jam and honey", 0.5), ("bread, butter, four", 0.3)],
            "bread, butter, four sorts of jam and honey",
        ),
        (
            "what was removed?",
            REMOVED,
            [("the old importer, the calendar", 0.5), ("version 3 files", 0.2), ("support", 0.1)],
            "the old importer, the calendar, and support for version 3 files",
        ),
        (
            "who are in the crew?",
            CREW,
            [("Ann Moss", 0.5), ("Tom Ray", 0.2)],
            "Ann Moss (skipper), Tom Ray",
        ),
        (
            "List the countries that helped",
            TEAMS,
            [("France, Belgium", 0.7), ("Netherlands", 0.1), ("2019", 0.02)],
            "France, Belgium and the Netherlands",
        ),
    ],
)
def test_neighbours_in_a_list_are_one_answer(
    question: str, text: str, pieces: list[tuple[str, float]], expected: str
) -> None:
    said, belief = joined(question, text, *pieces)[0]
    assert said == expected
    assert belief == pytest.approx(sum(p for piece, p in pieces if piece in expected))


@pytest.mark.parametrize(
    ("question", "text", "pieces"),
    [
        ("what is the first thing?", BOUGHT, ["a mower", "a shredder"]),
        ("Who bought it?", BOUGHT, ["a mower", "a shredder"]),
        ("which of the things did they buy?", BOUGHT, ["a mower", "forty bags of compost"]),
        ("what are the things?", BOUGHT, ["The society", "a mower"]),
        ("what are the things?", BOUGHT, ["bought", "a mower"]),
        ("what are the pictures?", SHOWN, ["numbers 2 and 5", "cards and posters"]),
        ("what does it include?", FOOD, ["tea", "7 to 10", "bread"]),
    ],
)
def test_others_stay_apart(question: str, text: str, pieces: list[str]) -> None:
    told = [(piece, 0.4 - 0.1 * n) for n, piece in enumerate(pieces)]
    assert [said for said, _ in joined(question, text, *told)] == pieces
