"""The index: SQLite holds the truth; FAISS and tantivy mirror it, each at a known revision."""

from rag.index.index import Index

__all__ = ["Index"]
