"""What the tables of a report hold, in which order, as text: for the terminal and the page."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rag.evaluation.figures import Figure, Part
from rag.evaluation.measures import GROUPS, MEASURES

if TYPE_CHECKING:
    from rag.evaluation.report import Report

RANKING_COLUMNS = (
    ("nDCG@10", "nDCG@10"),
    ("MRR@10", "RR@10"),
    ("R@5", "R@5"),
    ("R@10", "R@10"),
    ("R@50", "R@50"),
    ("S@1", "Success@1"),
    ("S@5", "Success@5"),
)
RANKER_LABELS = {"dense": "dense", "lexical": "lexical (BM25)", "hybrid": "hybrid", "run": "run"}
LEVEL_LABELS = {"document": "documents", "passage": "passages"}
_PART_COLUMNS = {
    "right": "right",
    "f1": "F1",
    "exact_match": "exact",
    "answered": "answered",
    "no_answer_accuracy": "refused",
    "citation_recall": "cited",
    "document.hybrid.nDCG@10": "nDCG@10",
}


def percent(share: float | None) -> str:
    """0.7512 -> "75.1"; nothing for None."""
    return "" if share is None else f"{100 * share:.1f}"


def signed(share: float) -> str:
    """0.021 -> "+2.1"."""
    return f"{100 * share:+.1f}"


def group_figures(report: "Report") -> Iterator[tuple[str, list[tuple[str, Figure]]]]:
    """Give the titles of the groups, each with its figures, in the order of the measures."""
    for group, title in GROUPS.items():
        figures = [
            (name, report.figures[name])
            for name, measure in MEASURES.items()
            if measure.group == group and name in report.figures
        ]
        if figures:
            yield title, figures


def ranking_rows(report: "Report") -> list[tuple[str, list[str]]]:
    """Give a row for each level and ranker that was measured: label, cells in percent."""
    rows = []
    for level, level_label in LEVEL_LABELS.items():
        for ranker, ranker_label in RANKER_LABELS.items():
            found = [report.figures.get(f"{level}.{ranker}.{m}") for _, m in RANKING_COLUMNS]
            if any(found):
                cells = [percent(figure.value) if figure else "" for figure in found]
                rows.append((f"{level_label}, {ranker_label}", cells))
    return rows


def part_columns(parts: Sequence[Part]) -> dict[str, str]:
    """Give the columns that some part has a figure for: measure -> heading."""
    return {
        name: label
        for name, label in _PART_COLUMNS.items()
        if any(name in part.figures for part in parts)
    }


def part_cells(part: Part, columns: Mapping[str, str]) -> list[str]:
    """Give a part's figures in percent, empty where one does not apply."""
    found = (part.figures.get(name) for name in columns)
    return [percent(figure.value) if figure else "" for figure in found]


def cost_lines(report: "Report") -> Iterator[tuple[str, str]]:
    """Give what indexing took and holds, as far as it is known."""
    cost = report.cost
    if cost.passages_per_second is not None:
        yield "passages indexed per second", f"{cost.passages_per_second:,.0f}"
    if cost.index_bytes is not None:
        yield "index", f"{cost.index_bytes / 1e6:,.1f} MB"
    if cost.index_bytes_per_passage is not None:
        yield "index, per passage", f"{cost.index_bytes_per_passage / 1e3:,.1f} kB"
    if cost.peak_memory_bytes is not None:
        yield "peak memory of the process", f"{cost.peak_memory_bytes / 1e6:,.0f} MB"
