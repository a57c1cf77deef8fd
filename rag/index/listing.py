"""The documents of an index as a sequence that holds none of them in memory."""

from collections.abc import Iterator, Sequence
from typing import overload

from rag.index.store import Store
from rag.types import Document


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
            return [self[i] for i in range(*position.indices(len(self)))]
        found = self._store.document_at(position + len(self) if position < 0 else position)
        if found is None:
            raise IndexError(f"there are {len(self)} documents, no number {position}")
        return found
