"""`rag list`: the documents of an index, one a line, or as one JSON document; counts of them."""

from collections.abc import Sequence
from typing import Annotated

import typer

from rag.cli.application import INDEX, IndexOption, JsonOption
from rag.cli.show import show_documents, show_json
from rag.knowledge_base import KnowledgeBase


def count_undated(kb: KnowledgeBase, documents: Sequence[str] | None) -> int:
    """Count the documents, or those of these ids, that have no date of publication."""
    listed = kb.list_documents()
    return sum(not d.published and (not documents or d.id in documents) for d in listed)


def list_documents(
    part: Annotated[
        str, typer.Argument(metavar="PART", help="Only those with this in their id or title.")
    ] = "",
    index: IndexOption = INDEX,
    as_json: JsonOption = False,
) -> None:
    """List the documents by title, with their ids, dates and passages.

    \b
    Example:
      rag list meeting
    """
    with KnowledgeBase.open(index, create=False) as kb:
        found = kb.list_documents(part)
    if as_json:
        show_json([each.to_dict() for each in found])
    else:
        show_documents(found, part)
