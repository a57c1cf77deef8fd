"""Whether documents of some ids are there, and which ids come near one that is not.

An id with half a surrogate pair is no document's: no file is stored under such a name.
"""

import json
from collections.abc import Sequence
from pathlib import PurePosixPath

from rag.errors import InputError
from rag.index.store import Store
from rag.types import Document

_NEAREST = 3  # ids
_LIKENESS = 70  # of names without folder and suffix, 0..100, from which on they are near


def require(store: Store, document_ids: Sequence[str]) -> None:
    """Raise InputError, with the ids that come near it, for the first id that is not there."""
    for name in document_ids:
        if not isinstance(name, str):
            raise InputError(f"{name!r} is no id of a document; give one as `rag list` shows it")
    rows = store.connections.query(  # the place: half a surrogate pair would come back as another
        "SELECT key FROM json_each(?) WHERE value NOT IN (SELECT id FROM document) LIMIT 1",
        json.dumps(list(document_ids)),
    )
    if rows:
        unknown = document_ids[rows[0]["key"]]
        near = " or ".join(repr(name) for name in _nearest(unknown, store))
        meant = f"; did you mean {near}? All of them: rag list" if near else "; see: rag list"
        raise InputError(f"no document {unknown!r} in the index{meant}")


def document(store: Store, document_id: str) -> Document:
    """Read one document; raises InputError as `require` does when it is not there."""
    with store.snapshot():
        require(store, [document_id])
        found = store.document(document_id)
    assert found is not None  # it was there in the same snapshot
    return found


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
