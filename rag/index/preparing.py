"""Tables in a new or emptied file, those of an older format brought to this one, others refused.

A file of format 1 had neither checksums nor signatures of documents, one of format 2 no
provisional vectors, one of format 3 no origins of added files, one of format 4 no headings, one of
format 5 did not say by which rules its documents were read, one of format 6 kept all pairs of
documents alike; all are migrated in place, in one transaction. This module knows nothing of
mirrors: those of another version build themselves anew.
"""

import sqlite3
import uuid
from collections.abc import Mapping, Sequence

from rag.errors import IndexMismatch
from rag.index import schema
from rag.index.connections import Connections
from rag.index.writing import put_headings

_AT_ONCE = 1000  # rows
_OLDER = ("1", "2", "3", "4", "5", "6")  # formats that are migrated
# The youngest first: a table is younger than those its rows refer to.
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid DESC"
_KEYS = "SELECT name, seq FROM sqlite_sequence WHERE name IN ('document', 'passage')"


def prepare(connections: Connections) -> None:
    """Make the tables where there are none, migrate old ones; raise IndexMismatch for newer."""
    with connections.transaction("DEFERRED") as connection:
        found = _format(connection)
    if found in (None, *_OLDER) and not connections.read_only:  # only then wait for who writes
        with connections.transaction("IMMEDIATE") as connection:
            _make_or_migrate(connection)
            found = _format(connection)
    if found is None:
        raise sqlite3.DatabaseError("it is no index of rag")
    if found != str(schema.FORMAT_VERSION):
        folder = connections.path.parent
        raise IndexMismatch(
            f"{folder} has index format {found}, this version of rag reads "
            f"{schema.FORMAT_VERSION}; upgrade rag, or build it anew with: rag sync FOLDER "
            f"--index {folder} --rebuild"
        )


def empty(connections: Connections, settings: Mapping[str, str]) -> None:
    """Make the tables of a file anew, of whatever format they were, in one transaction.

    The new truth has an identity of its own. Keys go on from where they were, so that no row that
    another process has just read is taken for one of the new.
    """
    with connections.transaction("IMMEDIATE") as connection:
        tables = [row[0] for row in connection.execute(_TABLES)]
        keys = connection.execute(_KEYS).fetchall() if "sqlite_sequence" in tables else []
        for name in tables:
            if not name.startswith("sqlite_"):
                connection.execute(f'DROP TABLE "{name}"')
        _make_tables(connection)
        connection.executemany("INSERT INTO sqlite_sequence VALUES (?, ?)", keys)
        connection.executemany("INSERT INTO setting VALUES (?, ?)", list(settings.items()))


def _make_or_migrate(connection: sqlite3.Connection) -> None:
    """Do what there is still to do: another process may just have done it."""
    if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        _make_tables(connection)
    else:
        _migrate(connection)


def _make_tables(connection: sqlite3.Connection) -> None:
    later = (schema.COPY_TABLES, schema.PROVISIONAL_TABLES, schema.ORIGIN_TABLES)
    _make(
        connection, "".join((schema.TABLES, *later, schema.HEADING_TABLES, schema.READING_TABLES))
    )
    start = {
        "format": str(schema.FORMAT_VERSION),
        "revision": "0",
        "truth": uuid.uuid4().hex,  # so that no mirror of another is taken for ours
    }
    connection.executemany("INSERT INTO setting VALUES (?, ?)", start.items())


def _format(connection: sqlite3.Connection) -> str | None:
    """Read the format of a file; None when it is none of ours."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'setting'").fetchone():
        return None
    row = connection.execute("SELECT value FROM setting WHERE name = 'format'").fetchone()
    return str(row[0]) if row else ""


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables of an older format to the present one; called within a transaction."""
    found = _format(connection)
    if found == "1":
        _add_checksums(connection)
    if found in ("1", "2"):
        _make(connection, schema.PROVISIONAL_TABLES)
    if found in ("1", "2", "3"):
        _make(connection, schema.ORIGIN_TABLES)
    if found in ("1", "2", "3", "4"):
        _make(connection, schema.HEADING_TABLES)
        for document in connection.execute("SELECT key FROM document").fetchall():
            put_headings(connection, document["key"])
    if found in ("1", "2", "3", "4", "5"):
        _make(connection, schema.READING_TABLES)
    if found in _OLDER:
        for table in schema.FORMER_COPY_TABLES:
            connection.execute(f"DROP TABLE IF EXISTS {table}")
        connection.execute(
            "UPDATE setting SET value = ? WHERE name = 'format'", [str(schema.FORMAT_VERSION)]
        )


def _add_checksums(connection: sqlite3.Connection) -> None:
    for table in ("document", "passage"):
        connection.execute(f"ALTER TABLE {table} ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0")
    _make(connection, schema.COPY_TABLES)
    _fill(connection, "document", [schema.FILE_COLUMNS, schema.TEXT_COLUMNS])
    _fill(connection, "passage", [schema.CHECKED_COLUMNS])


def _make(connection: sqlite3.Connection, tables: str) -> None:
    for statement in schema.statements(tables):
        connection.execute(statement)


def _fill(connection: sqlite3.Connection, table: str, parts: Sequence[Sequence[str]]) -> None:
    """Compute the checksum of every row: that of each part of its columns, joined by XOR."""
    columns = ", ".join(f'"{name}"' for part in parts for name in part)
    last = 0
    while rows := connection.execute(
        f"SELECT key, {columns} FROM {table} WHERE key > ? ORDER BY key LIMIT ?", [last, _AT_ONCE]
    ).fetchall():
        sums = []
        for row in rows:
            total = 0
            for part in parts:
                total ^= schema.checksum(row[name] for name in part)
            sums.append((total, row["key"]))
        connection.executemany(f"UPDATE {table} SET checksum = ? WHERE key = ?", sums)
        last = rows[-1]["key"]
