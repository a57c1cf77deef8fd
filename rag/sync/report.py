"""What a sync tells while it runs and when it ends. Data only."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal

from rag.counted import counted


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sync is: files done so far, of how many, and passages embedded.

    After a quick start comes the stage "refining", in which passages are counted, not files.
    """

    done: int
    total: int
    passages: int
    document_id: str
    stage: Literal["indexing", "refining"] = "indexing"


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did, as document ids, and the files it could not use, with the reasons.

    Those `skipped` are not in the index; of those that are `stale` the version read before is.
    """

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    renamed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    skipped: Mapping[str, str] = field(default_factory=dict)
    stale: Mapping[str, str] = field(default_factory=dict)  # kept as they were read before -> why
    taken: Mapping[str, str] = field(default_factory=dict)  # id -> its name, which another has
    left_out: Mapping[str, int] = field(default_factory=dict)  # suffix of other files -> how many
    mirrored: str | None = None  # the folder until now, if another whose documents are removed
    embedded: int = 0  # passages, by the model
    provisional: int = 0  # passages left with the vectors of a quick start
    searchable: float | None = None  # seconds until the quick start had made all searchable
    seconds: float = 0.0
    revision: int = 0

    @property
    def changed(self) -> bool:
        """Say whether the index is another than before."""
        return any((self.added, self.updated, self.renamed, self.removed))

    def to_dict(self) -> dict[str, Any]:
        """Give the report as JSON types: what `rag sync --json` prints."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        lists = {name: list(value) for name, value in values.items() if isinstance(value, tuple)}
        return values | lists | {name: dict(values[name]) for name in _REASONS}

    def __str__(self) -> str:
        counts = ((n, len(getattr(self, n))) for n in _KINDS)
        changes = ", ".join(f"{count:,} {name}" for name, count in counts if count)
        done = f"{changes or 'no documents'}; {counted(self.embedded, 'passage')} embedded"
        if self.provisional:
            done += f", {self.provisional:,} searchable and still to be embedded,"
        elif self.searchable is not None:
            done += f", searchable after {self.searchable:.1f} s,"
        return f"{done} in {self.seconds:.1f} s"


_KINDS = ("added", "updated", "renamed", "removed", "unchanged", "stale", "skipped")

_REASONS = ("skipped", "stale", "taken")

OnProgress = Callable[[Progress], None]
