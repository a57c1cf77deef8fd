"""Documents read from the truth by their keys; large ones are kept, so as not to be read again.

A question reads the documents of its passages up to three times, and one of 10 MB takes 40 ms to
read and to compare with its checksum. The text under a key never changes, but a file deleted and
made anew uses keys again, and a transaction given up has its keys used again: so a kept document
counts only within its truth, and while all else in its row is as it was when it was kept.
"""

import json
import sqlite3
import sys
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rag.index import schema
from rag.index.connections import Connections
from rag.index.forking import FreshLock
from rag.types import Document

LARGE = 100_000  # characters from which on a text is kept
_ROOM = 32 << 20  # bytes that are kept
_SPAN_BYTES = 160  # of a span in memory, its two numbers included, about
_BESIDES_TEXT = ("key", *schema.FILE_COLUMNS, *schema.TEXT_COLUMNS[:-1])
_LOOK = ", ".join(_BESIDES_TEXT)
_AMONG = "FROM document WHERE key IN (SELECT value FROM json_each(?))"


class _Kept(NamedTuple):
    row: tuple[object, ...]  # all of it but the text
    document: Document
    size: int  # bytes in memory, about


class DocumentReader:
    """Reads documents by key, the same in any number of threads."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._lock = FreshLock()  # guards the three below
        self._kept: OrderedDict[int, _Kept] = OrderedDict()  # by key, the latest used last
        self._size = 0
        self._truth = ""  # that the kept ones are of

    def documents(self, keys: Sequence[int]) -> Iterator[tuple[int, Document]]:
        """Read documents, compared with their checksums, by key; those that are gone are left out.

        To be called in a transaction.
        """
        there = self._there(keys)
        yield from there.items()
        rest = [key for key in keys if key not in there]
        for row in self._rows(f"SELECT {schema.DOCUMENT_COLUMNS} {_AMONG}", rest):
            yield row["key"], self._taken(row)

    def texts(self, keys: Sequence[int]) -> Iterator[tuple[int, str, str]]:
        """Read (key, title, text), of small documents without comparing them, in any order.

        To be called in a transaction.
        """
        there = self._there(keys)
        yield from ((key, found.title, found.text) for key, found in there.items())
        rest = [key for key in keys if key not in there]
        for key, title, text in self._rows(f"SELECT key, title, text {_AMONG}", rest):
            if len(text) < LARGE:
                yield key, title, text
            else:  # it is read again in full, and kept
                yield from ((key, one.title, one.text) for _, one in self.documents([key]))

    def _rows(self, sql: str, keys: Iterable[int]) -> Iterator[sqlite3.Row]:
        """Give rows one at a time: each may be huge."""
        some = list(keys)
        if some:
            with self._connections.transaction("DEFERRED") as connection:
                yield from connection.execute(sql, [json.dumps(some)])

    def _there(self, keys: Iterable[int]) -> dict[int, Document]:
        """Give those of the documents that are kept, and still what they were."""
        with self._lock:
            kept = {key: self._kept[key] for key in keys if key in self._kept}
            truth = self._truth
        if not kept or truth != self._now():
            return {}
        there = {
            row["key"]: kept[row["key"]].document
            for row in self._rows(f"SELECT {_LOOK} {_AMONG}", kept)
            if tuple(row) == kept[row["key"]].row
        }
        with self._lock:
            for key in there:
                if key in self._kept:
                    self._kept.move_to_end(key)
        return there

    def _taken(self, row: sqlite3.Row) -> Document:
        """Build a document from its row, compared with its checksum; keep it if it is large."""
        document = schema.document_from(row)
        size = sys.getsizeof(document.text) + _SPAN_BYTES * len(document.content)
        if len(document.text) < LARGE or size > _ROOM:
            return document
        truth = self._now()
        kept = _Kept(tuple(row[name] for name in _BESIDES_TEXT), document, size)
        with self._lock:
            if truth != self._truth:
                self._kept.clear()
                self._size, self._truth = 0, truth
            self._drop(row["key"])
            while self._size + size > _ROOM:
                self._drop(next(iter(self._kept)))
            self._kept[row["key"]] = kept
            self._size += size
        return document

    def _drop(self, key: int) -> None:
        if former := self._kept.pop(key, None):
            self._size -= former.size

    def _now(self) -> str:
        rows = self._connections.query("SELECT value FROM setting WHERE name = 'truth'")
        return str(rows[0]["value"]) if rows else ""
