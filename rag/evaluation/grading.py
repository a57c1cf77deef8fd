"""Answers -> scores: every measure that applies to one question, by name, 0..1.

A refusal is the empty answer, as in SQuAD 2.0: right where the documents do not say, worth
nothing elsewhere. Knows nothing of sets, files or sums.
"""

from collections.abc import Iterator

from rag.evaluation.answer_metrics import (
    accepted,
    contains,
    exact_match,
    squad_golds,
    token_f1,
    value_exact,
    value_f1,
)
from rag.evaluation.asking import Outcome
from rag.evaluation.questions import Question
from rag.knowledge_base import KnowledgeBase
from rag.types import Answer, Citation

RIGHT = 0.5  # F1 by value from which on an answer counts as right for its confidence
REPEATED = 0.8  # token F1 from which on a rejected answer counts as given again


def prediction(answer: Answer) -> str:
    """Give what is compared with gold answers: the answer, or the first side of a conflict."""
    if answer.status == "not_found":
        return ""
    return answer.statements[0].text if answer.status == "conflicting" else answer.text


def grade(kb: KnowledgeBase, question: Question, asked: Outcome) -> dict[str, float]:
    """Score one answer."""
    scores = dict(_of_citations(kb, asked.answer))
    if question.answers is not None:
        scores |= dict(_of_answer(question, asked.answer, question.answers))
        scores |= dict(_of_confidence(asked, question.answers))
    if question.rejected:
        again = _given_again(asked.answer, question.rejected)
        correct = min(float(not again), scores.get("correct", 1.0))
        scores |= {"rejected_again": float(again), "correct": correct}
    return scores


def _given_again(answer: Answer, rejected: tuple[str, ...]) -> bool:
    """Say whether a rejected answer comes again; a conflict by its first side or as a whole."""
    return any(token_f1(said, rejected) >= REPEATED for said in (prediction(answer), answer.text))


def _of_answer(
    question: Question, answer: Answer, answers: tuple[str, ...]
) -> Iterator[tuple[str, float]]:
    said, golds = prediction(answer), squad_golds(answers)
    scores = {
        "f1": token_f1(said, golds),
        "exact_match": exact_match(said, golds),
        "value_f1": value_f1(said, golds),
        "value_exact": value_exact(said, golds),
    }
    yield from scores.items()
    refused = answer.status == "not_found"
    if not answers:
        yield from {"no_answer_accuracy": float(refused), "correct": float(refused)}.items()
        return
    notes = " ".join(statement.note for statement in answer.statements)
    right = answer.status == "answered" and accepted(said, answers, note=notes)
    first = bool(answer.citations) and answer.citations[0].document.id in question.documents
    yield "has_answer_f1", scores["f1"]
    yield "has_answer_exact", scores["exact_match"]
    yield "answered", float(not refused)
    if question.documents and not refused:
        yield "document_first", float(first)
    right = right and (first or not question.documents)
    yield "right", float(right)
    yield "correct", float(right)
    if answer.citations:
        quotes = [contains(citation.quote, answers) for citation in answer.citations]
        supporting = [contains(citation.passage.text, answers) for citation in answer.citations]
        yield "citation_recall", float(any(quotes))
        yield "citation_precision", sum(supporting) / len(supporting)


def _of_citations(kb: KnowledgeBase, answer: Answer) -> Iterator[tuple[str, float]]:
    """Check the citations by themselves, no gold answer needed."""
    if not answer.citations:
        return
    exact = [_is_exact(kb, citation) for citation in answer.citations]
    yield "quotes_exact", sum(exact) / len(exact)
    quotes = {citation.number: citation.quote for citation in answer.citations}
    held = [
        any(statement.text in quotes[number] for number in statement.citations)
        for statement in answer.statements
    ]
    yield "statements_quoted", sum(held) / len(held)


def _is_exact(kb: KnowledgeBase, citation: Citation) -> bool:
    """Compare a quote with the document as it is stored now, not as the answer carries it."""
    stored = kb.document(citation.document.id).text
    return bool(citation.quote) and stored[citation.start : citation.end] == citation.quote


def _of_confidence(asked: Outcome, answers: tuple[str, ...]) -> Iterator[tuple[str, float]]:
    """Score what would have been answered without a threshold; 0 where no answer is right."""
    if asked.forced is None:
        return
    said = prediction(asked.forced)
    yield "forced_f1", token_f1(said, squad_golds(answers)) if answers and said else 0.0
    right = bool(answers and said) and value_f1(said, squad_golds(answers)) >= RIGHT
    yield "forced_right", float(right)
