"""The tables of the truth, and how their rows become documents and passages.

A passage row never changes: an edited document gets new rows, and the keys of removed ones
are never used again. A mirror at revision r therefore catches up by dropping the passages
removed since r and adding those made since r. What both mirrors have dropped is forgotten.

Each document and each passage carries a checksum, compared before anything is answered from it
or quoted: what a failing disk has altered is refused. Ranking reads without comparing.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from datetime import date

from rag.types import Document, Passage, Span

FORMAT_VERSION = 7

TABLES = """
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE document (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    synced INTEGER NOT NULL,       -- 1: mirrors a file of the synced folder; 0: added by itself
    size INTEGER NOT NULL,         -- of the file, bytes
    modified INTEGER NOT NULL,     -- of the file, nanoseconds since the epoch
    title TEXT NOT NULL,
    content TEXT NOT NULL,         -- JSON [[start, end], ...]
    content_hash TEXT NOT NULL,
    media_type TEXT NOT NULL,
    published TEXT,                -- ISO 8601 date
    url TEXT,
    author TEXT,
    text TEXT NOT NULL,
    checksum INTEGER NOT NULL      -- `checksum` of the file's columns XOR that of the others
);
CREATE TABLE passage (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    revision INTEGER NOT NULL,     -- at which it was made
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    tokens INTEGER NOT NULL,
    sentences TEXT NOT NULL,       -- JSON [[start, end], ...]
    vector BLOB NOT NULL,          -- float16, little-endian, unit length
    checksum INTEGER NOT NULL      -- `checksum` of the columns between key and this
);
CREATE INDEX passage_of_document ON passage (document, ordinal);
CREATE INDEX passage_since ON passage (revision);
CREATE TABLE removed (
    passage INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL      -- at which it was removed
);
CREATE INDEX removed_since ON removed (revision);
CREATE TRIGGER remember_removed AFTER DELETE ON passage BEGIN
    INSERT INTO removed VALUES (
        old.key, (SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'revision')
    );
END;
CREATE TABLE skipped (
    id TEXT PRIMARY KEY,           -- of the file
    reason TEXT NOT NULL
) WITHOUT ROWID;
-- By which rules documents were read (`rag.documents.READING`).
CREATE TABLE reading (
    document INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
    rules TEXT NOT NULL
);
-- What passages stand under in their documents (`rag.text.headings`): searched, never cited.
CREATE TABLE heading (
    passage INTEGER PRIMARY KEY REFERENCES passage ON DELETE CASCADE,
    words TEXT NOT NULL
);
-- Signatures of documents (MinHash), by which those that are alike are found.
CREATE TABLE signature (
    document INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
    minhash BLOB NOT NULL          -- uint32, little-endian; empty for a document without a word
);
-- Documents whose passages carry vectors of the quick start, to be replaced by the model's.
CREATE TABLE provisional (
    document INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE
);
-- Where the files of documents that were added by themselves came from.
CREATE TABLE origin (
    document INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
    source TEXT NOT NULL           -- the file's absolute path, or "upload/notes.md"
);
"""

FILE_COLUMNS = ("id", "synced", "size", "modified")
TEXT_COLUMNS = (
    "title",
    "content",
    "content_hash",
    "media_type",
    "published",
    "url",
    "author",
    "text",
)
CHECKED_COLUMNS = (  # of a passage
    "document",
    "revision",
    "ordinal",
    "start",
    "end",
    "tokens",
    "sentences",
    "vector",
)
DOCUMENT_COLUMNS = ", ".join(("key", *FILE_COLUMNS, *TEXT_COLUMNS, "checksum"))
PASSAGE_COLUMNS = ", ".join(f'"{name}"' for name in ("key", *CHECKED_COLUMNS, "checksum"))


def statements(script: str) -> Iterator[str]:
    """Split a script where SQLite says that a statement is complete."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def checksum(values: Iterable[object]) -> int:
    """Compute the CRC-32 of some columns' values."""
    total = 0
    for value in values:
        raw = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
        total = zlib.crc32(raw, zlib.crc32(b"\x1f", total))
    return total


def dump_spans(spans: tuple[Span, ...]) -> str:
    """Write spans as JSON pairs."""
    return json.dumps([[span.start, span.end] for span in spans], separators=(",", ":"))


def load_spans(text: str) -> tuple[Span, ...]:
    """Read what `dump_spans` wrote."""
    return tuple(Span(start, end) for start, end in json.loads(text))


def document_from(row: sqlite3.Row) -> Document:
    """Build a document from a row of `DOCUMENT_COLUMNS`; raise DatabaseError if it was altered."""
    file, text = (checksum(row[name] for name in part) for part in (FILE_COLUMNS, TEXT_COLUMNS))
    if file ^ text != row["checksum"]:
        raise sqlite3.DatabaseError(f"the checksum of document {row['id']!r} does not match")
    return Document(
        id=row["id"],
        text=row["text"],
        title=row["title"],
        content=load_spans(row["content"]),
        content_hash=row["content_hash"],
        media_type=row["media_type"],
        published=date.fromisoformat(row["published"]) if row["published"] else None,
        url=row["url"],
        author=row["author"],
    )


def verify_passage(row: sqlite3.Row) -> None:
    """Raise DatabaseError if a row of `PASSAGE_COLUMNS` was altered."""
    if checksum(row[name] for name in CHECKED_COLUMNS) != row["checksum"]:
        raise sqlite3.DatabaseError(f"the checksum of passage {row['key']} does not match")


def passage_from(row: sqlite3.Row, document: Document) -> Passage:
    """Build a passage from a row of `PASSAGE_COLUMNS`; its text is a slice of the document."""
    verify_passage(row)
    return Passage(
        document_id=document.id,
        ordinal=row["ordinal"],
        start=row["start"],
        end=row["end"],
        text=document.text[row["start"] : row["end"]],
        tokens=row["tokens"],
        sentences=load_spans(row["sentences"]),
    )
