"""An answer that is a row of a table says under which headings its cells stand."""

import pytest
from marked import Script, hit_of, mark

from rag.answering import Readers, answer_from
from rag.types import Answer

TABLE = (
    "| Task | Greenhouse | Orchard | Pond |\n"
    "| --- | --- | --- | --- |\n"
    "| Watering | daily | weekly | - |\n"
    "| Pruning | none | 3 March | none |"
)
PRUNING = "| Pruning | none | 3 March | none |"


def ask(question: str, answer: str, quote: str, text: str = TABLE) -> Answer:
    """Answer a question with words of a text that stand in a quote."""
    hit = hit_of(text, "Garden")
    found = mark(hit, answer, quote=quote)
    return answer_from(question, [hit], Readers(Script(found), Script(found)))


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("Is the orchard pruned?", "Orchard: 3 March"),
        ("Are the ponds and orchards pruned?", "Orchard: 3 March; Pond: none"),
        ("Is anything pruned?", "Greenhouse: none; Orchard: 3 March; Pond: none"),
    ],
)
def test_a_row_is_said_with_the_headings_that_are_asked_for(question: str, note: str) -> None:
    answer = ask(question, "3 March", PRUNING)
    (statement,) = answer.statements
    assert (statement.text, statement.note) == ("Pruning | none | 3 March | none", note)
    assert statement.text in answer.citations[0].quote


def test_a_cell_that_says_nothing_needs_no_heading() -> None:
    answer = ask("Is it watered?", "daily", "| Watering | daily | weekly | - |")
    assert answer.statements[0].note == "Greenhouse: daily; Orchard: weekly"


def test_some_cells_of_a_row_have_their_own_headings_only() -> None:
    answer = ask("When is it?", "none | 3 March", PRUNING)
    assert str(answer) == "none | 3 March (Orchard: 3 March) [1]"


@pytest.mark.parametrize(
    ("answer", "quote", "text"),
    [
        ("3 March", PRUNING, TABLE),  # one cell needs none
        ("Pruning in the shed", "Pruning in the shed | 3 March", "Pruning in the shed | 3 March"),
        ("Task | Greenhouse", "| Task | Greenhouse | Orchard | Pond |", TABLE),
    ],
)
def test_what_is_no_row_of_several_cells_has_no_note(answer: str, quote: str, text: str) -> None:
    assert [s.note for s in ask("What is pruned?", answer, quote, text).statements] == [""]
