"""Tables in a new or emptied file; a file of another format is refused.

This module knows nothing of mirrors: those of another version build themselves anew.
"""

import sqlite3
import uuid
from collections.abc import Mapping

from rag.errors import IndexMismatch
from rag.index import schema
from rag.index.connections import Connections

# The youngest first: a table is younger than those its rows refer to.
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid DESC"
_KEYS = "SELECT name, seq FROM sqlite_sequence WHERE name IN ('document', 'passage')"


def prepare(connections: Connections) -> None:
    """Make the tables where there are none; raise IndexMismatch for those of another format."""
    with connections.transaction("DEFERRED") as connection:
        found = _format(connection)
    if found is None and not connections.read_only:  # only then wait for who writes
        with connections.transaction("IMMEDIATE") as connection:
            if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                _make_tables(connection)  # else another process has just done it
            found = _format(connection)
    if found is None:
        raise sqlite3.DatabaseError("it is no index of rag")
    if found != str(schema.FORMAT_VERSION):
        folder = connections.path.parent
        raise IndexMismatch(
            f"{folder} has index format {found}, this version of rag reads "
            f"{schema.FORMAT_VERSION}; use the version of rag that made it, or build it anew "
            f"with: rag sync FOLDER --index {folder} --rebuild"
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


def _make_tables(connection: sqlite3.Connection) -> None:
    for statement in schema.statements(schema.TABLES):
        connection.execute(statement)
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
