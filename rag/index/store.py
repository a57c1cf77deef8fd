"""The truth: documents, passages and vectors in one SQLite file, changed in transactions.

Every committed change raises the revision by one. A process killed at any moment leaves the
last commit (SQLite's write-ahead log). Several threads and processes may read while one
writes; each thread has a connection of its own. This module knows nothing of searching.
"""

import json
import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.errors import IndexDamaged, IndexMismatch, StorageError
from rag.index import schema
from rag.index.writing import FileState, Writing
from rag.types import Document, Passage

Keys = NDArray[np.int64]  # (n,) passage keys
Vectors = NDArray[np.float32]  # (n, dimension)

_BUSY_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class EmbeddedPassage:
    """A stored passage with its vector, (dimension,)."""

    document: Document
    passage: Passage
    vector: Vectors


@dataclass(frozen=True, slots=True)
class Changes:
    """What a mirror at some revision must drop and add to reflect a later one."""

    revision: int
    removed: Keys
    added: Keys


class Store:
    """The SQLite file at `path`, made when it is absent."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._threads = threading.local()
        self._connections: dict[threading.Thread, sqlite3.Connection] = {}
        self._lock = threading.Lock()
        with self._errors():
            self._prepare()

    # -- reading ---------------------------------------------------------------------------

    @property
    def revision(self) -> int:
        """Count the commits so far."""
        return int(self.settings()["revision"])

    def settings(self) -> dict[str, str]:
        """Read what the index was made with."""
        rows = self._query("SELECT name, value FROM setting")
        return {row["name"]: row["value"] for row in rows}

    def files(self) -> list[FileState]:
        """List what is stored of each file, by document id."""
        rows = self._query(
            "SELECT id, content_hash, size, modified, synced FROM document ORDER BY id"
        )
        return [FileState(row[0], row[1], row[2], row[3], bool(row[4])) for row in rows]

    def skipped(self) -> dict[str, str]:
        """Read the files that the last sync could not use, with the reasons."""
        rows = self._query("SELECT id, reason FROM skipped ORDER BY id")
        return {row["id"]: row["reason"] for row in rows}

    def count_documents(self) -> int:
        """Count the documents."""
        return int(self._query("SELECT count(*) FROM document")[0][0])

    def count_passages(self) -> int:
        """Count the passages."""
        return int(self._query("SELECT count(*) FROM passage")[0][0])

    def documents(self) -> list[Document]:
        """Read every document, by id."""
        rows = self._query(f"SELECT {schema.DOCUMENT_COLUMNS} FROM document ORDER BY id")
        return [schema.document_from(row) for row in rows]

    def document(self, document_id: str) -> Document | None:
        """Read one document, or None when there is none of that id."""
        rows = self._query(
            f"SELECT {schema.DOCUMENT_COLUMNS} FROM document WHERE id = ?", document_id
        )
        return schema.document_from(rows[0]) if rows else None

    def passages(self, keys: Sequence[int]) -> dict[int, tuple[Document, Passage]]:
        """Read passages with their documents by key; keys that are gone are left out."""
        rows = self._query(
            f"SELECT passage.key, {schema.PASSAGE_COLUMNS}, passage.document, "
            f"{schema.DOCUMENT_COLUMNS} FROM passage JOIN document ON document.key = "
            "passage.document WHERE passage.key IN (SELECT value FROM json_each(?))",
            json.dumps(list(keys)),
        )
        documents: dict[int, Document] = {}
        for row in rows:
            if row["document"] not in documents:
                documents[row["document"]] = schema.document_from(row)
        return {
            row["key"]: (document, schema.passage_from(row, document))
            for row in rows
            if (document := documents[row["document"]])
        }

    def embedded(self, document_id: str) -> list[EmbeddedPassage]:
        """Read one document's passages with their vectors, in order."""
        document = self.document(document_id)
        if document is None:
            return []
        rows = self._query(
            f"SELECT {schema.PASSAGE_COLUMNS}, vector FROM passage WHERE document = "
            "(SELECT key FROM document WHERE id = ?) ORDER BY ordinal",
            document_id,
        )
        return [
            EmbeddedPassage(document, schema.passage_from(row, document), vector)
            for row, vector in zip(rows, _decode([row["vector"] for row in rows]), strict=True)
        ]

    def changes_since(self, revision: int) -> Changes:
        """List the keys removed and added after `revision`, both ascending, in one snapshot."""
        with self._transaction("DEFERRED"):
            removed = self._query(
                "SELECT passage FROM removed WHERE revision > ? ORDER BY passage", revision
            )
            added = self._query("SELECT key FROM passage WHERE revision > ? ORDER BY key", revision)
            return Changes(self.revision, _keys(removed), _keys(added))

    def vectors(self, keys: Keys) -> Iterator[tuple[Keys, Vectors]]:
        """Read vectors by ascending key, some thousands at a time; keys gone are left out."""
        for some in _batches(keys):
            marks = ",".join("?" * len(some))
            rows = self._query(
                f"SELECT key, vector FROM passage WHERE key IN ({marks}) ORDER BY key",
                *some.tolist(),
            )
            if rows:
                yield _keys(rows), _decode([row["vector"] for row in rows])

    def texts(self, keys: Keys) -> Iterator[tuple[int, str, str]]:
        """Read (passage key, document title, passage text) by ascending key."""
        for some in _batches(keys):
            found = self._query(
                'SELECT passage.key, title, substr(text, start + 1, "end" - start) FROM passage '
                "JOIN document ON document.key = passage.document WHERE passage.key IN "
                "(SELECT value FROM json_each(?)) ORDER BY passage.key",
                json.dumps(some.tolist()),
            )
            yield from map(tuple, found)

    def keys_where(
        self, documents: Sequence[str] | None, after: date | None, before: date | None
    ) -> Keys:
        """List the passages of documents with these ids and dates in [after, before]."""
        clauses, values = ["1"], list[str]()
        if documents is not None:
            clauses.append("document.id IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(list(documents)))
        for sign, bound in ((">=", after), ("<=", before)):
            if bound is not None:
                clauses.append(f"document.published {sign} ?")
                values.append(bound.isoformat())
        return _keys(
            self._query(
                "SELECT passage.key FROM passage JOIN document ON document.key = passage.document "
                f"WHERE {' AND '.join(clauses)} ORDER BY passage.key",
                *values,
            )
        )

    # -- writing ---------------------------------------------------------------------------

    @contextmanager
    def commit(self) -> Iterator[Writing]:
        """Open one transaction: all that is done inside is kept together, or none of it."""
        with self._errors(), self._transaction("IMMEDIATE") as connection:
            revision = self.revision + 1
            connection.execute("UPDATE setting SET value = ? WHERE name = 'revision'", [revision])
            yield Writing(connection, revision)

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._lock:
            self._close_those_of(lambda thread: True)
            self._threads = threading.local()

    # -- plumbing --------------------------------------------------------------------------

    def _prepare(self) -> None:
        with self._transaction("IMMEDIATE") as connection:
            if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                for statement in _statements(schema.TABLES):
                    connection.execute(statement)
                start = {
                    "format": str(schema.FORMAT_VERSION),
                    "revision": "0",
                    "truth": uuid.uuid4().hex,  # so that no mirror of another is taken for ours
                }
                connection.executemany("INSERT INTO setting VALUES (?, ?)", start.items())
        if not self._query("SELECT 1 FROM sqlite_master WHERE name = 'setting'"):
            raise sqlite3.DatabaseError("it is no index of rag")
        found = int(self.settings()["format"])
        if found != schema.FORMAT_VERSION:
            raise IndexMismatch(
                f"{self._path.parent} has index format {found}, this version of rag reads "
                f"{schema.FORMAT_VERSION}; upgrade rag, or delete that folder and sync again"
            )

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._threads, "connection", None)
        if connection is None:
            connection = sqlite3.connect(
                self._path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            self._threads.connection = connection
            with self._lock:
                self._close_those_of(lambda thread: not thread.is_alive())
                self._connections[threading.current_thread()] = connection
        return connection

    def _close_those_of(self, which: Callable[[threading.Thread], bool]) -> None:
        for thread in [thread for thread in self._connections if which(thread)]:
            self._connections.pop(thread).close()

    def _query(self, sql: str, *values: object) -> list[sqlite3.Row]:
        with self._errors():
            return self._connection().execute(sql, values).fetchall()

    @contextmanager
    def _transaction(self, kind: str) -> Iterator[sqlite3.Connection]:
        connection = self._connection()
        connection.execute(f"BEGIN {kind}")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    @contextmanager
    def _errors(self) -> Iterator[None]:
        folder = self._path.parent
        try:
            yield
        except sqlite3.OperationalError as error:
            raise StorageError(
                f"cannot use {self._path}: {error}; what was committed before stands; "
                f"check the free space and the permissions of {folder}, then run the command again"
            ) from error
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(
                f"{self._path} is damaged ({error}); delete the folder {folder} and sync again"
            ) from error


def _statements(script: str) -> Iterator[str]:
    """Split a script where SQLite says that a statement is complete."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _keys(rows: Sequence[sqlite3.Row]) -> Keys:
    return np.array([row[0] for row in rows], dtype=np.int64)


def _decode(blobs: Sequence[bytes]) -> Vectors:
    halves = np.frombuffer(b"".join(blobs), dtype="<f2")
    return halves.reshape(len(blobs), -1).astype(np.float32)


def _batches(keys: Keys, size: int = 4096) -> Iterator[Keys]:
    return (keys[first : first + size] for first in range(0, len(keys), size))
