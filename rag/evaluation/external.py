"""Score a ranking made elsewhere, as a TREC run, by the judgements of a question set."""

from collections.abc import Iterable, Mapping, Sequence

from rag.errors import InputError
from rag.evaluation.figures import summarise
from rag.evaluation.questions import Question, QuestionSet
from rag.evaluation.ranking_metrics import score_ranking
from rag.evaluation.report import Report
from rag.evaluation.rows import MemoryRows, Row


def evaluate_run(
    questions: Iterable[Question], run: Mapping[str, Sequence[str]], *, name: str = "run"
) -> Report:
    """Score a run: query id -> documents, best first; its figures are `document.run.nDCG@10`, ...

    A judged query that the run lacks scores 0, as in trec_eval with `-c`. Raises InputError
    when the run has none of the queries.
    """
    rows, shared, judged = MemoryRows(), 0, 0
    for question in questions:
        if not question.documents:
            continue
        judged += 1
        shared += question.id in run
        scores = score_ranking(run.get(question.id, ()), question.relevance)
        rows.append(
            Row(
                id=question.id,
                question=question.text,
                kind=question.kind,
                turn=len(question.history) + 1,
                history=question.history,
                numbered=question.numbered,
                relevant=dict(question.relevance),
                scores={f"document.run.{measure}": value for measure, value in scores.items()},
            )
        )
    if not shared:
        raise InputError(
            f"the run ranks documents for none of the {judged:,} judged questions; "
            "check that their ids agree"
        )
    missing = judged - shared
    warnings = list(questions.warnings) if isinstance(questions, QuestionSet) else []
    if missing:
        warnings.append(f"{missing:,} judged questions are not in the run and score 0")
    return Report(name, rows, summarise(rows, len(rows)), warnings=tuple(warnings))
