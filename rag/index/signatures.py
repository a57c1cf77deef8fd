"""What the truth knows of documents that are alike: their signatures, and the groups found by them.

Only signatures are stored. Who is alike is found when it is asked, among just those asked for: so
removals and edits leave no link behind, the order in which documents came makes no difference, and
documents of a group are not joined by one that is not asked for (likeness is not transitive). A
document without a row of its own has not been signed yet; one that is edited or removed loses
its signature with its row. This module knows nothing of how a signature is computed.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from rag.index.minhash import BANDS, ROWS, Signature, links
from rag.index.store import Store
from rag.index.writing import Writing

Groups = tuple[tuple[str, ...], ...]  # of document ids

METHOD = "signatures"  # the setting that names how the stored signatures were computed
_AT_ONCE = 64  # documents
_BYTES = 4 * BANDS * ROWS  # of a stored signature; a document without words has an empty one


def unsigned(store: Store, after: int = 0) -> list[int]:
    """List the keys, above `after`, of some documents that have no signature yet, ascending."""
    rows = store.connections.query(
        "SELECT key FROM document WHERE key > ? AND NOT EXISTS "
        "(SELECT 1 FROM signature WHERE document = document.key) ORDER BY key LIMIT ?",
        after,
        _AT_ONCE,
    )
    return [row["key"] for row in rows]


def forget(writing: Writing, method: str) -> None:
    """Drop all signatures, and name the method of those to come."""
    writing.connection.execute("DELETE FROM signature")
    writing.set({METHOD: method})


def put(writing: Writing, key: int, signature: Signature | None) -> None:
    """Store the signature of the document with this key; None where it is like no other.

    A document that has gone since it was read is passed over.
    """
    writing.connection.execute(
        "INSERT INTO signature SELECT key, ? FROM document WHERE key = ?", [dump(signature), key]
    )


def dump(signature: Signature | None) -> bytes:
    """Write a signature as it is stored: uint32, little-endian; None as no bytes."""
    return b"" if signature is None else signature.astype("<u4").tobytes()


def stored(store: Store) -> dict[str, bytes]:
    """Read all stored signatures, by document id."""
    rows = store.connections.query(
        "SELECT id, minhash FROM signature JOIN document ON key = signature.document"
    )
    return {row["id"]: row["minhash"] for row in rows}


def originals(store: Store, document_ids: Sequence[str]) -> dict[str, str]:
    """Map each of these documents that is a near-copy of an earlier one among them to it.

    ["b", "a", "c"], where a and b are alike -> {"a": "b"}
    """
    order = {name: place for place, name in enumerate(document_ids)}
    some = "AND id IN (SELECT value FROM json_each(?))"
    groups = _components(_pairs(store, some, json.dumps(list(document_ids))), order)
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
    pairs = _pairs(store)
    order = {name: place for place, name in enumerate(sorted({n for pair in pairs for n in pair}))}
    return tuple(sorted(_components(pairs, order)))


def _pairs(store: Store, some: str = "", *values: str) -> list[tuple[str, str]]:
    """Find enough pairs to join the documents that are alike, or `some` of them."""
    rows = store.connections.query(
        "SELECT id, minhash FROM signature JOIN document ON key = signature.document "
        f"WHERE length(minhash) = {_BYTES} {some} ORDER BY id",
        *values,
    )
    raw = np.frombuffer(b"".join(row["minhash"] for row in rows), dtype="<u4")
    found = links(raw.reshape(len(rows), BANDS * ROWS))
    return [(rows[one]["id"], rows[other]["id"]) for one, other in found]


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
