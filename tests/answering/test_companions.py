"""Where several things are asked for, those that belong together are said together."""

import pytest
from marked import hit_of, mark

from rag.answering.companions import with_companions
from rag.answering.grouping import group_equal

LOG = """# Log

## May

- Sold: the red kayak, since nobody used it.
- Bought: two paddles.
- Sold: the trailer. It is in Hull now.

## April

- Sold: the old tent.
"""
PRESENT = "Present: Ann Moss, Tom Ray\nGuests: Olga Dahl, Piet Roos\n\nThanks: Jo Hill, Bo Lund\n"
TOUR = """| Day | Town | Guide | Bus |
| --- | --- | --- | --- |
| Monday | Ghent | Ann Moss | 5 |
| Tuesday | Namur | Tom Ray | 5 |
| Wednesday | Liège | Ann Moss | 7 |
| Thursday | Ghent | Ann Moss | 9 |
"""


def said(question: str, text: str, *marks: tuple[str, float]) -> list[str]:
    hit = hit_of(text)
    lines = {line for line in text.splitlines() if line}
    found = [
        mark(hit, word, score, quote=next(line for line in lines if word in line))
        for word, score in marks
    ]
    groups = group_equal(found, question)
    return [group.best.text for group in with_companions(question, groups)]


@pytest.mark.parametrize(
    ("question", "text", "marks", "expected"),
    [
        (
            "what was sold in May?",
            LOG,
            [("the trailer", 0.4), ("the red kayak", 0.3), ("the old tent", 0.2)],
            ["the red kayak", "the trailer"],
        ),
        (
            "what was sold in May?",
            LOG,
            [("the trailer", 0.5), ("two paddles", 0.4)],
            ["the trailer"],
        ),
        (
            "what was sold in May?",
            LOG,
            [("the trailer", 0.5), ("the red kayak", 0.1)],
            ["the trailer"],
        ),
        (
            "who sold the trailer?",
            LOG,
            [("the trailer", 0.4), ("the red kayak", 0.3)],
            ["the trailer"],
        ),
        (
            "who attended?",
            PRESENT,
            [("Olga Dahl, Piet Roos", 0.5), ("Ann Moss, Tom Ray", 0.2), ("Jo Hill, Bo Lund", 0.2)],
            ["Ann Moss, Tom Ray", "Olga Dahl, Piet Roos"],
        ),
        ("which towns does Ann Moss show?", TOUR, [("Liège", 0.5)], ["Ghent", "Liège"]),
        ("which towns does bus 5 go to?", TOUR, [("Namur", 0.5)], ["Namur"]),
        ("which towns are there?", TOUR, [("Namur", 0.5)], ["Namur"]),
        ("what is on with Ann Moss?", TOUR, [("Liège", 0.5)], ["Liège"]),
    ],
)
def test_what_belongs_together_is_told_together(
    question: str, text: str, marks: list[tuple[str, float]], expected: list[str]
) -> None:
    assert said(question, text, *marks) == expected


def test_a_cell_that_was_not_marked_is_quoted_with_its_row() -> None:
    hit = hit_of(TOUR)
    row = "| Wednesday | Liège | Ann Moss | 7 |"
    groups = group_equal([mark(hit, "Liège", 0.5, quote=row)])
    first, second = with_companions("which towns does Ann Moss show?", groups)
    assert (first.best.quoted, second.best.quoted) == ("| Monday | Ghent | Ann Moss | 5 |", row)
    assert (first.probability, second.probability) == (0.0, 0.5)


def test_a_column_of_very_many_cells_is_not_told() -> None:
    rows = "".join(f"| {n} | Town {n}x | Ann Moss |\n" for n in range(20))
    text = f"| Day | Town | Guide |\n| --- | --- | --- |\n{rows}"
    assert said("which towns does Ann Moss show?", text, ("Town 7x", 0.5)) == ["Town 7x"]
