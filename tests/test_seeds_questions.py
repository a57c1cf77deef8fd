"""The seeds asked as people type: a floor a little under today's figures.

`data/seeds_questions.jsonl` has one question a line, with the answers that count as right
and the documents that support them; no answers means that the documents do not say.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from rag import Answer, KnowledgeBase
from rag.answering.values import read_value, same_value

QUESTIONS = Path(__file__).parent / "data" / "seeds_questions.jsonl"
LEAST_RIGHT = 0.70  # of the answerable questions, a right document cited first
LEAST_REFUSED = 0.70  # of the others


@dataclass(frozen=True)
class Asked:
    """A question of the set and what was answered."""

    question: str
    answers: tuple[str, ...]
    documents: tuple[str, ...]
    answer: Answer

    @property
    def right(self) -> bool:
        """Say whether the answer is right, or rightly none."""
        if not self.answers:
            return self.answer.status == "not_found"
        if self.answer.status != "answered":
            return False
        said, first = self.answer.text, self.answer.citations[0]
        return first.document.id in self.documents and any(
            same_value(read_value(said), read_value(gold)) or gold.casefold() in said.casefold()
            for gold in self.answers
        )


@pytest.fixture(scope="module")
def asked(seeds_kb: KnowledgeBase) -> list[Asked]:
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [
        Asked(
            row["question"],
            tuple(row["answers"]),
            tuple(row["documents"]),
            seeds_kb.ask(row["question"]),
        )
        for row in rows
    ]


def wrong(asked: list[Asked]) -> str:
    return "\n".join(f"{a.question} -> {a.answer}" for a in asked if not a.right)


@pytest.mark.slow
def test_answerable_questions_are_answered_with_a_right_document_first(asked: list[Asked]) -> None:
    answerable = [a for a in asked if a.answers]
    share = sum(a.right for a in answerable) / len(answerable)
    assert share >= LEAST_RIGHT, f"{share:.3f} right; wrong:\n{wrong(answerable)}"


@pytest.mark.slow
def test_questions_that_the_documents_do_not_answer_are_refused(asked: list[Asked]) -> None:
    others = [a for a in asked if not a.answers]
    share = sum(a.right for a in others) / len(others)
    assert share >= LEAST_REFUSED, f"{share:.3f} refused; answered:\n{wrong(others)}"


@pytest.mark.slow
def test_every_marker_has_a_quote_that_contains_its_statement(asked: list[Asked]) -> None:
    for a in asked:
        numbered = {citation.number: citation for citation in a.answer.citations}
        for statement in a.answer.statements:
            assert statement.citations
            quotes = [numbered[n].quote for n in statement.citations]
            assert any(statement.text in quote for quote in quotes), a.question
        for citation in a.answer.citations:
            assert citation.document.text[citation.start : citation.end] == citation.quote


@pytest.mark.slow
def test_the_answerable_ones_can_be_answered(asked: list[Asked], seeds: Path) -> None:
    for a in asked:
        for name in a.documents:
            text = (seeds / name).read_text(encoding="utf-8").casefold()
            assert any(gold.casefold() in text for gold in a.answers), a.question
