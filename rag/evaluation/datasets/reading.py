"""A path or a name -> a set of questions, whatever form it has.

Big files are read as they are used, never held whole (but for JSON documents, which are).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from rag.errors import InputError
from rag.evaluation.datasets.beir import beir_corpus, beir_questions
from rag.evaluation.datasets.feedback import is_feedback, last_verdicts
from rag.evaluation.datasets.hub import PREFIX, hub_records, parse_hub_name
from rag.evaluation.datasets.lines import EXAMPLE, bad_line, format_of, json_objects
from rag.evaluation.datasets.records import (
    DOCUMENTS,
    BadRecord,
    context_source,
    read_record,
    split_cells,
)
from rag.evaluation.datasets.squad import squad_corpus, squad_questions
from rag.evaluation.datasets.tables import table_records
from rag.evaluation.datasets.trec import Qrels, read_qrels
from rag.evaluation.questions import Question, QuestionSet, Source
from rag.text.paths import checked_path

_Records = Callable[[], Iterable[tuple[int, dict[str, Any]]]]
_Bad = Callable[[int, str], NoReturn]
TABLE = 'the columns are question,answers,documents; several answers stand as "1999 | in 1999"'
FORMS = ".jsonl, .json (SQuAD), .csv, .tsv, a BEIR folder, or hf:NAME"


def read_questions(source: str | Path, *, contexts: bool = False) -> QuestionSet:
    """Open a question set: our JSONL, SQuAD's JSON, a table, a BEIR folder, or `hf:NAME`.

    With `contexts`, records that bring their own passage (SQuAD's, say) count as answered by
    it, and the set's `corpus` gives these passages. Compressed files (.xz, .gz, .bz2) are
    read as they are. Errors of a record are raised when it is reached, as InputError with
    the file, the line and what mends it.
    """
    if isinstance(source, str) and source.startswith(PREFIX):
        name = parse_hub_name(source)
        return _of_records(source, lambda: hub_records(name), _bad_row(source), contexts)
    path = checked_path("the file of questions", source)
    if path.is_dir():
        return QuestionSet(path.name, lambda: beir_questions(path), lambda: beir_corpus(path))
    if not path.is_file():
        raise InputError(f"there is no {path}; give a file of questions: {FORMS}")
    form = format_of(path)
    if form in (".jsonl", ".ndjson"):
        return _of_records(path.name, lambda: json_objects(path), _bad_of(path), contexts)
    if form in (".csv", ".tsv"):
        bad = _bad_of(path, TABLE)
        return _of_records(path.name, lambda: table_records(path), bad, contexts, cells=True)
    if form == ".json":
        corpus = (lambda: squad_corpus(path)) if contexts else None
        return QuestionSet(path.name, lambda: squad_questions(path, contexts=contexts), corpus)
    raise InputError(f"{path} has a form that is not known; known are {FORMS}")


def with_qrels(questions: QuestionSet, path: Path) -> QuestionSet:
    """Take the relevant documents of each question from a file of TREC judgements alone.

    The set is gone through for the ids that both have: InputError when there is none, a warning
    of the set when some are left over.
    """
    qrels = read_qrels(path)
    wanted = {q.id: q.answers != () for q in questions}  # id -> whether documents answer it
    if wanted and not qrels.keys() & wanted.keys():
        raise InputError(
            f"{path} judges none of the questions of {questions.name}: its ids are like "
            f"{next(iter(qrels))!r}, theirs like {next(iter(wanted))!r}; give each question the "
            'id that the judgements have (without an "id" it is q and the number of its line: q1)'
        )
    return replace(
        questions,
        read=lambda: (replace(q, relevance=qrels.get(q.id, {})) for q in questions),
        warnings=(*questions.warnings, *_left_over(qrels, wanted, path)),
    )


def _left_over(qrels: Qrels, wanted: Mapping[str, bool], path: Path) -> Iterator[str]:
    """Say how many ids only the judgements have, and how many only the questions."""
    if unasked := [id_ for id_ in qrels if id_ not in wanted]:
        yield (
            f"{len(unasked):,} of the {len(qrels):,} queries that {path} judges are no question "
            f"of the set (for instance {unasked[0]!r})"
        )
    if unjudged := [id_ for id_, answerable in wanted.items() if answerable and id_ not in qrels]:
        yield (
            f"{len(unjudged):,} of the {len(wanted):,} questions have no judgement in {path}, "
            f"hence no relevant documents (for instance {unjudged[0]!r})"
        )


def _of_records(
    name: str, records: _Records, bad: _Bad, contexts: bool, *, cells: bool = False
) -> QuestionSet:
    first = next((row for _, row in _first(records)), {})

    def questions() -> Iterator[Question]:
        for number, row in last_verdicts(records) if is_feedback(first) else records():
            try:
                record = split_cells(row) if cells else row
                yield from read_record(record, number, contexts=contexts)
            except BadRecord as error:
                bad(number, str(error))

    has_contexts = contexts and _brings_context(first)
    return QuestionSet(name, questions, (lambda: _contexts(records)) if has_contexts else None)


def _contexts(records: _Records) -> Iterator[Source]:
    """Give every passage once."""
    seen = set[str]()
    for _, row in records():
        source = context_source(row)
        if source is not None and source.id not in seen:
            seen.add(source.id)
            yield source


def _brings_context(row: dict[str, Any]) -> bool:
    """Say whether a record is answered by a passage that it brings, not by a document it names."""
    named = any(row.get(name) for name in DOCUMENTS)
    return not named and context_source(row) is not None


def _first(records: _Records) -> Iterator[tuple[int, dict[str, Any]]]:
    yield from (record for _, record in zip(range(1), records(), strict=False))


def _bad_of(path: Path, wanted: str = EXAMPLE) -> _Bad:
    def bad(number: int, problem: str) -> NoReturn:
        bad_line(path, number, problem, wanted)

    return bad


def _bad_row(name: str) -> _Bad:
    def bad(number: int, problem: str) -> NoReturn:
        raise InputError(f"{name}, row {number}: {problem}")

    return bad
