"""Report -> one HTML document, with its style and script inside."""

from collections.abc import Iterator
from datetime import datetime
from html import escape
from importlib import resources
from typing import TYPE_CHECKING

from rag.counted import counted
from rag.evaluation.layout import (
    RANKING_COLUMNS,
    cost_lines,
    group_figures,
    part_cells,
    part_columns,
    percent,
    ranking_rows,
)
from rag.evaluation.measures import MEASURES, label_of
from rag.evaluation.page.charts import stacked_bar
from rag.evaluation.page.differences import differences_html
from rag.evaluation.page.plots import plots
from rag.evaluation.page.questions import questions_html
from rag.evaluation.rows import OUTCOMES
from rag.text.months import MONTH_NAMES

if TYPE_CHECKING:
    from rag.evaluation.comparison import Comparison
    from rag.evaluation.report import Report

_HEADLINES = (
    "right",
    "f1",
    "exact_match",
    "refusal_f1",
    "citation_recall",
    "document.hybrid.nDCG@10",
    "passage.hybrid.Success@5",
    "document.run.nDCG@10",
)


def report_html(report: "Report", comparison: "Comparison | None" = None) -> str:
    """Write the page of a report, with what changed when it is compared with another."""
    title = f"Evaluation of {report.name}"
    sections = "".join(_sections(report, comparison))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_static('report.css')}</style></head><body>"
        f"<main><header><h1>{escape(report.name)}</h1>{_about(report)}</header>{sections}</main>"
        f"<script>{_static('report.js')}</script></body></html>\n"
    )


def _sections(report: "Report", comparison: "Comparison | None") -> Iterator[str]:
    for warning in report.warnings:
        yield f'<p class="warning" role="note">{escape(warning)}</p>'
    yield _headlines(report, comparison)
    yield _outcomes(report)
    if comparison is not None:
        yield _section("compared", "Compared", differences_html(comparison))
    yield _section("plots", "Plots", f'<div class="plots">{plots(report)}</div>')
    yield _section("figures", "Figures", f'<div class="plots">{"".join(_tables(report))}</div>')
    yield _section(
        "all-questions", "Questions", questions_html(report.rows, report.summary.questions)
    )
    yield _section("made", "Made with", _made(report))


def _section(id_: str, title: str, content: str) -> str:
    return f'<section aria-labelledby="{id_}"><h2 id="{id_}">{title}</h2>{content}</section>'


def _about(report: "Report") -> str:
    index = report.made.get("index", {})
    facts = [counted(report.summary.questions, "question")]
    if index:
        facts += [f"{index['documents']:,} documents", f"{index['passages']:,} passages"]
    when = report.surroundings.get("when")
    facts += [_moment(datetime.fromisoformat(when))] if when else []
    return f'<p class="muted">{escape(" · ".join(facts))}</p>'


def _moment(when: datetime) -> str:
    return f"{MONTH_NAMES[when.month - 1]} {when.day}, {when:%Y, %H:%M} UTC"


def _headlines(report: "Report", comparison: "Comparison | None") -> str:
    changes = {one.name: one for one in comparison.measures} if comparison else {}
    cards = []
    for name in _HEADLINES:
        if figure := report.figures.get(name):
            margin = f"± {percent(figure.margin)}" if figure.margin is not None else ""
            change = ""
            if one := changes.get(name):
                way = "good" if one.difference.mean > 0 else "bad"
                way = way if one.is_real else "muted"
                change = f'<span class="change {way}">{100 * one.difference.mean:+.1f}</span>'
            meaning = MEASURES[name].meaning if name in MEASURES else label_of(name)
            cards.append(
                f'<div class="headline card" title="{escape(meaning)}"><span class="name">'
                f'{escape(label_of(name))}</span><span class="number">{percent(figure.value)}'
                f'<small> %</small></span><span class="muted">{margin} {change}</span></div>'
            )
    if times := report.latency.get("total"):
        cards.append(
            '<div class="headline card" title="Half of the questions took less"><span '
            f'class="name">Time, median</span><span class="number">{times.p50:,.0f}<small> ms'
            f'</small></span><span class="muted">95 % under {times.p95:,.0f}</span></div>'
        )
    return f'<div class="headlines">{"".join(cards)}</div>'


def _outcomes(report: "Report") -> str:
    counts = report.summary.outcomes
    if not any(name in counts for name in OUTCOMES if name != "unscored"):
        return ""
    parts = [(o.label, counts.get(name, 0), o.colour) for name, o in OUTCOMES.items()]
    bar = stacked_bar("What became of the questions", parts)
    return _section("outcomes", "What became of the questions", f'<div class="card">{bar}</div>')


def _tables(report: "Report") -> Iterator[str]:
    for title, figures in group_figures(report):
        rows = "".join(
            f"<tr><th scope='row'>{escape(label_of(name))}<small>{escape(MEASURES[name].meaning)}"
            f"</small></th><td>{percent(figure.value)}"
            f"{f'<small>± {percent(figure.margin)}</small>' if figure.margin else ''}</td>"
            f"<td>{figure.count:,}</td></tr>"
            for name, figure in figures
        )
        yield _table(title, ("%", "of"), rows)
    if found := ranking_rows(report):
        rows = "".join(_row(label, cells) for label, cells in found)
        yield _table("Retrieval, %", [label for label, _ in RANKING_COLUMNS], rows, wide=True)
    parts = (("By kind", report.summary.kinds), ("By turn", report.summary.turns))
    for title, some in parts:
        if columns := part_columns(some):
            rows = "".join(
                _row(part.name, [f"{part.count:,}", *part_cells(part, columns)]) for part in some
            )
            yield _table(f"{title}, %", ["questions", *columns.values()], rows, wide=True)
    if lines := list(cost_lines(report)):
        yield _table("Cost", ("",), "".join(_row(label, [value]) for label, value in lines))


def _row(label: str, cells: list[str]) -> str:
    values = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f"<tr><th scope='row'>{escape(label)}</th>{values}</tr>"


def _table(
    title: str, columns: "list[str] | tuple[str, ...]", rows: str, wide: bool = False
) -> str:
    heads = "".join(f"<th scope='col'>{escape(column)}</th>" for column in columns)
    kind = " wide" if wide else ""
    return (
        f'<div class="card table{kind}"><table><thead><tr><th scope="col">{escape(title)}</th>'
        f"{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _made(report: "Report") -> str:
    models, index = report.made.get("models", {}), report.made.get("index", {})
    facts = {
        "command": report.surroundings.get("command", ""),
        **models,
        **{name: index[name] for name in ("revision", "chunker") if name in index},
        "questions (SHA-256)": report.made.get("questions", ""),
        "versions": ", ".join(f"{k} {v}" for k, v in report.made.get("versions", {}).items()),
        **{k: v for k, v in report.surroundings.items() if k not in ("command", "when")},
    }
    items = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(str(value))}</dd>" for name, value in facts.items()
        if value not in ("", None)
    )  # fmt: skip
    return f'<dl class="card made">{items}</dl>'


def _static(name: str) -> str:
    return resources.files("rag.evaluation").joinpath("page", "static", name).read_text("utf-8")
