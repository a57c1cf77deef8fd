"""Floors and ceilings for figures: `f1=0.7`; a run that misses one fails.

Knows nothing of command lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rag.errors import InputError
from rag.evaluation.report import Report

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
    """Read `f1=0.7` or `f1=70%`; raises InputError when it is neither."""
    name, _, value = (part.strip() for part in text.partition("="))
    try:
        if not name:
            raise ValueError
        number = float(value[:-1]) / 100 if value.endswith("%") else float(value)
    except ValueError as error:
        raise InputError(f"{text!r} is no gate; write NAME=VALUE, for instance f1=0.7") from error
    return Gate(name, number, bound)


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


def gate_values(report: Report) -> dict[str, float]:
    """Give every figure that a gate can name."""
    figures = {name: figure.value for name, figure in report.figures.items()}
    latency = {
        f"{percentile}.{stage}": getattr(times, percentile)
        for stage, times in report.latency.items()
        for percentile in ("p50", "p95", "p99")
    }
    return figures | latency


def _passes(gate: Gate, known: Mapping[str, float]) -> bool:
    found = known[gate.name]
    return found >= gate.value if gate.bound == "at least" else found <= gate.value
