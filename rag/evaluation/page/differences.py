"""Comparison -> what differs between two runs: settings, measures, changed questions."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from rag.counted import counted
from rag.evaluation.measures import label_of
from rag.evaluation.page.plots import differences

if TYPE_CHECKING:
    from rag.evaluation.comparison import Changed, Comparison

_SHOWN = 50  # changed questions of each kind


def differences_html(comparison: "Comparison") -> str:
    """Show the differences with their intervals, and the questions that changed."""
    warnings = "".join(f'<p class="warning">{escape(text)}</p>' for text in comparison.warnings)
    settings = "".join(
        f"<li>{escape(name)}: {escape(before or 'none')} → {escape(now or 'none')}</li>"
        for name, before, now in comparison.settings
    )
    real = sum(one.is_real for one in comparison.measures)
    shared = counted(comparison.shared, "shared question")
    about = (
        f"Against {comparison.baseline_name}, over {shared}: "
        f"{real} of {len(comparison.measures)} differences are more than chance (paired "
        "randomisation test, 5 % over all measures by Holm); they are drawn in colour, with "
        "their 95 % bootstrap intervals, in points of percent."
    )
    labels = [label_of(one.name) for one in comparison.moved]
    drawn = differences(comparison, labels) if labels else ""
    same = len(comparison.measures) - len(labels)
    about += f" No question changed by {same} of the measures; these are not drawn." if same else ""
    return (
        f'{warnings}<div class="card"><p>{escape(about)}</p>'
        f"{f'<ul>{settings}</ul>' if settings else ''}"
        f'<div class="forest">{drawn}</div></div>'
        f'<div class="plots">{_changed("Worse", "bad", comparison.worse)}'
        f"{_changed('Better', 'good', comparison.better)}</div>"
    )


def _changed(title: str, colour: str, changed: "Sequence[Changed]") -> str:
    items = "".join(
        f'<li><span class="asked" dir="auto">{escape(one.current.question)}</span>'
        f'<span class="said" dir="auto">{escape(one.baseline.answer or "refused")} → '
        f"{escape(one.current.answer or 'refused')}</span>"
        f'<small class="{colour}">{escape(label_of(one.measure))} {100 * one.change:+.0f}</small>'
        "</li>"
        for one in changed[:_SHOWN]
    )
    more = len(changed) - _SHOWN
    rest = f'<p class="muted">and {more:,} more in report.json</p>' if more > 0 else ""
    body = f'<ul class="changed">{items}</ul>{rest}' if items else '<p class="muted">None.</p>'
    return f'<div class="card"><h3>{title}: {len(changed):,}</h3>{body}</div>'
