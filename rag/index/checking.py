"""Read a whole truth and compare it: with its checksums, and what derives from a text with that.

Headings and signatures have no checksums: they are made again. Those of documents that were read,
or signed, by other rules than today's are passed over. This module knows neither rule.
"""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rag.index import signatures
from rag.index.minhash import Signature
from rag.index.store import Store
from rag.text.headings import heading_above
from rag.types import Document


@dataclass(frozen=True, slots=True)
class Rules:
    """By which rules today's documents are read and signed."""

    reading: str
    method: str  # of signing
    sign: Callable[[Document], Signature | None]


def check(store: Store, rules: Rules) -> None:
    """Read everything and compare it; raise IndexDamaged if it differs.

    Not compared are origins, reading rules, settings and the files left out: nothing tells that
    they were altered.
    """
    with store.connections.errors(), store.snapshot():
        store.check()
        stored = signatures.stored(store)
        signed = store.settings().get(signatures.METHOD) == rules.method
        read_so = {each.document_id for each in store.files() if each.reading == rules.reading}
        for document in store.documents():
            if document.id in read_so:
                _check_headings(store, document)
            if signed:
                _check_signature(document, stored, rules)


def _check_headings(store: Store, document: Document) -> None:
    for start, words in store.headings(document.id):
        if words != heading_above(document.text, start, start):
            raise sqlite3.DatabaseError(f"a heading in document {document.id!r} is another")


def _check_signature(document: Document, stored: Mapping[str, bytes], rules: Rules) -> None:
    found = stored.get(document.id)
    if found is not None and found != signatures.dump(rules.sign(document)):
        raise sqlite3.DatabaseError(f"the signature of document {document.id!r} is another")
