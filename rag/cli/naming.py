"""The ids of documents as they were shown -> the ids that were meant."""

from collections.abc import Sequence

from rag.cli.text import named, printable
from rag.errors import InputError
from rag.knowledge_base import KnowledgeBase


def meant(kb: KnowledgeBase, names: Sequence[str]) -> list[str]:
    """Give the ids of documents by their names, as they are or as a terminal shows them.

    A name of which that is not one document's is left as it is.
    """
    unknown = {name for name in names if not _is_id(kb, name)}
    ids = [document.id for document in kb.list_documents()] if unknown else []
    return [_shown_as(name, ids) if name in unknown else name for name in names]


def _is_id(kb: KnowledgeBase, name: str) -> bool:
    try:
        kb.document(name)
    except InputError:
        return False
    return True


def _shown_as(name: str, ids: Sequence[str]) -> str:
    """Find the id by its shown form, else by one whose white space was lost on a page."""
    shown = [id_ for id_ in ids if named(id_) == name]
    alike = shown or [id_ for id_ in ids if printable(id_) == printable(name)]
    return alike[0] if len(alike) == 1 else name
