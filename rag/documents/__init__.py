"""Read the files of a folder as documents: decoded text, metadata, and what is content.

Of plain text and Markdown nothing is rewritten: a document's text is its file as it stands, and
what is metadata or furniture of a page is left out by offsets. Of other kinds (`formats`) the text
is the Markdown that was made of the file.
"""

from rag.documents.formats import SUFFIXES
from rag.documents.reading import READING, read_document
from rag.documents.walking import find_files, is_folder, look_through

__all__ = ["READING", "SUFFIXES", "find_files", "is_folder", "look_through", "read_document"]
