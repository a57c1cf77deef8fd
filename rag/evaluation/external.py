"""Score a ranking made elsewhere, as a TREC run, by the judgements of a question set."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rag.errors import InputError
from rag.evaluation.datasets.corpus import possible_ids
from rag.evaluation.datasets.trec import one_field
from rag.evaluation.figures import summarise
from rag.evaluation.questions import Question, QuestionSet
from rag.evaluation.ranking_metrics import score_ranking
from rag.evaluation.report import Report
from rag.evaluation.rows import MemoryRows, Row

_NAMED = 3  # documents named in a warning


def evaluate_run(
    questions: Iterable[Question], run: Mapping[str, Sequence[str]], *, name: str = "run"
) -> Report:
    """Score a run: query id -> documents, best first; its figures are `document.run.nDCG@10`, ...

    A judged query that the run lacks scores 0, as in trec_eval with `-c`. Documents may be named
    without a suffix, and a run has underscores for the spaces of a name. Raises InputError when
    the run has none of the queries; relevant documents that no line names are warned of.
    """
    rows, names, shared = MemoryRows(), _Names(run), 0
    for question in questions:
        if not question.documents:
            continue
        ranked = run.get(question.id, run.get(one_field(question.id)))
        shared += ranked is not None
        rows.append(_row(question, names.graded(question), ranked or ()))
    judged = len(rows)
    if not shared:
        raise InputError(
            f"the run ranks documents for none of the {judged:,} judged questions; "
            "check that their ids agree"
        )
    missing = judged - shared
    warnings = list(questions.warnings) if isinstance(questions, QuestionSet) else []
    if missing:
        warnings.append(f"{missing:,} judged questions are not in the run and score 0")
    warnings += names.warnings()
    return Report(name, rows, summarise(rows, judged), warnings=tuple(warnings))


def _row(question: Question, relevance: Mapping[str, int], ranked: Sequence[str]) -> Row:
    scores = score_ranking(ranked, relevance)
    return Row(
        id=question.id,
        question=question.text,
        kind=question.kind,
        turn=len(question.history) + 1,
        history=question.history,
        numbered=question.numbered,
        relevant=dict(relevance),
        scores={f"document.run.{measure}": value for measure, value in scores.items()},
    )


class _Names:
    """The names that the lines of a run have for documents."""

    def __init__(self, run: Mapping[str, Sequence[str]]) -> None:
        self._ranked = frozenset(name for ranked in run.values() for name in ranked)
        self._found = dict[str, str | None]()  # document as the questions name it -> as the run
        self._relevant = dict[str, None]()  # by the questions' names, in their order

    def graded(self, question: Question) -> dict[str, int]:
        """Name a question's documents as the run does, where it has them."""
        graded = dict[str, int]()
        for document, grade in question.relevance.items():
            name = self._name(document) or document
            graded[name] = max(grade, graded.get(name, grade))
        self._relevant |= dict.fromkeys(question.documents)
        return graded

    def warnings(self) -> Iterator[str]:
        """Say which relevant documents no line of the run has."""
        absent = [document for document in self._relevant if self._found[document] is None]
        if absent:
            some = ", ".join(absent[:_NAMED])
            more = f" and {len(absent) - _NAMED:,} more" if len(absent) > _NAMED else ""
            yield (
                f"{len(absent):,} of the {len(self._relevant):,} relevant documents stand in no "
                f"line of the run ({some}{more}) and count as not found; "
                "check that it names them so"
            )

    def _name(self, document: str) -> str | None:
        if document not in self._found:
            names = (name for id_ in possible_ids(document) for name in (id_, one_field(id_)))
            self._found[document] = next((name for name in names if name in self._ranked), None)
        return self._found[document]
