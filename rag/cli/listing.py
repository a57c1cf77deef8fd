"""`rag list`: the documents of an index, one a line, or as one JSON document; counts of them."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from rag.cli.application import INDEX, IndexOption, JsonOption
from rag.cli.show import show_documents, show_json
from rag.knowledge_base import KnowledgeBase


def count_undated(kb: KnowledgeBase, chosen: Mapping[str, Any]) -> int:
    """Count the documents that a bound of dates among these options leaves out without a date."""
    if not (chosen["after"] or chosen["before"]):
        return 0
    ids = chosen["documents"]
    return sum(not d.published and (not ids or d.id in ids) for d in kb.list_documents())


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
