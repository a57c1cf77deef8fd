"""reStructuredText (docutils) -> Markdown; what docutils does not know of it is Sphinx's."""

from typing import Any

from docutils import nodes

from rag.documents.dates import parse_date
from rag.documents.decoding import decode
from rag.documents.formats.rst.blocks import fields_of, markdown_of
from rag.documents.formats.rst.inline import inline_text
from rag.documents.formats.rst.parsing import parse_rst
from rag.documents.formats.shared.source import Source
from rag.documents.metadata import Metadata

_BEFORE = (nodes.comment, nodes.target, nodes.title, nodes.Invisible, nodes.image, nodes.figure)
_AUTHORS, _DAYS = ("author", "authors"), ("date", "published")


def read_rst(data: bytes, name: str) -> Source:
    """Read a text as its page shows it, with no other file and nothing raw; see `converter`."""
    document = parse_rst(decode(data, name), name)
    return Source(markdown_of(document), _metadata(document))


def _metadata(document: Any) -> Metadata:
    """Give the title of the one section that all others are in, and what the first fields say."""
    seen = [one for one in document.children if not isinstance(one, _BEFORE)]
    sections = [one for one in seen if isinstance(one, nodes.section)]
    alone = sections[0] if len(sections) == 1 == len(seen) else None
    title = document.get("title")
    if not title and alone is not None:
        title = inline_text(alone.children[0], document).replace("`", "")
    within = seen if alone is None else [*alone.children]
    first = next((one for one in within if not isinstance(one, _BEFORE)), None)
    fields = list(fields_of(first, document)) if isinstance(first, nodes.field_list) else []
    said = {name.lower(): value for name, value in reversed(fields) if value}
    days = (parse_date(said[key]) for key in _DAYS if key in said)
    return Metadata(
        title=title or None,
        author=next((said[key] for key in _AUTHORS if key in said), None),
        published=next(filter(None, days), None),
    )
