"""Check an index by the rules that its documents are read and signed by."""

from rag.documents import READING
from rag.index import Index
from rag.index.checking import Rules, check
from rag.sync import signing


def check_index(index: Index) -> None:
    """Read and compare everything (see `rag.index.checking`); raises IndexDamaged."""
    check(index.store, Rules(READING, signing.method(), signing.signature))
