"""What the two mirrors share: a folder of generated files and the revision they reflect.

The record names the files with their checksums; it is written last and by atomic replace.
A mirror that was cut off while saving therefore carries an older revision and catches up,
and one with a damaged file is seen as such and built anew from the truth. This module knows
nothing of FAISS or tantivy.
"""

import json
import sqlite3
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Protocol

from rag.atomic import replacing
from rag.errors import StorageError
from rag.index.state import State
from rag.index.store import Store
from rag.index.writing import PRUNED

RECORD = "mirror.json"
_READ_BYTES = 1 << 20


def can_follow(state: State, store: Store) -> bool:
    """Say whether the truth still knows all that was removed since a state; else: build anew."""
    return state.precedes(store.state) and state.revision >= _pruned(store)


def _pruned(store: Store) -> int:
    with store.connections.errors():
        try:
            return int(store.settings().get(PRUNED, 0))
        except ValueError as error:
            raise sqlite3.DatabaseError("its pruned revision is unreadable") from error


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
    """What stands beside a mirror's files: what they reflect, and how to know them unharmed."""

    state: State
    size: int  # passages
    version: int  # of the files' layout
    files: Mapping[str, int] = field(default_factory=dict)  # name -> CRC-32


def write_record(folder: Path, record: Record) -> None:
    """Replace the folder's record in one step."""
    fields = {
        **asdict(record.state),
        "size": record.size,
        "version": record.version,
        "files": dict(record.files),
    }
    with replacing(folder / RECORD) as scratch:
        scratch.write_text(json.dumps(fields), encoding="utf-8")


def read_record(folder: Path) -> Record | None:
    """Read the folder's record; None when there is none or it cannot be read."""
    try:
        found = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return Record(
            State(str(found["truth"]), int(found["revision"])),
            int(found["size"]),
            int(found["version"]),
            {str(name): int(value) for name, value in found["files"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


@contextmanager
def disk_errors(folder: Path) -> Iterator[None]:
    """Name the folder when the disk refuses a mirror, whatever FAISS or tantivy raise then."""
    try:
        yield
    except (OSError, RuntimeError, ValueError) as error:
        raise StorageError(
            f"cannot write the search files in {folder}: {error}; the documents are stored; "
            "free some space or check the permissions, then run the command again"
        ) from error


def shadow(folder: Path, mirrors: Sequence[str]) -> "tempfile.TemporaryDirectory[str]":
    """Make a folder to write to, of links to the mirrors of one that cannot be written to.

    tantivy needs a lock file even to read, and mirrors that are behind must be caught up.
    """
    made = tempfile.TemporaryDirectory(prefix="rag-", ignore_cleanup_errors=True)
    for mirror in mirrors:
        inside = Path(made.name) / mirror
        inside.mkdir()
        for file in (folder / mirror).glob("[!.]*"):
            (inside / file.name).symlink_to(file.resolve())
    return made


class Checksums:
    """CRC-32 of a folder's files, each file that is never rewritten read only once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, int] = {}

    def of(self, names: Iterable[str], *, rewritten: Iterable[str] = ()) -> dict[str, int]:
        """Give the checksums of files by name; those `rewritten` in place are read again.

        Raises OSError when one of them is missing.
        """
        for name in rewritten:
            self._known.pop(name, None)
        sums = {name: self._known.get(name) for name in names}
        known = {n: _checksum(self._folder / n) if s is None else s for n, s in sums.items()}
        self._known = known
        return dict(known)

    def match(self, wanted: Mapping[str, int], *, rewritten: Iterable[str] = ()) -> bool:
        """Say whether the folder holds these files unharmed."""
        try:
            return bool(wanted) and self.of(wanted, rewritten=rewritten) == dict(wanted)
        except OSError:
            return False


def _checksum(file: Path) -> int:
    total = 0
    with file.open("rb") as opened:
        while block := opened.read(_READ_BYTES):
            total = zlib.crc32(block, total)
    return total
