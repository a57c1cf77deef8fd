"""The changes that one transaction of the truth may make.

This module knows the tables, but neither when a transaction begins nor when it ends.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.index import schema
from rag.text.headings import heading_above
from rag.types import Document, Passage

PRUNED = "pruned"  # the setting that says up to which revision removals are forgotten
Vectors = NDArray[np.float32]  # (n, dimension)


@dataclass(frozen=True, slots=True)
class FileState:
    """What is stored of one file: enough to see by a stat that it has not changed."""

    document_id: str
    content_hash: str
    size: int  # bytes
    modified: int  # nanoseconds since the epoch
    synced: bool  # mirrors the synced folder, rather than added by itself
    source: str = ""  # of one added by itself: where it came from, "" where that is not known
    reading: str = ""  # the rules by which it was read, "" where they are not known


class Writing:
    """The changes that one transaction may make, over its `connection`."""

    def __init__(self, connection: sqlite3.Connection, revision: int) -> None:
        self.connection = connection
        self.revision = revision

    def set(self, settings: Mapping[str, str]) -> None:
        """Store what the index is made with."""
        self.connection.executemany(
            "INSERT OR REPLACE INTO setting VALUES (?, ?)", list(settings.items())
        )

    def put(
        self, document: Document, state: FileState, passages: Sequence[Passage], vectors: Vectors
    ) -> int:
        """Store a document with its passages, in place of what had its id; give its key."""
        self.remove([document.id])
        file = _file_values(state)
        text = [
            document.title,
            schema.dump_spans(document.content),
            document.content_hash,
            document.media_type,
            document.published.isoformat() if document.published else None,
            document.url,
            document.author,
            document.text,
        ]
        key = self.connection.execute(
            f"INSERT INTO document VALUES (NULL{', ?' * 13})",
            [*file, *text, schema.checksum(file) ^ schema.checksum(text)],
        ).lastrowid
        assert key is not None  # an INSERT has just been made
        self._put_notes(state)
        self.put_passages(key, passages, vectors)
        return key

    def put_passages(self, key: int, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Store the passages of the document with this key, in place of those it had."""
        self.connection.execute("DELETE FROM passage WHERE document = ?", [key])
        rows = [
            [
                key,
                self.revision,
                passage.ordinal,
                passage.start,
                passage.end,
                passage.tokens,
                schema.dump_spans(passage.sentences),
                vector.astype("<f2").tobytes(),
            ]
            for passage, vector in zip(passages, vectors, strict=True)
        ]
        self.connection.executemany(
            f"INSERT INTO passage VALUES (NULL{', ?' * 9})",
            [[*row, schema.checksum(row)] for row in rows],
        )
        _put_headings(self.connection, key)

    def remove(self, document_ids: Sequence[str]) -> None:
        """Remove documents with their passages."""
        self.connection.executemany(
            "DELETE FROM document WHERE id = ?", [[document_id] for document_id in document_ids]
        )

    def prune(self, until: int) -> None:
        """Forget which passages were removed up to a revision that all mirrors reflect."""
        done = self.connection.execute("DELETE FROM removed WHERE revision <= ?", [until])
        if done.rowcount > 0:
            self.set({PRUNED: str(until)})

    def touch(self, state: FileState, *, was: str) -> None:
        """Record a document's new name or file times; its passages stay as they are."""
        before = self.connection.execute(
            "SELECT id, synced, size, modified, checksum FROM document WHERE id = ?", [was]
        ).fetchone()
        if before is None:
            return
        file = _file_values(state)
        checksum = before["checksum"] ^ schema.checksum(tuple(before)[:4]) ^ schema.checksum(file)
        self.connection.execute(
            "UPDATE document SET id = ?, synced = ?, size = ?, modified = ?, checksum = ? "
            "WHERE id = ?",
            [*file, checksum, was],
        )
        self._put_notes(state)

    def _put_notes(self, state: FileState) -> None:
        """Record where a document's file came from and how it was read, as far as that is known."""
        key = "(SELECT key FROM document WHERE id = ?)"
        for table, note in (("origin", state.source), ("reading", state.reading)):
            self.connection.execute(
                f"DELETE FROM {table} WHERE document = {key}", [state.document_id]
            )
            if note:
                self.connection.execute(
                    f"INSERT INTO {table} VALUES ({key}, ?)", [state.document_id, note]
                )

    def set_skipped(self, reasons: Mapping[str, str]) -> None:
        """Record which files the sync could not use."""
        self.connection.execute("DELETE FROM skipped")
        self.connection.executemany("INSERT INTO skipped VALUES (?, ?)", list(reasons.items()))


def _put_headings(connection: sqlite3.Connection, key: int) -> None:
    """Store what each passage of the document with this key stands under, where it does."""
    text = connection.execute("SELECT text FROM document WHERE key = ?", [key]).fetchone()["text"]
    starts = connection.execute("SELECT key, start FROM passage WHERE document = ?", [key])
    headings = [(one, heading_above(text, start, start)) for one, start in starts]
    connection.executemany(
        "INSERT INTO heading VALUES (?, ?)", [(one, words) for one, words in headings if words]
    )


def _file_values(state: FileState) -> list[str | int]:
    """Give what a document's row says of its file, in the order of the columns."""
    return [state.document_id, int(state.synced), state.size, state.modified]
