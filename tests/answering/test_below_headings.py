"""A heading that would be the whole answer is said with a line of what stands below it."""

import pytest
from marked import Script, hit_of, mark

from rag.answering import Readers, answer_from
from rag.types import Answer

RULES = (
    "# Allotment rules\n\nFrom May on.\n\n## What must not be planted\n\n- Bamboo of any kind\n"
    "- Trees higher than a shed\n\n## Water butts\n\nTwo butts are free. A third costs 9 pounds.\n"
    "\n## Steward: Ida Voss\n\nShe is there on Sundays.\n\n## Keys"
)


def ask(question: str, answer: str, quote: str) -> Answer:
    hit = hit_of(RULES, "Allotment rules")
    found = mark(hit, answer, quote=quote)
    return answer_from(question, [hit], Readers(Script(found), Script(found)))


PLANTED = "## What must not be planted"


@pytest.mark.parametrize(
    ("question", "answer", "quote", "said"),
    [
        (
            "Can trees be planted on a plot?",
            "must not be planted",
            PLANTED,
            "What must not be planted [1] Trees higher than a shed [2]",
        ),
        (
            "May I have a rose planted?",  # nothing below is about roses
            "must not be planted",
            PLANTED,
            "What must not be planted [1] Bamboo of any kind [2]",
        ),
        (
            "Water butts?",
            "Water butts",
            "## Water butts",
            "Water butts [1] Two butts are free. [2]",
        ),
        ("Who is the steward?", "Ida Voss", "## Steward: Ida Voss", "Ida Voss [1]"),
        ("Are there keys?", "Keys", "## Keys", "Keys [1]"),  # nothing stands below
        (
            "Does a third butt cost much?",
            "9 pounds",
            "A third costs 9 pounds.",
            "A third costs 9 pounds. [1]",
        ),
    ],
)
def test_a_heading_is_said_with_what_stands_below_it(
    question: str, answer: str, quote: str, said: str
) -> None:
    answered = ask(question, answer, quote)
    assert str(answered) == said
    for statement in answered.statements:
        assert statement.text in answered.citations[statement.citations[0] - 1].quote
