"""What became of each question, one row each, kept in memory or in a file as they come.

A file of rows (`questions.jsonl`) begins with a line that says what the run was made with; a
run that was stopped is gone on with when that agrees. Knows nothing of how rows are made.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from rag.errors import InputError, StorageError

FORMAT = 1
Made = Mapping[str, Any]  # what a run was made with, as JSON types


@dataclass(frozen=True, slots=True)
class Outcome:
    """What can become of a question: how it is called and coloured."""

    label: str
    colour: str  # a class of the page's style sheet


OUTCOMES: Mapping[str, Outcome] = {
    "right": Outcome("right", "good"),
    "refused": Outcome("rightly refused", "calm"),
    "wrong": Outcome("wrong answer", "bad"),
    "missed": Outcome("refused, but answerable", "warn"),
    "invented": Outcome("answered, but unanswerable", "worst"),
    "unscored": Outcome("not scored", "none"),
}


@dataclass(frozen=True, slots=True)
class Cited:
    """A quote of an answer, by document and offsets."""

    document: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Row:
    """One question, what was answered, and what that was worth.

    `history` and `numbered` are the question's; rows written before there were such have neither.
    `scores` maps the names of measures to 0..1, only those that apply to this question;
    `timings` are milliseconds by stage; `rankings` are ids by level and ranker, kept only
    when runs are to be written.
    """

    id: str
    question: str
    kind: str
    turn: int = 1  # 1 for a question that stands alone
    golds: tuple[str, ...] | None = None
    relevant: Mapping[str, int] = field(default_factory=dict)  # document -> grade
    status: str | None = None  # None when it was not asked
    answer: str = ""
    confidence: float = 0.0
    citations: tuple[Cited, ...] = ()
    notes: tuple[str, ...] = ()
    scores: Mapping[str, float] = field(default_factory=dict)
    timings: Mapping[str, float] = field(default_factory=dict)
    rankings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    history: tuple[str, ...] = ()
    numbered: bool = False

    @property
    def outcome(self) -> str:
        """Say what became of the question: one of `OUTCOMES`."""
        correct = self.scores.get("correct")
        if correct is None or self.status is None:
            return "unscored"
        refused = self.status == "not_found"
        if self.golds == ():
            return "refused" if refused else "invented"
        return "right" if correct else "missed" if refused else "wrong"

    @property
    def failed(self) -> bool:
        """Say whether the answer is wrong, or should have been a refusal, or the reverse."""
        return self.scores.get("correct", 1.0) < 1.0

    def to_dict(self) -> dict[str, Any]:
        """Give the row as JSON types."""
        return asdict(self)

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> "Row":
        """Read a row back."""
        golds = row["golds"]
        return cls(
            **{
                **row,
                "golds": None if golds is None else tuple(golds),
                "citations": tuple(Cited(**cited) for cited in row["citations"]),
                "notes": tuple(row["notes"]),
                "history": tuple(row.get("history", ())),
            }
        )


class Rows(Protocol):
    """Rows that can be added to and gone through again, in the order of the questions."""

    def append(self, row: Row) -> None:
        """Keep a row."""

    def __iter__(self) -> Iterator[Row]: ...

    def __len__(self) -> int: ...


class MemoryRows:
    """Rows in memory: for sets of some thousand questions."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._rows = list(rows)

    def append(self, row: Row) -> None:
        """Keep a row."""
        self._rows.append(row)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class FileRows:
    """Rows in a JSONL file; each is the system's to write once `append` returns.

    A process that is killed then loses none; when the power fails, the last ones may be lost.
    """

    def __init__(self, path: Path, made: Made) -> None:
        self.path, self.made, self._count = path, made, 0

    @classmethod
    def start(cls, path: Path, made: Made) -> "FileRows":
        """Begin a file anew.

        Raises InputError, and writes nothing, where a file of that name holds other things:
        questions are often kept under the name that rows have.
        """
        try:
            if path.is_file() and path.stat().st_size and _header(path) is None:
                raise InputError(
                    f"{path} is no file of a report and would be lost; choose another folder "
                    "with --output"
                )
            path.parent.mkdir(parents=True, exist_ok=True)
            head = json.dumps({"format": FORMAT, "made": made})
            path.write_text(f"{head}\n", encoding="utf-8")
        except OSError as error:
            raise StorageError(
                f"cannot write {path}: {error.strerror}; choose another folder with --output"
            ) from error
        return cls(path, made)

    @classmethod
    def open(cls, path: Path) -> "FileRows":
        """Open a file of rows to read it; a last line that was cut short is left out."""
        head = _header(path)
        if head is None or head["format"] != FORMAT:
            raise InputError(
                f"{path} holds no rows of this version of rag; run the evaluation again"
            )
        rows = cls(path, head["made"])
        with path.open("rb") as file:
            rows._count = sum(line.endswith(b"\n") for line in islice(file, 1, None))
        return rows

    @classmethod
    def resume(cls, path: Path, made: Made) -> "FileRows":
        """Go on with the rows of a stopped run that was made with the same, or begin anew."""
        head = _header(path) if path.is_file() else None
        if head is None or (head["format"], head["made"]) != (FORMAT, made):
            return cls.start(path, made)
        rows = cls.open(path)
        if not len(rows):
            return cls.start(path, made)
        rows._cut()
        return rows

    def append(self, row: Row) -> None:
        """Write a row at the end."""
        line = json.dumps(row.to_dict(), ensure_ascii=False)
        try:
            with self.path.open("a", encoding="utf-8", errors="replace") as file:
                file.write(f"{line}\n")
        except OSError as error:
            raise StorageError(f"cannot write {self.path}: {error.strerror}") from error
        self._count += 1

    def _cut(self) -> None:
        """Drop a last line that was cut short, so that rows can be added."""
        try:
            with self.path.open("rb+") as file:
                file.truncate(sum(map(len, islice(file, 1 + self._count))))
        except OSError as error:
            raise StorageError(f"cannot write {self.path}: {error.strerror}") from error

    def __iter__(self) -> Iterator[Row]:
        with self.path.open(encoding="utf-8") as file:
            for line in islice(file, 1, 1 + self._count):
                yield Row.from_dict(json.loads(line))

    def __len__(self) -> int:
        return self._count


def _header(path: Path) -> dict[str, Any] | None:
    """Read the first line of a file of rows, of any version; None where it is another's."""
    try:
        with path.open("rb") as file:
            head = json.loads(file.readline())
    except OSError as error:
        raise InputError(
            f"cannot read {path}, where the rows of a report stand: {error.strerror}; name the "
            "folder of a whole report to compare with it, or a new one to write to"
        ) from error
    except ValueError:
        return None
    return head if isinstance(head, dict) and {"format", "made"} <= head.keys() else None
