"""Two runs are compared question by question, by what was asked and not by its place."""

from dataclasses import replace
from pathlib import Path

import pytest

from rag.evaluation import Report, Row, read_questions
from rag.evaluation.figures import summarise
from rag.evaluation.pairing import paired
from rag.evaluation.rows import MemoryRows


def row(id_: str, text: str, *history: str, numbered: bool = True, f1: float = 1.0) -> Row:
    """Make a row, of a question without an id of its own unless it is said to have one."""
    turn = len(history) + 1
    return Row(
        id_, text, "who", turn, history=history, numbered=numbered, golds=("A",), scores={"f1": f1}
    )


def matched(before: list[Row], now: list[Row]) -> list[tuple[str, str]]:
    return [(a.id, b.id) for a, b in paired(before, now).same]


BEFORE = [row("q1", "Who sang?"), row("q2", "When?"), row("q3", "And who?", "When?")]


def test_questions_without_an_id_go_by_their_words_wherever_they_stand() -> None:
    now = [row("q1", "New?"), row("q2", "Who sang?"), row("q3", "When?"), row("q4", "And who?")]
    assert matched(BEFORE, now) == [("q1", "q2"), ("q2", "q3")]
    follow_up = row("q9", "And who?", "When?")
    assert matched(BEFORE, [follow_up]) == [("q3", "q9")]
    assert matched(BEFORE, [replace(follow_up, history=("Why?",))]) == []


def test_a_question_that_stands_twice_is_paired_with_each_once() -> None:
    twice = [row("q1", "Who?"), row("q2", "Who?")]
    assert matched(twice, [row("q5", "Who?"), row("q6", "Who?"), row("q7", "Who?")]) == [
        ("q1", "q5"),
        ("q2", "q6"),
    ]


def test_ids_of_their_own_go_before_words_and_other_words_are_left_out() -> None:
    before = [row("a", "Who sang?", numbered=False), row("b", "When?", numbered=False)]
    now = [row("a", "Who sang it?", numbered=False), row("b", "When?", numbered=False)]
    found = paired(before, now)
    assert ([(a.id, b.id) for a, b in found.same], found.reworded) == ([("b", "b")], 1)
    assert matched(before, [row("c", "When?", numbered=False)]) == []  # another by its id
    assert matched(before, [row("q1", "When?")]) == [("b", "q1")]
    assert matched([row("q1", "When?")], now) == [("q1", "b")]


def test_rows_that_do_not_say_what_was_asked_before_are_paired_all_the_same() -> None:
    older = [replace(one, history=(), numbered=False) for one in BEFORE]
    assert matched(older, BEFORE) == [("q1", "q1"), ("q2", "q2"), ("q3", "q3")]
    assert Row.from_dict({**row("q1", "Who?").to_dict(), "history": ["A?"]}).history == ("A?",)


def test_what_is_left_out_is_said() -> None:
    def report(*rows: Row) -> Report:
        return Report("r", MemoryRows(rows), summarise(rows, len(rows)))

    before = report(*(replace(one, numbered=False) for one in BEFORE[:2]))
    now = report(
        row("q1", "Who sang?", numbered=False, f1=0.0), row("q2", "Where?", numbered=False)
    )
    comparison = now.compare(before)
    assert comparison.shared == 1
    assert [(one.current.id, one.change) for one in comparison.worse] == []  # f1 is not looked at
    assert comparison.warnings == (
        "compared over the 1 questions that both runs have, of 2 and 2",
        "1 questions have the same id but other words, and are left out",
    )


@pytest.mark.parametrize(
    ("line", "numbered"),
    [
        ('{"question": "Who?"}', [True]),
        ('{"question": "Who?", "id": 0}', [False]),
        ('{"turns": [{"question": "Who?"}, {"question": "When?"}]}', [True, True]),
        ('{"source_info": {"question": "Who?", "source_id": "s"}}', [False]),
    ],
)
def test_a_question_knows_whether_its_id_is_its_own(
    tmp_path: Path, line: str, numbered: list[bool]
) -> None:
    (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
    assert [q.numbered for q in read_questions(tmp_path / "a.jsonl")] == numbered
