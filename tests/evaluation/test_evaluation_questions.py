"""Questions made in Python: what is taken for their lists, and what is refused with a remedy."""

from typing import Any

import pytest

from rag.errors import InputError
from rag.evaluation import Question, question_set
from rag.evaluation.figures import summarise
from rag.evaluation.report import Report
from rag.evaluation.rows import MemoryRows, Row


def test_lists_are_taken_for_the_texts_of_a_question() -> None:
    given: Any = {"answers": [], "history": ["When?"], "rejected": ["no"]}
    question = Question("a", "Who?", **given)
    assert question == Question("a", "Who?", (), history=("When?",), rejected=("no",))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"answers": "1999"}, "answers is '1999'; give a list of texts"),
        ({"answers": [1999]}, "answers holds 1999; give texts"),
        ({"history": "When?"}, "history is 'When[?]'; give a list of texts"),
        ({"relevance": ["a.md"]}, r"relevance is \['a.md'\]; give grades by document: {'a.md': 1}"),
    ],
)
def test_what_no_question_can_have_is_refused(given: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        Question("a", "Who?", **given)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            "q.jsonl",
            "questions is 'q.jsonl'; give a list of rag.evaluation.Question, or what read_",
        ),
        (["Who?"], "questions holds 'Who[?]'; give rag.evaluation.Question"),
        ([{"question": "Who?"}], "questions holds {'question': 'Who[?]'}"),
    ],
)
def test_a_set_is_made_of_questions_alone(given: Any, said: str) -> None:
    with pytest.raises(InputError, match=said):
        question_set(given)


def test_a_sample_has_a_question_at_least() -> None:
    with pytest.raises(InputError, match="size is -1; give 1 or more"):
        question_set([Question("a", "Who?")]).sample(-1)


def test_the_repr_of_a_set_and_of_a_report_is_short() -> None:
    assert repr(question_set([], "mine")) == "QuestionSet(name='mine', warnings=())"
    rows = MemoryRows([Row("a", "Who?", "who", scores={"f1": 0.5, "exact_match": 0.0})])
    assert repr(Report("mine", rows, summarise(rows, 1))) == "Report('mine', 1 question, f1=0.500)"
