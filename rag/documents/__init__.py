"""Read the files of a folder as documents: decoded text, metadata, and what is content.

Nothing is rewritten: a document's text is its file as it stands, and what is metadata or
furniture of a page is left out by offsets. Only plain text and Markdown are known.
"""

from rag.documents.reading import READING, read_document
from rag.documents.walking import SUFFIXES, find_files, is_folder, look_through

__all__ = ["READING", "SUFFIXES", "find_files", "is_folder", "look_through", "read_document"]
