"""Report: the figures of one run, its rows, and what it was made with; saved and read back.

A saved report is a folder: `report.json` (figures), `questions.jsonl` (rows), `report.html`
(to look at), and `runs/` (TREC files) when rankings were kept. Knows nothing of asking.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.atomic import replacing
from rag.counted import counted
from rag.errors import InputError, StorageError
from rag.evaluation.datasets.trec import qrels_lines, run_lines
from rag.evaluation.figures import Figure, Latency, Summary, summarise
from rag.evaluation.rows import FORMAT, FileRows, MemoryRows, Rows
from rag.text.paths import checked_path

if TYPE_CHECKING:
    from rag.evaluation.comparison import Comparison

REPORT = "report.json"
ROWS = "questions.jsonl"
PAGE = "report.html"
RUNS = "runs"
_TOLD = ("right", "f1", "no_answer_accuracy", "document.hybrid.nDCG@10")  # in a `repr`
_SUMMARY = ("statuses", "outcomes", "figures", "kinds", "turns", "latency", "curves")


@dataclass(frozen=True, slots=True)
class Cost:
    """What indexing took and holds; None where it is not known."""

    passages_per_second: float | None = None  # while indexing
    index_bytes: int | None = None
    index_bytes_per_passage: float | None = None
    peak_memory_bytes: int | None = None  # of the whole process


@dataclass(frozen=True, slots=True)
class Report:
    """What a run gave; `str(report)` is a table, `report["f1"]` a figure's value."""

    name: str
    rows: Rows
    summary: Summary
    cost: Cost = Cost()
    warnings: tuple[str, ...] = ()
    made: Mapping[str, Any] = field(default_factory=dict)
    surroundings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def figures(self) -> Mapping[str, Figure]:
        """Give the figures by name: `f1`, `refusal_f1`, `document.hybrid.nDCG@10`, ..."""
        return self.summary.figures

    @property
    def latency(self) -> Mapping[str, Latency]:
        """Give the milliseconds by stage."""
        return self.summary.latency

    def __getitem__(self, name: str) -> float:
        return self.figures[name].value

    def __repr__(self) -> str:
        told = [f"{name}={self[name]:.3f}" for name in _TOLD if name in self.figures]
        asked = counted(self.summary.questions, "question")
        return f"Report({', '.join([repr(self.name), asked, *told])})"

    def __str__(self) -> str:
        from rag.evaluation.terminal import report_text

        return report_text(self)

    def to_dict(self) -> dict[str, Any]:
        """Give everything but the rows as JSON types: what `report.json` holds."""
        summary = asdict(self.summary)
        return {
            "format": FORMAT,
            "name": self.name,
            "questions": self.summary.questions,
            **{key: summary[key] for key in _SUMMARY},
            "cost": asdict(self.cost),
            "warnings": list(self.warnings),
            "made": dict(self.made),
            "surroundings": dict(self.surroundings),
        }

    def compare(self, baseline: "Report", *, seed: int = 0) -> "Comparison":
        """Compare with another run of the same questions: this one minus the baseline."""
        from rag.evaluation.comparison import compare

        return compare(baseline, self, seed=seed)

    def held(self) -> "Report":
        """Give the same report with its rows in memory, so that its files may be overwritten."""
        return replace(self, rows=MemoryRows(self.rows))

    def save(self, folder: str | Path, *, comparison: "Comparison | None" = None) -> Path:
        """Write the report's files to a folder, the describing `report.json` last.

        Returns the folder. Raises StorageError when the disk refuses, InputError where a file
        that is no report's has the name of the rows.
        """
        from rag.evaluation.page import report_html

        folder = checked_path("the folder of the report", folder)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._write_rows(folder / ROWS)
            self._write_runs(folder / RUNS)
            (folder / PAGE).write_text(report_html(self, comparison), encoding="utf-8")
            content = self.to_dict() | ({"comparison": comparison.to_dict()} if comparison else {})
            _write_whole(folder / REPORT, json.dumps(content, indent=2, ensure_ascii=False))
        except OSError as error:
            raise StorageError(f"cannot write the report to {folder}: {error.strerror}") from error
        return folder

    @classmethod
    def load(cls, path: str | Path) -> "Report":
        """Read a saved report by its folder or its report.json; its rows stay in their file.

        Figures are summed up from the rows anew. Raises InputError when it cannot be read.
        """
        path = checked_path("the path of the report", path)
        path = path / REPORT if path.is_dir() else path
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            if content["format"] != FORMAT:
                raise InputError(f"{path} is of another version of rag; run the evaluation again")
            rows = FileRows.open(path.parent / ROWS)
            return cls(
                name=content["name"],
                rows=rows,
                summary=summarise(rows, len(rows)),
                cost=Cost(**content["cost"]),
                warnings=tuple(content["warnings"]),
                made=content["made"],
                surroundings=content["surroundings"],
            )
        except OSError as error:
            raise InputError(
                f"cannot read {path}: {error.strerror}; name the folder of a report, as "
                "written by: rag eval QUESTIONS --output FOLDER"
            ) from error
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path} is no report of rag ({error})") from error

    def _write_rows(self, path: Path) -> None:
        """Write the rows, unless they stand there already."""
        if isinstance(self.rows, FileRows) and self.rows.path.resolve() == path.resolve():
            return
        written = FileRows.start(path, self.made)
        for row in self.rows:
            written.append(row)

    def _write_runs(self, folder: Path) -> None:
        """Write a TREC run for each level and ranker, and the judgements of documents."""
        names = sorted({name for row in self.rows for name in row.rankings})
        if not names:
            return
        folder.mkdir(exist_ok=True)
        for name in names:
            rankings = ((row.id, row.rankings.get(name, ())) for row in self.rows)
            _write_lines(folder / f"{name}.trec", run_lines(rankings, f"rag-{name}"))
        judged = ((row.id, row.relevant) for row in self.rows)
        _write_lines(folder / "document.qrels", qrels_lines(judged))


def _write_lines(path: Path, lines: Iterator[str]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(lines)


def _write_whole(path: Path, text: str) -> None:
    """Replace a file at once: a reader sees the old one or the new one."""
    with replacing(path) as part:
        part.write_text(f"{text}\n", encoding="utf-8")
