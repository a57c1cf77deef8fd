"""Ask every question of a set, score what comes back, and sum up: `evaluate`.

Rows go to a file as they come when a folder is given, so a set of any size runs in little
memory and a stopped run is gone on with. The same index and questions give the same figures,
times apart.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from rag.evaluation.asking import Asker
from rag.evaluation.environment import made_with, peak_memory, surroundings
from rag.evaluation.figures import summarise
from rag.evaluation.grading import grade
from rag.evaluation.questions import Question, QuestionSet, question_set
from rag.evaluation.rankings import ranked_ids, score_hits, searched
from rag.evaluation.report import REPORT, ROWS, Cost, Report
from rag.evaluation.rows import Cited, FileRows, Made, MemoryRows, Row, Rows
from rag.evaluation.survey import Survey, survey
from rag.knowledge_base import KnowledgeBase
from rag.status import index_bytes
from rag.sync.report import SyncReport
from rag.text.paths import checked_path
from rag.types import Answer

OnProgress = Callable[[int, int], None]  # questions done, questions in all


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is done with each question."""

    kb: KnowledgeBase
    asker: Asker
    seen: Survey
    answers: bool
    retrieval: bool
    keep_rankings: bool


def evaluate(
    kb: KnowledgeBase,
    questions: QuestionSet | Iterable[Question],
    *,
    folder: str | Path | None = None,
    answers: bool = True,
    retrieval: bool = True,
    keep_rankings: bool = False,
    indexing: SyncReport | None = None,
    command: str = "",
    on_progress: OnProgress | None = None,
) -> Report:
    """Evaluate a knowledge base on a set of questions.

    `answers` and `retrieval` say what is measured; `keep_rankings` keeps the ids that each
    ranker found, for TREC runs. With a `folder`, rows are written there as they come, and a
    run that was stopped before its end goes on where it was; `Report.save` completes it.
    `indexing` adds what a sync just done has cost. Raises InputError for an empty set, an id
    given twice, a question that is too long to be asked, a malformed record, a set none of
    whose documents is in the index, or a folder with a file that rows would overwrite.
    """
    place = None if folder is None else checked_path("the folder of the report", folder)
    some = questions if isinstance(questions, QuestionSet) else question_set(questions)
    seen = survey(kb, some, conversing=answers)
    options = {"answers": answers, "retrieval": retrieval, "rankings": keep_rankings}
    made = made_with(kb, seen.digest, options)
    rows = _rows(place, made)
    plan = _Plan(kb, Asker(kb), seen, answers, retrieval, keep_rankings)
    _ask_all(plan, some, rows, on_progress)
    return Report(
        name=some.name,
        rows=rows,
        summary=summarise(rows, len(rows)),
        cost=_cost(kb, indexing),
        warnings=(*some.warnings, *seen.warnings),
        made=made,
        surroundings=surroundings(command),
    )


def _rows(folder: Path | None, made: Made) -> Rows:
    """Go on with the rows of a run like this one that was stopped, or begin anew."""
    if folder is None:
        return MemoryRows()
    path, report = folder / ROWS, folder / REPORT
    if not report.is_file():
        return FileRows.resume(path, made)
    rows = FileRows.start(path, made)
    report.unlink()
    return rows


def _ask_all(
    plan: _Plan, questions: QuestionSet, rows: Rows, on_progress: OnProgress | None
) -> None:
    done, total = len(rows), plan.seen.questions
    for i, question in enumerate(questions):
        if i < done:
            continue
        if i == done:
            _warm_up(plan, question)
        rows.append(_row(plan, question))
        if on_progress:
            on_progress(i + 1, total)


def _warm_up(plan: _Plan, question: Question) -> None:
    """Load the models, so that the first question's times are like the others'."""
    if plan.answers:
        plan.kb.ask(question.text)
    else:
        plan.kb.search(question.text)


def _row(plan: _Plan, question: Question) -> Row:
    placed = plan.seen.placed(question)
    asked = plan.asker.ask(question) if plan.answers else None
    scores = dict[str, float]()
    rankings = dict[str, list[str]]()
    if placed is not None and plan.retrieval:
        hits = searched(plan.kb, question.text)
        scores |= score_hits(hits, placed)
        rankings = ranked_ids(hits) if plan.keep_rankings else {}
    if placed is not None and asked is not None:
        scores |= grade(plan.kb, placed, asked)
    row = Row(
        id=question.id,
        question=question.text,
        kind=question.kind,
        turn=len(question.history) + 1,
        history=question.history,
        numbered=question.numbered,
        golds=question.answers,
        relevant=dict((placed or question).relevance),
        notes=() if placed is not None else ("not scored: its documents are not in the index",),
        scores=scores,
        rankings=rankings,
    )
    return row if asked is None else _with_answer(row, asked.answer)


def _with_answer(row: Row, answer: Answer) -> Row:
    return replace(
        row,
        status=answer.status,
        answer=" / ".join(map(str, answer.statements)),
        confidence=answer.confidence,
        citations=tuple(Cited(c.document.id, c.start, c.end, c.quote) for c in answer.citations),
        timings=dict(answer.timings),
    )


def _cost(kb: KnowledgeBase, indexing: SyncReport | None) -> Cost:
    size, passages = index_bytes(kb.folder), kb.contents().passages
    rate = None
    if indexing is not None and indexing.embedded and indexing.seconds:
        rate = indexing.embedded / indexing.seconds
    return Cost(
        passages_per_second=rate,
        index_bytes=size,
        index_bytes_per_passage=size / passages if passages else None,
        peak_memory_bytes=peak_memory(),
    )
