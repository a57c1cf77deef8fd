"""The trained reader: inputs, the model's run, and how spans are read off its logits."""

from rag.reading.spans import SpanReader

__all__ = ["SpanReader"]
