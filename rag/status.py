"""What an index holds, put together for `rag status`. Reads alone."""

import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rag.contents import count
from rag.index import Index, signatures
from rag.index.signatures import Groups
from rag.sync.plan import Difference, compare
from rag.sync.syncing import FOLDER, count_bytes


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """What an index holds."""

    folder: Path
    truth: str  # identity of what is stored, another once the index is made anew
    revision: int
    documents: int
    passages: int
    provisional: int  # passages with the vectors of a quick start, still to be embedded
    embedder: str
    chunker: str
    bytes: int  # on disk
    skipped: dict[str, str]  # files the last sync could not use, nor ever before -> reason
    source: str | None  # the folder of the last sync
    stale: dict[str, str]  # files that have changed since -> how, or why that is not read
    left_out: dict[str, int]  # suffix of other kinds of files in that folder -> how many
    exact_duplicates: Groups  # documents whose files are equal
    near_duplicates: Groups  # documents that say nearly the same, equal ones among them

    def to_dict(self) -> dict[str, Any]:
        """Give the status as JSON types: what `rag status --json` prints."""
        return asdict(self) | {
            "folder": str(self.folder),
            "exact_duplicates": list(map(list, self.exact_duplicates)),
            "near_duplicates": list(map(list, self.near_duplicates)),
        }


def describe(index: Index) -> IndexStatus:
    """Count and compare what is stored."""
    store = index.store
    held, source = count(index), store.settings().get(FOLDER)
    difference = Difference()
    if source:
        difference = compare(store.files(), Path(source), skipped=held.skipped, index=index.folder)
    return IndexStatus(
        folder=index.folder,
        truth=held.truth,
        revision=held.revision,
        documents=held.documents,
        passages=held.passages,
        provisional=held.provisional,
        embedder=held.embedder,
        chunker=held.chunker,
        bytes=index_bytes(index.folder),
        skipped={n: why for n, why in held.skipped.items() if n not in difference.stale},
        source=source,
        stale=difference.stale,
        left_out=difference.left_out,
        exact_duplicates=signatures.exact_duplicates(store),
        near_duplicates=signatures.near_duplicates(store),
    )


def index_bytes(folder: Path) -> int:
    """Add up the sizes of the files of an index."""
    return count_bytes(_files(folder))


def _files(folder: Path) -> Iterator[Path]:
    """List the files under a folder; unlike `rglob`, not stopped by a subfolder that vanishes."""
    for inside, _, names in os.walk(folder):
        yield from (Path(inside) / name for name in names)
