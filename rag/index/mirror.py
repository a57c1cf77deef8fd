"""What the two mirrors share: a folder of generated files and the revision they reflect.

The revision is written last and by atomic replace, so a mirror that was cut off while saving
carries an older one and catches up. This module knows nothing of FAISS or tantivy.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from rag.index.store import Store

RECORD = "mirror.json"


@dataclass(frozen=True, slots=True)
class State:
    """A truth, by its identity, and one of its revisions."""

    truth: str = ""
    revision: int = 0

    def precedes(self, later: "State") -> bool:
        """Say whether `later` is reached from here by catching up, rather than anew."""
        return self.truth == later.truth and self.revision <= later.revision


def state_of(store: Store) -> State:
    """Read which truth the store is, and its revision."""
    settings = store.settings()
    return State(settings["truth"], int(settings["revision"]))


class Mirror(Protocol):
    """A search structure that follows the truth."""

    @property
    def state(self) -> State:
        """Say which truth is reflected, and at what revision; ("", 0) when empty."""

    def catch_up(self, store: Store) -> None:
        """Reflect the truth as it is now."""

    def save(self) -> None:
        """Keep what is reflected, so that the next process need not build it."""


@dataclass(frozen=True, slots=True)
class Record:
    """What stands beside a mirror's files: what they reflect and how many passages they hold."""

    state: State
    size: int
    version: int  # of the files' layout


def write_record(folder: Path, record: Record) -> None:
    """Replace the folder's record in one step."""
    scratch = folder / f"{RECORD}.{os.getpid()}"
    fields = {**asdict(record.state), "size": record.size, "version": record.version}
    scratch.write_text(json.dumps(fields), encoding="utf-8")
    scratch.replace(folder / RECORD)


def read_record(folder: Path) -> Record | None:
    """Read the folder's record; None when there is none or it cannot be read."""
    try:
        found = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return Record(
            State(str(found["truth"]), int(found["revision"])),
            int(found["size"]),
            int(found["version"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
