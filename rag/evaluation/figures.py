"""Rows -> the figures of a report. Reads each row once and keeps numbers only.

Knows nothing of how figures are shown.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rag.evaluation.confidence_metrics import (
    ReliabilityBin,
    area_under_roc,
    calibration_error,
    precision_recall,
    reliability,
    risk_coverage,
)
from rag.evaluation.questions import KINDS
from rag.evaluation.rows import Row

Floats = npt.NDArray[np.float64]
_Z95 = 1.959964  # standard deviations of a 95 % confidence interval
_FEWEST = 10  # values other than 0 and 1 whose mean has an interval
_POINTS = 200  # of a curve, at most
_THRESHOLDS = 51
_MAX_TURN = 10  # later turns are counted with it
STAGES = ("embed", "dense", "lexical", "fuse", "read", "define", "compose", "word", "total")


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure over the questions it applies to.

    `margin` is how far its 95 % interval reaches at most from the value; None where that is
    unknown: for one question, and for a mean of other values than 0 and 1 over fewer than ten.
    """

    value: float
    count: int
    margin: float | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """The answers' figures over a part of the questions: a kind, or a turn."""

    name: str
    count: int
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of a stage over all questions."""

    p50: float
    p95: float
    p99: float


@dataclass(frozen=True, slots=True)
class Curves:
    """What is drawn: pairs (x, y), each 0..1; empty where it does not apply."""

    risk_coverage: tuple[tuple[float, float], ...] = ()
    thresholds: tuple[tuple[float, float], ...] = ()  # confidence refused below -> F1
    reliability: tuple[ReliabilityBin, ...] = ()
    confidence: tuple[tuple[int, int, int], ...] = ()  # right, wrong, unanswerable, by tenths


@dataclass(frozen=True, slots=True)
class Summary:
    """All figures of a run."""

    questions: int
    statuses: Mapping[str, int]
    outcomes: Mapping[str, int]  # right, wrong, missed, refused, invented, unscored
    figures: Mapping[str, Figure]
    kinds: tuple[Part, ...]
    turns: tuple[Part, ...]
    latency: Mapping[str, Latency]
    curves: Curves


class Columns:
    """The numbers of all rows, column by column; NaN where a measure does not apply."""

    def __init__(self, rows: Iterable[Row], count: int) -> None:
        self.scores: dict[str, Floats] = {}
        self.timings: dict[str, Floats] = {}
        self.confidence = np.full(count, np.nan)
        self.kinds = np.zeros(count, dtype=np.int8)
        self.turns = np.zeros(count, dtype=np.int16)
        self.unanswerable = np.zeros(count, dtype=bool)
        self.asked = np.zeros(count, dtype=bool)
        self.refused = np.zeros(count, dtype=bool)
        self.statuses, self.outcomes = Counter[str](), Counter[str]()
        for i, row in enumerate(rows):
            self._fill(i, row, count)

    def _fill(self, i: int, row: Row, count: int) -> None:
        for columns, values in ((self.scores, row.scores), (self.timings, row.timings)):
            for name, value in values.items():
                columns.setdefault(name, np.full(count, np.nan))[i] = value
        self.kinds[i] = KINDS.index(row.kind) if row.kind in KINDS else len(KINDS) - 1
        self.turns[i] = min(row.turn, _MAX_TURN)
        self.asked[i] = row.status is not None
        if row.status is not None:
            self.statuses[row.status] += 1
            self.confidence[i] = row.confidence
            self.refused[i] = row.status == "not_found"
        self.outcomes[row.outcome] += 1
        self.unanswerable[i] = row.golds == ()


def summarise(rows: Iterable[Row], count: int) -> Summary:
    """Sum up `count` rows."""
    columns = Columns(rows, count)
    everything = np.ones(count, dtype=bool)
    figures = _means(columns, everything) | _of_refusals(columns)
    curves, of_confidence = _confidence(columns)
    return Summary(
        questions=count,
        statuses=dict(columns.statuses),
        outcomes=dict(columns.outcomes),
        figures=figures | of_confidence,
        kinds=_parts(columns, [(name, columns.kinds == i) for i, name in enumerate(KINDS)]),
        turns=_turns(columns),
        latency=_latency(columns),
        curves=curves,
    )


def mean_of(values: Floats) -> Figure | None:
    """Average what is not NaN, with the margin of a 95 % interval; None of nothing.

    A share, all of whose values are 0 or 1, has Wilson's interval, which claims no certainty of
    3 right of 3; other means have the normal one.
    """
    known = values[~np.isnan(values)]
    if not len(known):
        return None
    mean, margin = float(known.mean()), None
    if len(known) > 1 and np.isin(known, (0.0, 1.0)).all():
        margin = _wilson_margin(mean, len(known))
    elif len(known) >= _FEWEST:
        margin = _Z95 * float(known.std(ddof=1)) / len(known) ** 0.5
    return Figure(mean, len(known), margin)


def _wilson_margin(share: float, count: int) -> float:
    """Give the distance from a share to the farther end of Wilson's interval."""
    z = _Z95**2 / count
    middle = (share + z / 2) / (1 + z)
    half = math.sqrt(z * share * (1 - share) + z**2 / 4) / (1 + z)
    return abs(share - middle) + half


def _means(columns: Columns, chosen: npt.NDArray[np.bool_]) -> dict[str, Figure]:
    found = {name: mean_of(values[chosen]) for name, values in columns.scores.items()}
    hidden = ("forced_f1", "forced_right", "correct")
    return {name: figure for name, figure in found.items() if figure and name not in hidden}


def _of_refusals(columns: Columns) -> dict[str, Figure]:
    """Refusals against questions known to be answerable or not."""
    known = ~np.isnan(columns.scores.get("f1", np.full(len(columns.asked), np.nan)))
    decided, truth = columns.refused[known], columns.unanswerable[known]
    if not truth.any():
        return {}
    found = precision_recall(decided, truth)
    named = {"precision": found.precision, "recall": found.recall, "f1": found.f1}
    return {
        f"refusal_{name}": Figure(value, int(known.sum()))
        for name, value in named.items()
        if value is not None
    }


def _confidence(columns: Columns) -> tuple[Curves, dict[str, Figure]]:
    """Measure what the confidence is worth, on the questions whose forced answer is known."""
    forced = columns.scores.get("forced_f1")
    known = ~np.isnan(forced) if forced is not None else np.zeros(0, dtype=bool)
    if forced is None or not known.any():
        return Curves(), {}
    confidence, worth = columns.confidence[known], forced[known]
    right, unanswerable = columns.scores["forced_right"][known], columns.unanswerable[known]
    count = len(worth)
    curve, bins = risk_coverage(confidence, worth), reliability(confidence, right)
    figures = {
        "risk_coverage_area": Figure(curve.area, count),
        "calibration_error": Figure(calibration_error(bins), count),
    }
    if unanswerable.any() and not unanswerable.all():
        area = area_under_roc(confidence[~unanswerable], confidence[unanswerable])
        figures["roc_area"] = Figure(area, count)
    curves = Curves(
        risk_coverage=_thinned(curve.coverage, curve.risk),
        thresholds=_by_threshold(confidence, worth, unanswerable),
        reliability=tuple(bins),
        confidence=_histogram(confidence, right, unanswerable),
    )
    return curves, figures


def _by_threshold(
    confidence: Floats, worth: Floats, unanswerable: npt.NDArray[np.bool_]
) -> tuple[tuple[float, float], ...]:
    """Give the F1 over all questions when those below a threshold are refused."""
    points = []
    for threshold in np.linspace(0, 1, _THRESHOLDS):
        f1 = np.where(confidence >= threshold, worth, unanswerable).mean()
        points.append((round(float(threshold), 4), float(f1)))
    return tuple(points)


def _histogram(
    confidence: Floats, right: Floats, unanswerable: npt.NDArray[np.bool_]
) -> tuple[tuple[int, int, int], ...]:
    tenth = np.minimum((confidence * 10).astype(int), 9)
    groups = (right == 1, (right == 0) & ~unanswerable, unanswerable)
    counts = [np.bincount(tenth[group], minlength=10) for group in groups]
    return tuple((int(a), int(b), int(c)) for a, b, c in zip(*counts, strict=True))


def _thinned(x: Floats, y: Floats) -> tuple[tuple[float, float], ...]:
    """Keep some points of a curve, first and last among them."""
    kept = np.unique(np.linspace(0, len(x) - 1, min(len(x), _POINTS)).round().astype(int))
    return tuple((round(float(x[i]), 6), round(float(y[i]), 6)) for i in kept)


def _turns(columns: Columns) -> tuple[Part, ...]:
    """Sum up turn by turn, where there are conversations."""
    last = int(columns.turns.max(initial=1))
    if last < 2:
        return ()
    name = {_MAX_TURN: f"{_MAX_TURN} and later"}
    numbers = range(1, last + 1)
    return _parts(columns, [(name.get(n, str(n)), columns.turns == n) for n in numbers])


def _parts(
    columns: Columns, named: Iterable[tuple[str, npt.NDArray[np.bool_]]]
) -> tuple[Part, ...]:
    parts = []
    for name, chosen in named:
        if chosen.any():
            means = _means(columns, chosen)
            means = {key: figure for key, figure in means.items() if _is_part_figure(key)}
            parts.append(Part(name, int(chosen.sum()), means))
    return tuple(parts)


def _is_part_figure(name: str) -> bool:
    """Keep what is told of a kind or a turn: the answers, and the hybrid's nDCG@10."""
    return "." not in name or name.endswith("hybrid.nDCG@10")


def _latency(columns: Columns) -> dict[str, Latency]:
    """Give percentiles by stage, the stages in their order, others after them."""
    names = [name for name in STAGES if name in columns.timings]
    names += sorted(set(columns.timings) - set(names))
    latency = {}
    for name in names:
        known = columns.timings[name][~np.isnan(columns.timings[name])]
        p50, p95, p99 = np.percentile(known, (50, 95, 99))
        latency[name] = Latency(float(p50), float(p95), float(p99))
    return latency
