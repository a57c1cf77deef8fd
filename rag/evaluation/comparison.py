"""Two runs over the same questions: which differences are real, and which answers changed.

Knows nothing of how a run is made or shown.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from rag.errors import InputError
from rag.evaluation.pairing import Pairs, paired
from rag.evaluation.rows import Row
from rag.evaluation.significance import Difference, holm, paired_difference

if TYPE_CHECKING:
    from rag.evaluation.report import Report

LEVEL = 0.05  # an adjusted p-value below it is called real
COMPARED = (
    "right",
    "f1",
    "exact_match",
    "value_f1",
    "value_exact",
    "has_answer_f1",
    "no_answer_accuracy",
    "document_first",
    "citation_recall",
    "citation_precision",
    *(f"document.{ranker}.nDCG@10" for ranker in ("hybrid", "dense", "lexical")),
    *(f"document.hybrid.{measure}" for measure in ("RR@10", "R@10")),
    *(f"passage.{ranker}.nDCG@10" for ranker in ("hybrid", "dense", "lexical")),
    *(f"passage.hybrid.{measure}" for measure in ("RR@10", "Success@5")),
)
_CHANGE = ("correct", "value_f1", "document.hybrid.nDCG@10")  # by what a question got worse
_LEAST_CHANGE = 0.01
_KEPT = 200  # changed questions of each kind
_UNTOLD = ("questions", "index.truth")  # random to a reader; the other settings say what differs


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure in both runs, over the questions that both score."""

    name: str
    baseline: float
    current: float
    difference: Difference
    adjusted_p: float  # for the number of measures compared (Holm)

    @property
    def is_real(self) -> bool:
        """Say whether the difference is more than chance, at 5 % over all measures."""
        return self.adjusted_p < LEVEL


@dataclass(frozen=True, slots=True)
class Changed:
    """A question that got better or worse, with both of its rows."""

    change: float  # -1..1
    measure: str
    baseline: Row
    current: Row


@dataclass(frozen=True, slots=True)
class Comparison:
    """The second run beside the first; differences are current minus baseline."""

    baseline_name: str
    shared: int  # questions
    measures: tuple[Compared, ...]
    worse: tuple[Changed, ...]
    better: tuple[Changed, ...]
    warnings: tuple[str, ...] = ()
    settings: tuple[tuple[str, str, str], ...] = ()  # what differs: name, baseline, current

    @property
    def moved(self) -> tuple[Compared, ...]:
        """Give the measures by which some question changed: a run beside itself has none."""
        return tuple(one for one in self.measures if _moved(one.difference))

    def __str__(self) -> str:
        from rag.evaluation.terminal import comparison_text

        return comparison_text(self)

    def to_dict(self) -> dict[str, Any]:
        """Give the comparison as JSON types; changed questions by their ids."""
        return {
            "baseline": self.baseline_name,
            "shared": self.shared,
            "measures": [asdict(one) | {"is_real": one.is_real} for one in self.measures],
            "worse": [_changed_dict(one) for one in self.worse],
            "better": [_changed_dict(one) for one in self.better],
            "settings": [list(one) for one in self.settings],
            "warnings": list(self.warnings),
        }


def compare(baseline: "Report", current: "Report", *, seed: int = 0) -> Comparison:
    """Compare two runs by the questions that they share, as `paired` matches them.

    Raises InputError when they share none.
    """
    found = paired(map(_lightened, baseline.rows), map(_lightened, current.rows))
    pairs = found.same
    if not pairs:
        raise InputError(
            f"the runs share no question ({len(baseline.rows):,} in the one compared with, "
            f"{len(current.rows):,} here); compare runs of the same question file"
        )
    worse, better = _changed(pairs)
    return Comparison(
        baseline_name=baseline.name,
        shared=len(pairs),
        measures=tuple(_compared(pairs, seed)),
        worse=worse,
        better=better,
        warnings=tuple(_warnings(found, len(baseline.rows), len(current.rows))),
        settings=tuple(_settings(baseline.made, current.made)),
    )


def _moved(difference: Difference) -> bool:
    return any((difference.mean, difference.low, difference.high))


def _lightened(row: Row) -> Row:
    """Keep what is compared: rows of big sets are held in memory here."""
    scores = {name: row.scores[name] for name in (*COMPARED, *_CHANGE) if name in row.scores}
    return replace(row, scores=scores, timings={}, rankings={})


def _compared(pairs: list[tuple[Row, Row]], seed: int) -> list[Compared]:
    found = []
    for name in COMPARED:
        both = [
            (a.scores[name], b.scores[name])
            for a, b in pairs
            if name in a.scores and name in b.scores
        ]
        if both:
            first, second = np.array(both).T
            difference = paired_difference(first, second, seed=seed)
            found.append((name, float(first.mean()), float(second.mean()), difference))
    adjusted = holm([difference.p for *_, difference in found])
    return [Compared(*one, p) for one, p in zip(found, adjusted, strict=True)]


def _changed(
    pairs: list[tuple[Row, Row]],
) -> tuple[tuple[Changed, ...], tuple[Changed, ...]]:
    """List the questions that got worse and better, largest change first."""
    moved = [change for a, b in pairs if (change := _change(a, b)) is not None]
    worse = sorted((c for c in moved if c.change < 0), key=lambda c: (c.change, c.current.id))
    better = sorted((c for c in moved if c.change > 0), key=lambda c: (-c.change, c.current.id))
    return tuple(worse[:_KEPT]), tuple(better[:_KEPT])


def _change(a: Row, b: Row) -> Changed | None:
    """Find the first measure by which a question changed."""
    for name in _CHANGE:
        if name in a.scores and name in b.scores:
            change = b.scores[name] - a.scores[name]
            if abs(change) >= _LEAST_CHANGE:
                return Changed(change, name, a, b)
    return None


def _warnings(found: Pairs, before: int, now: int) -> Iterator[str]:
    if len(found.same) < max(before, now):
        yield (
            f"compared over the {len(found.same):,} questions that both runs have, of {before:,} "
            f"and {now:,}"
        )
    if found.reworded:
        yield f"{found.reworded:,} questions have the same id but other words, and are left out"
    judged_anew = sum(a.golds != b.golds for a, b in found.same)
    if judged_anew:
        yield f"{judged_anew:,} questions have other gold answers than before"


def _settings(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """List what the runs were made with that differs."""
    first, second = dict(_flat(before)), dict(_flat(now))
    for name in sorted(first.keys() | second.keys()):
        if first.get(name) != second.get(name) and name not in _UNTOLD:
            yield name, str(first.get(name, "")), str(second.get(name, ""))


def _flat(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in tree.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _changed_dict(one: Changed) -> dict[str, Any]:
    return {
        "id": one.current.id,
        "question": one.current.question,
        "measure": one.measure,
        "change": one.change,
        "baseline": one.baseline.answer,
        "current": one.current.answer,
    }
