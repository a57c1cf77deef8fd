"""Hits -> candidate answers: exact spans by the trained reader, or whole sentences."""

from rag.reading.spans import SpanReader

__all__ = ["SpanReader"]
