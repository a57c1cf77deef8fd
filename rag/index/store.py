"""The truth: documents, passages and vectors in one SQLite file, changed in transactions.

Every committed change raises the revision by one. A process killed at any moment leaves the
last commit (SQLite's write-ahead log). Several threads and processes may read while one
writes; each thread has a connection of its own. This module knows nothing of searching.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.index import schema
from rag.index.connections import Connections
from rag.index.preparing import prepare
from rag.index.reading import DocumentReader
from rag.index.state import Changes, State
from rag.index.writing import FileState, Vectors, Writing
from rag.types import Document, Passage

Keys = NDArray[np.int64]  # (n,) passage keys

_MOST = 1 << 63  # beyond what SQLite counts


@dataclass(frozen=True, slots=True)
class EmbeddedPassage:
    """A stored passage with its vector, (dimension,)."""

    document: Document
    passage: Passage
    vector: Vectors


class Store:
    """The SQLite file at `path`, made when it is absent."""

    def __init__(self, path: Path) -> None:
        self.connections = Connections(path)
        self._reader = DocumentReader(self.connections)
        with self.connections.errors():
            prepare(self.connections)

    # -- reading ---------------------------------------------------------------------------

    @property
    def revision(self) -> int:
        """Count the commits so far."""
        return self.state.revision

    @property
    def state(self) -> State:
        """Read the identity of this truth, and its revision."""
        settings = self.settings()
        with self.connections.errors():
            try:
                return State(settings["truth"], int(settings["revision"]))
            except (KeyError, ValueError) as error:
                raise sqlite3.DatabaseError("its revision is unreadable") from error

    def settings(self) -> dict[str, str]:
        """Read what the index was made with."""
        rows = self.connections.query("SELECT name, value FROM setting")
        return {row["name"]: row["value"] for row in rows}

    def files(self) -> list[FileState]:
        """List what is stored of each file, by document id."""
        rows = self.connections.query(
            "SELECT id, content_hash, size, modified, synced, coalesce(source, ''), "
            "coalesce(rules, '') FROM document "
            "LEFT JOIN origin ON origin.document = document.key "
            "LEFT JOIN reading ON reading.document = document.key ORDER BY id"
        )
        return [
            FileState(row[0], row[1], row[2], row[3], bool(row[4]), row[5], row[6]) for row in rows
        ]

    def skipped(self) -> dict[str, str]:
        """Read the files that the last sync could not use, with the reasons."""
        rows = self.connections.query("SELECT id, reason FROM skipped ORDER BY id")
        return {row["id"]: row["reason"] for row in rows}

    def count_documents(self) -> int:
        """Count the documents."""
        return int(self.connections.query("SELECT count(*) FROM document")[0][0])

    def count_passages(self) -> int:
        """Count the passages."""
        return int(self.connections.query("SELECT count(*) FROM passage")[0][0])

    def documents(self) -> Iterator[Document]:
        """Read every document, by id, one at a time: a file may have 200 MB."""
        last = ""
        while found := self._document("WHERE id > ? ORDER BY id LIMIT 1", last):
            yield found
            last = found.id

    def document_at(self, position: int) -> Document | None:
        """Read one document by its position in the order of ids; None outside of 0..count."""
        if not 0 <= position < _MOST:
            return None
        return self._document("ORDER BY id LIMIT 1 OFFSET ?", position)

    def document_keys(self, first: int, count: int) -> list[int]:
        """List the keys of the documents from a position on, in the order of ids."""
        rows = self.connections.query(
            "SELECT key FROM document ORDER BY id LIMIT ? OFFSET ?", count, first
        )
        return [row["key"] for row in rows]

    def document(self, document_id: str) -> Document | None:
        """Read one document, or None when there is none of that id."""
        return self._document("WHERE id = ?", document_id)

    def document_of(self, key: int) -> Document | None:
        """Read the document with this key, or None when it is gone."""
        return self._document("WHERE key = ?", key)

    def _document(self, which: str, *values: object) -> Document | None:
        rows = self.connections.query(
            f"SELECT {schema.DOCUMENT_COLUMNS} FROM document {which}", *values
        )
        with self.connections.errors():
            return schema.document_from(rows[0]) if rows else None

    def passages(self, keys: Sequence[int]) -> dict[int, tuple[Document, Passage]]:
        """Read passages with their documents by key; keys that are gone are left out."""
        with self.connections.errors(), self.snapshot():
            rows = self.connections.query(
                f"SELECT {schema.PASSAGE_COLUMNS} FROM passage "
                "WHERE key IN (SELECT value FROM json_each(?))",
                json.dumps(list(keys)),
            )
            documents = dict(self._reader.documents(sorted({row["document"] for row in rows})))
            return {
                row["key"]: (document, schema.passage_from(row, document))
                for row in rows
                if (document := documents[row["document"]])
            }

    def embedded(self, document_id: str) -> list[EmbeddedPassage]:
        """Read one document's passages with their vectors, in order."""
        with self.connections.errors(), self.snapshot():
            document = self.document(document_id)
            rows = self.connections.query(
                f"SELECT {schema.PASSAGE_COLUMNS} FROM passage WHERE document = "
                "(SELECT key FROM document WHERE id = ?) ORDER BY ordinal",
                document_id,
            )
            if document is None or not rows:
                return []
            return [
                EmbeddedPassage(document, schema.passage_from(row, document), vector)
                for row, vector in zip(rows, _decode(rows), strict=True)
            ]

    def headings(self, document_id: str) -> list[tuple[int, str]]:
        """Read where each of a document's passages begins and the headings above it."""
        rows = self.connections.query(
            "SELECT start, coalesce(words, '') FROM passage LEFT JOIN heading ON passage = key "
            "WHERE document = (SELECT key FROM document WHERE id = ?) ORDER BY ordinal",
            document_id,
        )
        return [(row[0], row[1]) for row in rows]

    def changes_since(self, revision: int) -> Changes:
        """List the keys removed and added after `revision`, both ascending, in one snapshot."""
        with self.snapshot():
            removed = self.connections.query(
                "SELECT passage FROM removed WHERE revision > ? ORDER BY passage", revision
            )
            added = self.connections.query(
                "SELECT key FROM passage WHERE revision > ? ORDER BY key", revision
            )
            return Changes(self.revision, _keys(removed), _keys(added))

    def keys(self) -> Keys:
        """List the keys of all passages, ascending."""
        return _keys(self.connections.query("SELECT key FROM passage ORDER BY key"))

    def vectors(self, keys: Keys) -> Iterator[tuple[Keys, Vectors]]:
        """Read vectors by ascending key, some thousands at a time; keys gone are left out."""
        for some in _batches(keys):
            rows = self.connections.query(
                f"SELECT {schema.PASSAGE_COLUMNS} FROM passage "
                "WHERE key IN (SELECT value FROM json_each(?)) ORDER BY key",
                json.dumps(some.tolist()),
            )
            if rows:
                with self.connections.errors():
                    for row in rows:
                        schema.verify_passage(row)
                yield _keys(rows), _decode(rows)

    def texts(self, keys: Keys | Sequence[int]) -> Iterator[tuple[int, str, str, str]]:
        """Read (passage key, the document's title, the headings above, passage text), by key.

        Keys that are gone are left out.
        """
        for some in _batches(np.array(keys, dtype=np.int64)):
            yield from self._texts(some)

    def _texts(self, keys: Keys) -> list[tuple[int, str, str, str]]:
        """Slice the passages out of documents read once each, one at a time: one may be huge."""
        with self.connections.errors(), self.connections.transaction("DEFERRED") as connection:
            rows = connection.execute(
                'SELECT key, document, start, "end", words '
                "FROM passage LEFT JOIN heading ON passage = key "
                "WHERE key IN (SELECT value FROM json_each(?)) ORDER BY document",
                [json.dumps(keys.tolist())],
            )
            passages = {one: list(of) for one, of in groupby(rows, key=itemgetter("document"))}
            documents = self._reader.texts(list(passages))
            return sorted(
                (one["key"], title, one["words"] or "", text[one["start"] : one["end"]])
                for document, title, text in documents
                for one in passages[document]
            )

    def keys_where(
        self, documents: Sequence[str] | None, after: date | None, before: date | None
    ) -> Keys | None:
        """List the passages of documents with these ids and dates in [after, before].

        None when there is no filter.
        """
        if documents is None and after is None and before is None:
            return None
        clauses, values = list[str](), list[str]()
        if documents is not None:
            clauses.append("document.id IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(list(documents)))
        for sign, bound in ((">=", after), ("<=", before)):
            if bound is not None:
                clauses.append(f"document.published {sign} ?")
                values.append(bound.isoformat())
        return _keys(
            self.connections.query(
                "SELECT passage.key FROM passage JOIN document ON document.key = passage.document "
                f"WHERE {' AND '.join(clauses)} ORDER BY passage.key",
                *values,
            )
        )

    def check(self) -> None:
        """Read all rows that have checksums and compare them; raise IndexDamaged if they differ."""
        with self.connections.errors(), self.snapshot():
            found = self.connections.query("PRAGMA integrity_check(1)")[0][0]
            if found != "ok":
                raise sqlite3.DatabaseError(found)
            for _ in self.vectors(self.keys()):
                pass
            for _ in self.documents():
                pass

    # -- writing ---------------------------------------------------------------------------

    @contextmanager
    def commit(self) -> Iterator[Writing]:
        """Open one transaction: all that is done inside is kept together, or none of it."""
        with self.connections.errors(), self.connections.transaction("IMMEDIATE") as connection:
            revision = self.revision + 1
            connection.execute("UPDATE setting SET value = ? WHERE name = 'revision'", [revision])
            yield Writing(connection, revision)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let what this thread reads inside be of one revision."""
        with self.connections.errors(), self.connections.transaction("DEFERRED"):
            yield

    def close(self) -> None:
        """Close the connections of all threads, once they are out of use."""
        self.connections.close()


def _keys(rows: Sequence[sqlite3.Row]) -> Keys:
    return np.array([row[0] for row in rows], dtype=np.int64)


def _decode(rows: Sequence[sqlite3.Row]) -> Vectors:
    halves = np.frombuffer(b"".join(row["vector"] for row in rows), dtype="<f2")
    return halves.reshape(len(rows), -1).astype(np.float32)


def _batches(keys: Keys, size: int = 4096) -> Iterator[Keys]:
    return (keys[first : first + size] for first in range(0, len(keys), size))
