"""Check an index by the rules that its documents are read and signed by."""

from rag.documents import READING
from rag.index import Index
from rag.index.checking import Rules, check
from rag.sync import near_copies


def check_index(index: Index) -> None:
    """Read and compare everything (see `rag.index.checking`); raises IndexDamaged."""
    check(index.store, Rules(READING, near_copies.method(), near_copies.signature))
