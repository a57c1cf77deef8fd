"""A question -> the passages that may answer it: by words and by meaning, in one ranking."""

from rag.retrieval.search import Filter, Ranker, near_texts, retrieve

__all__ = ["Filter", "Ranker", "near_texts", "retrieve"]
