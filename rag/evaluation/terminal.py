"""Report and comparison -> tables for a terminal, by Rich. Decides nothing about figures."""

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any

from rag.counted import counted
from rag.evaluation.layout import (
    RANKING_COLUMNS,
    cost_lines,
    group_figures,
    part_cells,
    part_columns,
    percent,
    ranking_rows,
    signed,
)
from rag.evaluation.measures import label_of, lower_is_better

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from rag.evaluation.comparison import Changed, Comparison
    from rag.evaluation.report import Report

_WIDTH, _WIDEST = 100, 1000  # of plain text, characters: of its lines, of its tables
_SHOWN = 10  # changed questions of each kind


def report_text(report: "Report") -> str:
    """Lay a report out as plain text."""
    return _plain(report_tables(report))


def comparison_text(comparison: "Comparison") -> str:
    """Lay a comparison out as plain text."""
    return _plain(comparison_tables(comparison))


def show(
    console: Any, renderables: "Iterable[RenderableType]", *, width: int | None = None
) -> None:
    """Print tables as wide as they are, for a narrower one lacks columns, and wrap the rest.

    It is wrapped at `width`, by default that of the console.
    """
    from rich.table import Table

    width = width or console.width
    for renderable in renderables:
        console.width = _WIDEST if isinstance(renderable, Table) else width
        console.print(renderable, highlight=False, markup=False)
    console.width = width


def report_tables(report: "Report") -> "Iterator[RenderableType]":
    """Give the tables of a report, top to bottom."""
    from rich.text import Text

    statuses = report.summary.statuses
    said = " · ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in statuses.items())
    asked = counted(report.summary.questions, "question")
    yield Text.assemble((report.name, "bold"), f"  {asked}{f': {said}' if said else ''}\n")
    for title, figures in group_figures(report):
        table = _table(title, ("%", "±", "of"))
        for name, figure in figures:
            margin = percent(figure.margin) if figure.margin is not None else ""
            arrow = " (lower is better)" if lower_is_better(name) else ""
            table.add_row(
                label_of(name) + arrow, percent(figure.value), margin, f"{figure.count:,}"
            )
        yield table
    if rows := ranking_rows(report):
        table = _table("Retrieval", [label for label, _ in RANKING_COLUMNS])
        for label, values in rows:
            table.add_row(label, *values)
        yield table
    yield from _part_tables(report)
    yield from _cost_tables(report)
    for warning in report.warnings:
        yield Text(f"warning: {warning}", "yellow")


def comparison_tables(comparison: "Comparison") -> "Iterator[RenderableType]":
    """Give the tables of a comparison, top to bottom."""
    from rich.text import Text

    shared = counted(comparison.shared, "shared question")
    yield Text(f"\nAgainst {comparison.baseline_name}, {shared}\n")
    for name, before, now in comparison.settings:
        yield Text(f"  {name}: {before or 'none'} -> {now or 'none'}", "dim")
    table = _table("Differences", ("before", "now", "change", "95 % interval", "p", "real?"))
    for one in comparison.moved:
        d = one.difference
        table.add_row(
            label_of(one.name),
            percent(one.baseline),
            percent(one.current),
            signed(d.mean),
            f"{signed(d.low)} to {signed(d.high)}",
            f"{one.adjusted_p:.3f}",
            "yes" if one.is_real else "no",
            style="bold" if one.is_real else "",
        )
    same = len(comparison.measures) - len(comparison.moved)
    if comparison.moved:
        yield table
        yield Text(
            "p: paired randomisation test, adjusted for the number of measures (Holm)", "dim"
        )
    if same:
        yield Text(f"no change in {same:,} of {len(comparison.measures):,} measures", "dim")
    yield from _changed_lines("Worse", comparison.worse)
    yield from _changed_lines("Better", comparison.better)
    for warning in comparison.warnings:
        yield Text(f"warning: {warning}", "yellow")


def _part_tables(report: "Report") -> "Iterator[RenderableType]":
    """Give the answers by kind of question, and by turn where there are conversations."""
    for title, parts in (
        ("By kind of question", report.summary.kinds),
        ("By turn", report.summary.turns),
    ):
        columns = part_columns(parts)
        if columns:
            table = _table(title, ("questions", *columns.values()))
            for part in parts:
                table.add_row(part.name, f"{part.count:,}", *part_cells(part, columns))
            yield table


def _cost_tables(report: "Report") -> "Iterator[RenderableType]":
    if report.latency:
        table = _table("Milliseconds", ("p50", "p95", "p99"))
        for stage, times in report.latency.items():
            table.add_row(stage, *(f"{t:.1f}" for t in (times.p50, times.p95, times.p99)))
        yield table
    lines = list(cost_lines(report))
    if lines:
        table = _table("Cost", ("",))
        for label, value in lines:
            table.add_row(label, value)
        yield table


def _changed_lines(title: str, changed: "Sequence[Changed]") -> "Iterator[RenderableType]":
    from rich.text import Text

    if changed:
        yield Text(f"\n{title}: {counted(len(changed), 'question')}", "bold")
    for one in changed[:_SHOWN]:
        before = one.baseline.answer or "refused"
        now = one.current.answer or "refused"
        by = f"{label_of(one.measure)} {signed(one.change)}"
        yield Text(f"  {one.current.question} ({by})\n    {before} -> {now}", overflow="fold")


def _table(title: str, columns: Sequence[str]) -> "Table":
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, title_justify="left")
    table.add_column(title, min_width=30)
    for column in columns:
        table.add_column(column, justify="right")
    return table


def _plain(renderables: "Iterable[RenderableType]") -> str:
    from rich.console import Console

    out = StringIO()
    console: Any = Console(file=out, color_system=None)
    show(console, renderables, width=_WIDTH)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()).strip("\n")
