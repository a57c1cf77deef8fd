"""The documents of an index as a sequence that holds none of them in memory, and as a list."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from operator import index
from typing import overload

from rag.index.store import Store
from rag.text.writable import writable
from rag.types import Document, ListedDocument


class StoredDocuments(Sequence[Document]):
    """All documents by id, each read when it is asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __len__(self) -> int:
        return self._store.count_documents()

    def __iter__(self) -> Iterator[Document]:
        return self._store.documents()

    @overload
    def __getitem__(self, position: int) -> Document: ...
    @overload
    def __getitem__(self, position: slice) -> list[Document]: ...
    def __getitem__(self, position: int | slice) -> Document | list[Document]:
        if isinstance(position, slice):
            return self._some(position)
        try:
            position = index(position)
        except TypeError:
            raise TypeError(
                f"documents have numbers, {position!r} is none; by its id: kb.document(id)"
            ) from None
        found = self._store.document_at(position + len(self) if position < 0 else position)
        if found is None:
            raise IndexError(f"there are {len(self)} documents, no number {position}")
        return found

    def _some(self, which: slice) -> list[Document]:
        with self._store.snapshot():
            places = range(*which.indices(len(self)))
            if not places:
                return []
            first = min(places[0], places[-1])
            keys = self._store.document_keys(first, max(places[0], places[-1]) - first + 1)
            found = (self._store.document_of(keys[place - first]) for place in places)
            return [document for document in found if document]  # in a snapshot all are there


def list_documents(
    store: Store, containing: str = "", limit: int | None = None
) -> list[ListedDocument]:
    """List documents by title: those with `containing` in title or id, in any case of letters.

    No text is read, hence no checksum compared.
    """
    wanted = writable("containing", containing).casefold()
    with store.snapshot():
        named = store.connections.query("SELECT title, id, key FROM document")
        found = sorted(
            (row["title"].casefold(), row["id"], row["key"])
            for row in named
            if wanted in row["title"].casefold() or wanted in row["id"].casefold()
        )
        keys = [key for _, _, key in found[:limit]]
        rows = store.connections.query(
            "SELECT key, id, title, published, (SELECT count(*) FROM passage WHERE document = "
            "document.key) AS passages FROM document WHERE key IN (SELECT value FROM json_each(?))",
            json.dumps(keys),
        )
        listed = {row["key"]: _listed(row) for row in rows}
        return [listed[key] for key in keys]


def _listed(row: sqlite3.Row) -> ListedDocument:
    try:
        published = date.fromisoformat(row["published"]) if row["published"] else None
    except ValueError as error:
        raise sqlite3.DatabaseError(f"the date of document {row['id']!r} is unreadable") from error
    return ListedDocument(row["id"], row["title"], published, row["passages"])
