"""Report -> its plots, each a figure with a title and a sentence that says how to read it."""

import math
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from rag.evaluation.layout import LEVEL_LABELS, RANKER_LABELS
from rag.evaluation.page.charts import (
    Axis,
    Series,
    bar_chart,
    forest_chart,
    high_ticks,
    legend,
    line_chart,
    range_chart,
    reliability_chart,
    shares,
)
from rag.evaluation.ranking_metrics import RECALL_AT

if TYPE_CHECKING:
    from rag.evaluation.comparison import Comparison
    from rag.evaluation.report import Report

_COLOURS = {"dense": "c2", "lexical": "c3", "hybrid": "c1", "run": "c1"}


def plots(report: "Report") -> str:
    """Give all plots that the report has figures for."""
    makers = (_recall, _risk_coverage, _reliability, _thresholds, _kinds, _latency)
    return "".join(figure for make in makers for figure in make(report))


def differences(comparison: "Comparison", labels: Sequence[str]) -> str:
    """Draw the differences between two runs."""
    rows = [
        (label, one.difference.mean, one.difference.low, one.difference.high, one.is_real)
        for label, one in zip(labels, comparison.moved, strict=True)
    ]
    return forest_chart("Differences with 95 % intervals", rows)


def _recall(report: "Report") -> Iterator[str]:
    for level, label in LEVEL_LABELS.items():
        series = [
            Series(name, points, _COLOURS[ranker], dots=True)
            for ranker, name in RANKER_LABELS.items()
            if (points := _recall_points(report, f"{level}.{ranker}"))
        ]
        if series:
            x = Axis("k", [math.log(k) for k in RECALL_AT], _texts(RECALL_AT))
            least = min(value for one in series for _, value in one.points)
            y = shares("recall, %", high_ticks(least))
            chart = line_chart(f"Recall of {label}", x, y, series)
            about = f"Share of the relevant {label} among the best k. Higher is better."
            yield _figure(f"Recall of {label}", about, chart + legend(series))


def _recall_points(report: "Report", prefix: str) -> list[tuple[float, float]]:
    found = [(k, report.figures.get(f"{prefix}.R@{k}")) for k in RECALL_AT]
    return [(math.log(k), figure.value) for k, figure in found if figure]


def _risk_coverage(report: "Report") -> Iterator[str]:
    points = report.summary.curves.risk_coverage
    if points:
        series = [Series("risk", points, "c1")]
        asked = sum(report.summary.statuses.values())
        said = asked - report.summary.statuses.get("not_found", 0)
        if asked:
            now = said / asked
            series.append(Series("today's refusals", [(now, 0), (now, 1)], "muted", dashed=True))
        chart = line_chart("Risk and coverage", shares("answered, %"), shares("risk, %"), series)
        about = (
            "The surest answers first: how much goes wrong (1 - F1) when only so many questions "
            "are answered. A curve that stays low to the right is better."
        )
        yield _figure("Risk and coverage", about, chart + legend(series))


def _reliability(report: "Report") -> Iterator[str]:
    bins = report.summary.curves.reliability
    if bins:
        rows = [(one.predicted, one.observed, one.count) for one in bins]
        about = (
            "What a confidence means: the share that was right among answers of like confidence. "
            "On the diagonal it keeps its word; larger dots are more questions."
        )
        chart = reliability_chart("Reliability", rows)
        yield _figure("Reliability of the confidence", about, chart)


def _thresholds(report: "Report") -> Iterator[str]:
    points = report.summary.curves.thresholds
    if points:
        most = max(value for _, value in points)
        best = next(threshold for threshold, value in points if value == most)
        chart = line_chart(
            "F1 by threshold",
            shares("refused below this confidence, %"),
            shares("F1, %"),
            [Series("F1", points, "c1")],
        )
        about = (
            f"F1 over all questions, were they refused below another confidence. It peaks at "
            f"{best:.2f} with {100 * most:.1f}; do not choose by the set that you report."
        )
        yield _figure("F1 by refusal threshold", about, chart)


def _kinds(report: "Report") -> Iterator[str]:
    bars = [
        (part.name, part.figures["f1"].value, f"{100 * part.figures['f1'].value:.0f} % of "
         f"{part.count:,}", "c1")
        for part in report.summary.kinds
        if "f1" in part.figures
    ]  # fmt: skip
    if bars:
        yield _figure(
            "F1 by kind of question", "Token F1, all questions.", bar_chart("F1 by kind", bars)
        )


def _latency(report: "Report") -> Iterator[str]:
    rows = [
        (stage, times.p50, times.p95, f"{_ms(times.p50)} – {_ms(times.p95)} ms")
        for stage, times in report.latency.items()
    ]
    if rows:
        most = max(high for _, _, high, _ in rows)
        about = "From the median (dot) to the 95th percentile of the time a question takes."
        yield _figure("Time by stage", about, range_chart("Time by stage", rows, most))


def _figure(title: str, about: str, chart: str) -> str:
    return (
        f'<figure class="card"><h3>{escape(title)}</h3><figcaption>{escape(about)}</figcaption>'
        f"{chart}</figure>"
    )


def _texts(numbers: Sequence[int]) -> list[str]:
    return [str(number) for number in numbers]


def _ms(value: float) -> str:
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}"
