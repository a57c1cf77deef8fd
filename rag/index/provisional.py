"""What the truth knows of documents whose vectors are provisional, and how they get lasting ones.

A row of `provisional` goes with its document's; one that is edited or removed meanwhile needs no
second look. Replaced vectors are new passage rows, so mirrors follow as they follow any change.
This module knows nothing of how a vector is computed.
"""

from dataclasses import dataclass

from rag.index import schema
from rag.index.store import Store
from rag.index.writing import Vectors, Writing
from rag.types import Document, Passage

_CHARACTERS = 1_000_000  # of texts that are read together


@dataclass(frozen=True, slots=True)
class Provisional:
    """A stored document whose passages wait for their lasting vectors."""

    key: int
    document: Document
    passages: tuple[Passage, ...]


def mark(writing: Writing, key: int) -> None:
    """Note that the vectors of a document are provisional."""
    writing.connection.execute("INSERT INTO provisional VALUES (?)", [key])


def count_passages(store: Store) -> int:
    """Count the passages that wait for their lasting vectors."""
    counted = "SELECT count(*) FROM passage WHERE document IN (SELECT document FROM provisional)"
    return int(store.connections.query(counted)[0][0])


def names(store: Store) -> frozenset[str]:
    """List the ids of the documents whose vectors are provisional."""
    rows = store.connections.query(
        "SELECT id FROM document WHERE key IN (SELECT document FROM provisional)"
    )
    return frozenset(row["id"] for row in rows)


def first(store: Store, limit: int) -> list[Provisional]:
    """Read the first documents that wait, in the order of their keys.

    At most `limit`, and none more once their texts have `_CHARACTERS`.
    """
    found, size = list[Provisional](), 0
    with store.connections.errors(), store.snapshot():
        waiting = store.connections.query(
            "SELECT document FROM provisional ORDER BY document LIMIT ?", limit
        )
        for row in waiting:
            document = store.document_of(row["document"])
            if document is None:  # its row goes with the document's
                continue
            passages = store.connections.query(
                f"SELECT {schema.PASSAGE_COLUMNS} FROM passage WHERE document = ? ORDER BY ordinal",
                row["document"],
            )
            cut = tuple(schema.passage_from(each, document) for each in passages)
            found.append(Provisional(row["document"], document, cut))
            size += len(document.text)
            if size >= _CHARACTERS:
                break
    return found


def settle(writing: Writing, waiting: Provisional, vectors: Vectors) -> bool:
    """Give a document its lasting vectors; False when it has been replaced or removed meanwhile."""
    connection = writing.connection
    ended = connection.execute("DELETE FROM provisional WHERE document = ?", [waiting.key])
    if not ended.rowcount:
        return False
    writing.put_passages(waiting.key, waiting.passages, vectors)
    return True
