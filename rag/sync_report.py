"""What a sync tells while it runs and when it ends. Data only."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sync is: files done so far, of how many, and passages embedded."""

    done: int
    total: int
    passages: int
    document_id: str


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did, as document ids, and the files it could not use, with the reasons."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    renamed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    skipped: Mapping[str, str] = field(default_factory=dict)
    embedded: int = 0  # passages
    seconds: float = 0.0
    revision: int = 0

    @property
    def changed(self) -> bool:
        """Say whether the index is another than before."""
        return any((self.added, self.updated, self.renamed, self.removed))

    def __str__(self) -> str:
        counts = ((n, len(getattr(self, n))) for n in _KINDS)
        changes = ", ".join(f"{count} {name}" for name, count in counts if count)
        return (
            f"{changes or 'no documents'}; {self.embedded} passages embedded "
            f"in {self.seconds:.1f} s"
        )


_KINDS = ("added", "updated", "renamed", "removed", "unchanged", "skipped")

OnProgress = Callable[[Progress], None]
