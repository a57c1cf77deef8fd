"""The tables of the truth, and how their rows become documents and passages.

A passage row never changes: an edited document gets new rows, and the keys of removed ones
are never used again. A mirror at revision r therefore catches up by dropping the passages
removed since r and adding those made since r, however often that is repeated.
"""

import json
import sqlite3
from datetime import date

from rag.types import Document, Passage, Span

FORMAT_VERSION = 1

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
    text TEXT NOT NULL
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
    vector BLOB NOT NULL           -- float16, little-endian, unit length
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
"""

DOCUMENT_COLUMNS = (
    "document.id, document.title, document.content, document.content_hash, "
    "document.media_type, document.published, document.url, document.author, document.text"
)
PASSAGE_COLUMNS = 'passage.ordinal, passage.start, passage."end", passage.tokens, passage.sentences'


def dump_spans(spans: tuple[Span, ...]) -> str:
    """Write spans as JSON pairs."""
    return json.dumps([[span.start, span.end] for span in spans], separators=(",", ":"))


def load_spans(text: str) -> tuple[Span, ...]:
    """Read what `dump_spans` wrote."""
    return tuple(Span(start, end) for start, end in json.loads(text))


def document_from(row: sqlite3.Row) -> Document:
    """Build a document from a row of `DOCUMENT_COLUMNS`."""
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


def passage_from(row: sqlite3.Row, document: Document) -> Passage:
    """Build a passage from a row of `PASSAGE_COLUMNS`; its text is a slice of the document."""
    return Passage(
        document_id=document.id,
        ordinal=row["ordinal"],
        start=row["start"],
        end=row["end"],
        text=document.text[row["start"] : row["end"]],
        tokens=row["tokens"],
        sentences=load_spans(row["sentences"]),
    )
