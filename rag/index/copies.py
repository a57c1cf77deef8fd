"""What the truth knows of documents that are alike: signatures, and the pairs found by them.

A document without a signature has not been compared yet; one that is edited or removed loses
its own with its row. All pairs are kept, not one a document: likeness is not transitive, and
documents of a group are found, or removed, without those that would join them. This module knows
nothing of how a signature is computed.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.index import schema
from rag.index.store import Store
from rag.index.writing import Writing
from rag.types import Document

Signature = NDArray[np.uint32]  # (values,)
Groups = tuple[tuple[str, ...], ...]  # of document ids

METHOD = "signatures"  # the setting that names how the stored signatures were computed
_AT_ONCE = 64  # documents


@dataclass(frozen=True, slots=True)
class Signed:
    """A stored document with its signature, and the hashes of its bands."""

    key: int
    signature: Signature
    bands: tuple[int, ...]


def unsigned(store: Store, after: int = 0) -> list[tuple[int, Document]]:
    """Read some documents with keys above `after` that have no signature yet, by key."""
    with store.connections.errors():
        rows = store.connections.query(
            f"SELECT {schema.DOCUMENT_COLUMNS} FROM document WHERE key > ? AND NOT EXISTS "
            "(SELECT 1 FROM signature WHERE document = document.key) ORDER BY key LIMIT ?",
            after,
            _AT_ONCE,
        )
        return [(row["key"], schema.document_from(row)) for row in rows]


def forget(writing: Writing, method: str) -> None:
    """Drop all signatures and pairs, and name the method of those to come."""
    for table in ("signature", "band", "near_copy"):
        writing.connection.execute(f"DELETE FROM {table}")
    writing.set({METHOD: method})


def sharing_a_band(writing: Writing, signed: Signed) -> Iterator[tuple[int, Signature]]:
    """Give the documents whose signatures agree with this one in at least one band."""
    rows = writing.connection.execute(
        "SELECT document, minhash FROM signature WHERE document IN (SELECT document FROM band "
        "WHERE hash IN (SELECT value FROM json_each(?))) ORDER BY document",
        [json.dumps(signed.bands)],
    )
    for row in rows:
        yield row["document"], np.frombuffer(row["minhash"], dtype="<u4")


def put(writing: Writing, signed: Signed, alike: Mapping[int, float]) -> None:
    """Store a signature, and the documents found alike with their likeness, 0..1.

    A document that has gone since it was read is passed over.
    """
    connection = writing.connection
    if not connection.execute("SELECT 1 FROM document WHERE key = ?", [signed.key]).fetchone():
        return
    connection.execute(
        "INSERT INTO signature VALUES (?, ?)",
        [signed.key, signed.signature.astype("<u4").tobytes()],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO band VALUES (?, ?)", [(band, signed.key) for band in signed.bands]
    )
    connection.executemany(
        "INSERT INTO near_copy VALUES (?, ?, ?)",
        [(other, signed.key, likeness) for other, likeness in alike.items()],
    )


def originals(store: Store, document_ids: Sequence[str]) -> dict[str, str]:
    """Map each of these documents that is a near-copy of an earlier one among them to it.

    ["b", "a", "c"], where a and b are alike -> {"a": "b"}
    """
    wanted = json.dumps(list(document_ids))
    rows = store.connections.query(
        f"{_PAIRS} WHERE one.id IN (SELECT value FROM json_each(?1)) "
        "AND two.id IN (SELECT value FROM json_each(?1))",
        wanted,
    )
    order = {name: place for place, name in enumerate(document_ids)}
    groups = _components(((row["one"], row["two"]) for row in rows), order)
    return {name: group[0] for group in groups for name in group[1:]}


def exact_duplicates(store: Store) -> Groups:
    """List the documents whose files are equal byte by byte."""
    rows = store.connections.query(
        "SELECT id, content_hash FROM document WHERE content_hash IN (SELECT content_hash FROM "
        "document GROUP BY content_hash HAVING count(*) > 1) ORDER BY id"
    )
    groups = defaultdict[str, list[str]](list)
    for row in rows:
        groups[row["content_hash"]].append(row["id"])
    return tuple(sorted(map(tuple, groups.values())))


def near_duplicates(store: Store) -> Groups:
    """List the documents that are near-copies of each other, equal ones among them."""
    rows = store.connections.query(_PAIRS)
    pairs = [(row["one"], row["two"]) for row in rows]
    order = {name: place for place, name in enumerate(sorted({n for pair in pairs for n in pair}))}
    return tuple(sorted(_components(pairs, order)))


_PAIRS = (
    "SELECT one.id AS one, two.id AS two FROM near_copy "
    "JOIN document one ON one.key = near_copy.document "
    "JOIN document two ON two.key = near_copy.other"
)


def _components(
    pairs: Iterable[tuple[str, str]], order: Mapping[str, int]
) -> Iterator[tuple[str, ...]]:
    """Join pairs into groups, each in the given order (union-find: a few steps a pair)."""
    above: dict[str, str] = {}

    def root(name: str) -> str:
        while (upper := above.setdefault(name, name)) != name:
            above[name] = above[upper]  # halves the way for whoever comes next
            name = above[upper]
        return name

    for one, two in pairs:
        above[root(two)] = root(one)
    groups = defaultdict[str, list[str]](list)
    for name in sorted(above, key=order.__getitem__):
        groups[root(name)].append(name)
    yield from map(tuple, groups.values())
