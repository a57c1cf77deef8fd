"""The questions that an evaluation answered wrongly -> lines under its tables."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from rag.cli.text import shortened

if TYPE_CHECKING:
    from rag.evaluation import Report
    from rag.evaluation.rows import Row

_SHOWN = 10  # questions
_NOTHING = "(the documents do not say)"
_LONGEST = 160  # characters of a question, and of what was expected and said


def show_failures(report: "Report", output: Path | None) -> None:
    """Print the first questions that failed, and how to see all of them."""
    from rag.evaluation.report import PAGE

    failed = [row for row in report.rows if row.failed]
    if not failed:
        return
    typer.echo(f"\nFailed: {len(failed):,} of {len(report.rows):,} questions")
    for row in failed[:_SHOWN]:
        typer.echo(f"  {shortened(row.question, _LONGEST)}\n{_said(row)}")
    if output is None:
        typer.echo(f"all of them, with their quotes: --output FOLDER writes {PAGE}")


def _said(row: "Row") -> str:
    expected = shortened(" / ".join(row.golds or ()), _LONGEST) or _NOTHING
    said = shortened(row.answer, _LONGEST) or _NOTHING
    return f"    expected: {expected}\n    said: {said}"
