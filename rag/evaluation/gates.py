"""Floors and ceilings for figures: `f1=0.7`; a run that misses one fails.

Knows nothing of command lines.
"""

import difflib
import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rag.errors import InputError
from rag.evaluation.figures import STAGES
from rag.evaluation.measures import MEASURES as ANSWERED
from rag.evaluation.ranking_metrics import MEASURES as RANKED
from rag.evaluation.rankings import RANKERS
from rag.evaluation.report import Report

LEVELS = ("document", "passage")
PERCENTILES = ("p50", "p95", "p99")
_NEAREST, _LIKENESS = 3, 0.5  # names suggested; how like they must be, 0..1
Bound = Literal["at least", "at most"]


@dataclass(frozen=True, slots=True)
class Gate:
    """A figure's name and the value that it may not pass."""

    name: str
    value: float
    bound: Bound = "at least"


@dataclass(frozen=True, slots=True)
class Missed:
    """A gate that a report does not pass, and its figure."""

    gate: Gate
    found: float

    def __str__(self) -> str:
        side = "below" if self.gate.bound == "at least" else "above"
        return f"{self.gate.name} is {self.found:.4g}, {side} {self.gate.value:.4g}"


def parse_gate(text: str, bound: Bound = "at least") -> Gate:
    """Read `f1=0.7` or `f1=70%`; raises InputError when it is neither, or no value can pass it."""
    name, _, value = (part.strip() for part in text.partition("="))
    try:
        if not name:
            raise ValueError
        number = float(value[:-1]) / 100 if value.endswith("%") else float(value)
    except ValueError as error:
        raise InputError(f"{text!r} is no gate; write NAME=VALUE, for instance f1=0.7") from error
    _check_value(name, number, value)
    return Gate(name, number, bound)


def _check_value(name: str, number: float, written: str) -> None:
    """Raise InputError for a share beyond 0..1, and for milliseconds that are none."""
    if name.split(".")[0] in PERCENTILES:
        if not (math.isfinite(number) and number >= 0):
            raise InputError(f"{name}={written}: give milliseconds, {name}=500 for instance")
    elif not 0 <= number <= 1:
        raise InputError(
            f"{name}={written}: {name} is a share, 0 to 1"
            + (
                f"; did you mean {name}={number / 100:g}?"
                if 1 < number <= 100
                else f", as in {name}=0.7"
            )
        )


def missed_gates(report: Report, gates: Sequence[Gate]) -> list[Missed]:
    """List the gates that a report misses; raises InputError for a figure it does not have.

    Latencies are named `p50.total`, `p95.read` and so on, in milliseconds.
    """
    known = gate_values(report)
    for gate in gates:
        if gate.name not in known:
            raise InputError(
                f"this report has no figure {gate.name!r}; it has: {', '.join(sorted(known))}"
            )
    return [Missed(gate, known[gate.name]) for gate in gates if not _passes(gate, known)]


def check_gates(gates: Sequence[Gate], *, answers: bool = True, run: bool = False) -> None:
    """Raise InputError, with the nearest names, for a figure that no report has.

    Without `answers` a report has figures of the rankings alone, one of a `run` those of the run.
    What a report lacks for its questions (a refusal's, where all are answerable) is known later.
    """
    forms = _forms(answers, run)
    names = [".".join(parts) for form in forms for parts in itertools.product(*form)]
    for gate in gates:
        if gate.name not in names:
            near = difflib.get_close_matches(gate.name, names, _NEAREST, _LIKENESS)
            meant = " or ".join(map(repr, near))
            may = ", ".join(".".join(map(_one_of, form)) for form in forms)
            raise InputError(
                f"such a report has no figure {gate.name!r}; "
                + (f"did you mean {meant}?" if near else f"it may have: {may}")
            )


def _forms(answers: bool, run: bool) -> list[tuple[Sequence[str], ...]]:
    """Give the parts of names, and what may stand in each: ("document", "passage"), ..."""
    if run:
        return [(("document",), ("run",), RANKED)]
    rankings = (LEVELS, RANKERS, RANKED)
    return [(tuple(ANSWERED),), rankings, (PERCENTILES, STAGES)] if answers else [rankings]


def _one_of(names: Sequence[str]) -> str:
    """("p50", "p95") -> "{p50,p95}", as a shell has it."""
    return names[0] if len(names) == 1 else f"{{{','.join(names)}}}"


def gate_values(report: Report) -> dict[str, float]:
    """Give every figure that a gate can name."""
    figures = {name: figure.value for name, figure in report.figures.items()}
    latency = {
        f"{percentile}.{stage}": getattr(times, percentile)
        for stage, times in report.latency.items()
        for percentile in PERCENTILES
    }
    return figures | latency


def _passes(gate: Gate, known: Mapping[str, float]) -> bool:
    found = known[gate.name]
    return found >= gate.value if gate.bound == "at least" else found <= gate.value
