"""The command `rag eval`: a question set -> figures, a report to look at, an exit code.

It parses options and shows what comes back; what is measured is decided in rag.evaluation.
"""

import contextlib
import shlex
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from rag.cli.application import (
    FAILED,
    JsonOption,
    LlmModelOption,
    LlmOption,
    UsageError,
    language_model,
)
from rag.cli.evaluated_index import evaluated, usual_index
from rag.cli.evaluation_options import (
    AtLeastOption,
    AtMostOption,
    CompareOption,
    DocsOption,
    IndexOption,
    KeepRunsOption,
    LimitOption,
    MakeOption,
    OutputOption,
    QrelsOption,
    QuestionsArgument,
    RetrievalOnlyOption,
    RunOption,
    SeedOption,
)
from rag.cli.failures import show_failures
from rag.cli.show import show_json
from rag.cli.text import one_line
from rag.counted import counted
from rag.documents import find_files, read_document
from rag.errors import DocumentError, InputError
from rag.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from rag.evaluation import Comparison, Gate, QuestionSet, Report
    from rag.types import Document

DEFAULT_QUESTIONS = "questions.jsonl"


def evaluation(
    questions: QuestionsArgument = DEFAULT_QUESTIONS,
    index: IndexOption = None,
    docs: DocsOption = None,
    output: OutputOption = None,
    compare: CompareOption = None,
    limit: LimitOption = None,
    seed: SeedOption = 0,
    at_least: AtLeastOption = None,
    at_most: AtMostOption = None,
    qrels: QrelsOption = None,
    run: RunOption = None,
    retrieval_only: RetrievalOnlyOption = False,
    keep_runs: KeepRunsOption = False,
    llm: LlmOption = "",
    llm_model: LlmModelOption = "",
    make: MakeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Measure retrieval, answers, citations and refusals.

    It asks a set of questions with known answers. One that brings its own documents (a BEIR
    folder, SQuAD) is indexed by itself. A run that was stopped goes on where it was when it is
    given the same --output again. The exit code is 1 when a gate (--at-least, --at-most) is missed.

    \b
    Example:
      rag eval questions.jsonl --output report --at-least f1=0.7
    """
    if index is not None and docs is not None:
        raise UsageError(
            "--docs indexes a folder by itself, --index names one to ask as it is; give one of them"
        )
    if make is not None:
        made = _make(make, Path(questions), docs, index, seed)
        starters = f"{counted(made, 'starter question')} in {questions}"
        told = {"file": questions, "questions": made}
        show_json(told) if as_json else typer.echo(f"{starters}; read and correct them before use")
        return
    if keep_runs and output is None:
        raise UsageError("--runs writes into the report's folder; name it with --output FOLDER")
    gates = _gates(at_least, at_most, answers=not retrieval_only, run=run is not None)
    asked = _opened(questions, index is None and docs is None, qrels, limit, seed)
    baseline = _baseline(compare, output)
    if run is not None:
        report = _of_run(asked, run)
    else:
        model = language_model(llm, llm_model)
        with evaluated(questions, asked, docs, index, model) as (kb, synced):
            from rag.evaluation import evaluate

            with _progress(as_json) as on_progress:
                report = evaluate(
                    kb,
                    asked,
                    folder=output,
                    answers=not retrieval_only,
                    keep_rankings=keep_runs,
                    indexing=synced,
                    command=shlex.join(["rag", *sys.argv[1:]]),
                    on_progress=on_progress,
                )
    comparison = report.compare(baseline, seed=seed) if baseline else None
    _show(report, comparison, output, as_json)
    _hold(report, gates)


def _opened(
    questions: str, own_documents: bool, qrels: Path | None, limit: int | None, seed: int
) -> "QuestionSet":
    """Open the set, with judgements from a file and cut to a sample where that is asked for."""
    from rag.evaluation import read_questions, with_qrels

    asked = read_questions(questions, contexts=own_documents)
    if qrels is not None:
        asked = with_qrels(asked, qrels)
    return asked.sample(limit, seed=seed) if limit is not None else asked


def _baseline(compare: Path | None, output: Path | None) -> "Report | None":
    """Read the report to compare with, before its folder may be written to."""
    if compare is None:
        return None
    from rag.evaluation import Report

    baseline = Report.load(compare)
    folder = compare if compare.is_dir() else compare.parent
    same = output is not None and output.resolve() == folder.resolve()
    return baseline.held() if same else baseline


def _of_run(asked: "QuestionSet", run: Path) -> "Report":
    from rag.evaluation import evaluate_run, read_run

    return evaluate_run(asked, read_run(run), name=run.name)


def _gates(
    at_least: list[str] | None, at_most: list[str] | None, *, answers: bool, run: bool
) -> "list[Gate]":
    """Read the gates, and raise for a name that such a report cannot have."""
    from rag.evaluation import check_gates, parse_gate

    try:
        gates = [parse_gate(text) for text in at_least or ()]
        gates += [parse_gate(text, "at most") for text in at_most or ()]
        check_gates(gates, answers=answers, run=run)
    except InputError as error:
        raise UsageError(str(error)) from error
    return gates


def _show(
    report: "Report", comparison: "Comparison | None", output: Path | None, as_json: bool
) -> None:
    """Write the report where that is asked for, then print it."""
    from rag.evaluation.report import PAGE

    if output is not None:
        report.save(output, comparison=comparison)
    if as_json:
        more = {"comparison": comparison.to_dict()} if comparison else {}
        show_json(report.to_dict() | more)
        return
    _print_tables(report, comparison)
    show_failures(report, output)
    if output is not None:
        typer.echo(f"\nreport: {output / PAGE}")


def _print_tables(report: "Report", comparison: "Comparison | None") -> None:
    """Print tables with their styles on a terminal, plain anywhere else."""
    if not sys.stdout.isatty():
        typer.echo(str(report))
        if comparison is not None:
            typer.echo(f"\n{comparison}")
        return
    from rich.console import Console

    from rag.evaluation.terminal import comparison_tables, report_tables, show

    console = Console()
    show(console, report_tables(report))
    show(console, comparison_tables(comparison) if comparison else ())


def _hold(report: "Report", gates: "list[Gate]") -> None:
    """Fail when a gate is missed, naming each."""
    from rag.evaluation import missed_gates

    missed = missed_gates(report, gates)
    for one in missed:
        typer.echo(f"gate missed: {one}", err=True)
    if missed:
        raise typer.Exit(FAILED)


@contextlib.contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """Draw a bar on stderr, where that is a terminal."""
    from rich.console import Console

    console: Any = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield None
        return
    from rich import progress

    columns = (
        progress.TextColumn("asking"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeElapsedColumn(),
        progress.TimeRemainingColumn(),
    )
    with progress.Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _make(count: int, path: Path, docs: Path | None, index: Path | None, seed: int) -> int:
    """Write starter questions to a file that is not there yet; give their number."""
    from rag.evaluation.making import make_questions, write_questions

    if docs is None:
        with KnowledgeBase.open(index or usual_index(), create=False) as kb:
            made = make_questions(kb.documents, count, seed=seed)
    else:
        made = make_questions(_read_documents(docs), count, seed=seed)
    write_questions(made, path)
    return len(made)


def _read_documents(folder: Path) -> "Iterator[Document]":
    """Read a folder's documents, by name; say which files cannot be used, as a sync does."""
    for path in find_files(folder):
        try:
            yield read_document(path, root=folder)
        except DocumentError as error:
            typer.echo(f"skipped: {one_line(str(error))}", err=True)
