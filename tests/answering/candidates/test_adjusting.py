"""The table of all rules on candidates has each, and orders them only where it says why."""

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import pytest
from marked import hit_of, mark

from rag.answering.candidates import adjusting
from rag.answering.candidates.adjusting import ANSWER_TYPES, CONSTRAINTS, NAMED, STEPS, adjusted
from rag.answering.candidates.filtering import Asked, Belief, Filter, applied
from rag.reading.reader import Reading

PACKAGE = Path(adjusting.__file__).parent
RULES = [one.rule if isinstance(one, Filter) else one for one in STEPS]
TEXT = hit_of(
    "The Star, 13 March 2025\n\n"
    "She shouted at the top of her lungs in the yard on 12 March 2025, not on 14 March. "
    "Years 3 to 6 went to Hull. Year 2 went to Lower Mill for 3 hours at 4 °C. "
    "During the interview published on 7 June 2026, she sang Low Tide. "
    "Rui Prado plays a pirate. The poet Ole Berg was paid. "
    "The third of seven children, she had two.\n"
)
MARKED = (
    "13 March 2025",
    "12 March 2025",
    "14 March",
    "at the top of her lungs",
    "Hull",
    "3 hours",
    "7 June 2026",
    "pirate",
    "Ole Berg",
    "seven",
)
READING = Reading(tuple(mark(TEXT, words, 1 / len(MARKED)) for words in MARKED), 0.1)
QUESTIONS = (
    "when did year 2 sing Low Tide?",
    "where did year 2 shout",
    "when does the term in March 2025 begin?",
    "how cold was it in year 2?",
    "who is Rui Prado?",
    "who is the poet's friend?",
    "who paid?",
    "how many children did she have?",
)


def test_each_rule_of_the_package_is_in_the_table_once() -> None:
    written = {
        node.name
        for path in PACKAGE.glob("*/*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if [ast.unparse(one.annotation or node) for one in node.args.args] == ["Asked"]
    }
    names = [rule.__name__ for rule in RULES]
    assert len(names) == len(set(names))
    assert written == {name for name in names if not name.startswith("_")}


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("table", [ANSWER_TYPES, CONSTRAINTS], ids=["types", "constraints"])
def test_filters_that_look_at_one_candidate_stand_in_any_order(
    question: str, table: Sequence[Filter]
) -> None:
    assert len({texts(left) for left in in_any_order(table, question)}) == 1
    sharing = [one for one in table if one.belief is not Belief.LOST]
    assert len({scores(left) for left in in_any_order(sharing, question)}) == 1


def test_the_questions_of_that_test_are_filtered_by_more_than_one_rule() -> None:
    filtering = {
        one.rule
        for question in QUESTIONS
        for one in (*ANSWER_TYPES, *CONSTRAINTS)
        if one(asked := Asked(question, [TEXT], READING)) is not asked.reading
    }
    assert len(filtering) >= len(QUESTIONS)


def test_a_question_that_no_rule_speaks_of_leaves_the_reading_as_it_is() -> None:
    reading = Reading((mark(TEXT, "Hull", 0.3), mark(TEXT, "pirate", 0.2)), 0.3)
    left = adjusted("why Low Tide", [TEXT], reading)
    assert left.candidates == reading.candidates


def in_any_order(table: Sequence[Filter], question: str) -> Iterator[Reading]:
    named = applied(NAMED, Asked(question, [TEXT], READING))
    for seed in range(20):
        order = Random(seed).sample(table, len(table))
        yield applied(order, Asked(question, [TEXT], named))


def texts(reading: Reading) -> tuple[str, ...]:
    return tuple(one.text for one in reading.candidates)


def scores(reading: Reading) -> tuple[float, ...]:
    return tuple(round(one.score, 9) for one in reading.candidates)
