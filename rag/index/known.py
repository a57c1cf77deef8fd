"""Whether documents of some ids are there, and which ids come near one that is not."""

import json
from collections.abc import Sequence
from pathlib import PurePosixPath

from rag.errors import InputError
from rag.index.store import Store

_NEAREST = 3  # ids
_LIKENESS = 70  # of names without folder and suffix, 0..100, from which on they are near


def require(store: Store, document_ids: Sequence[str]) -> None:
    """Raise InputError, with the ids that come near it, for the first id that is not there."""
    if not document_ids:
        return
    rows = store.connections.query(
        "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM document)",
        json.dumps(list(document_ids)),
    )
    if rows:
        unknown = rows[0]["value"]
        near = " or ".join(repr(name) for name in _nearest(unknown, store))
        meant = f"; did you mean {near}? All of them: rag list" if near else "; see: rag list"
        raise InputError(f"no document {unknown!r} in the index{meant}")


def _nearest(unknown: str, store: Store) -> list[str]:
    """List the ids whose names are most like the unknown one's, best first."""
    from rapidfuzz import fuzz, process

    names = [state.document_id for state in store.files()]
    ranked = process.extract(
        _stem(unknown),
        [_stem(name) for name in names],
        scorer=fuzz.ratio,
        score_cutoff=_LIKENESS,
        limit=_NEAREST,
    )
    return [names[place] for _, _, place in ranked]


def _stem(document_id: str) -> str:
    """sub/Notes.md -> notes."""
    return PurePosixPath(document_id).stem.casefold()
