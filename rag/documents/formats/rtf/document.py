"""Rich text (RTF) -> Markdown: headings, lists with their numbers, tables, footnotes."""

import re

from rag.documents.formats.html.page import text_of
from rag.documents.formats.rtf.reader import Reader, UnreadableError
from rag.documents.formats.rtf.words import tokens, with_pairs_joined
from rag.documents.formats.shared.packed import damaged_file
from rag.documents.formats.shared.source import Source, title_of_table

_BEGIN = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,99}(?=\{\\rtf)")


def read_rtf(data: bytes, name: str) -> Source:
    """Read a text as it stands after all changes that it tracks; see `converter`."""
    begin = _BEGIN.match(data)
    reader = Reader()
    try:
        html = reader.html(tokens(data[begin.end() :])) if begin else None
    except UnreadableError:
        html = None
    if html is None:
        raise damaged_file(name, "rich text", ".rtf", "Word or LibreOffice")
    text = text_of(with_pairs_joined(html))
    return Source(text, loose_title=title_of_table(text, name))
