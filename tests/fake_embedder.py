"""A deterministic embedder without a model: hashed bags of words, in microseconds a text.

Texts that share words are near each other, which is all that tests of everything but the
embedding need.
"""

import re
import zlib
from collections.abc import Sequence

import numpy as np

from rag.models.embedding import Vectors


class FakeEmbedder:
    """Counts words into `dimension` signed buckets and scales to length 1."""

    def __init__(
        self, *, name: str = "fake:bag-of-words", dimension: int = 256, longest: int = 200
    ) -> None:
        self.name = name
        self.dimension = dimension
        self.longest = longest  # words

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts: (len(texts), dimension), unit rows."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in _words(text)[: self.longest]:
                code = zlib.crc32(word.encode())
                row[code % self.dimension] += 1 if code & 0x80000000 else -1
            row[0] += not row.any()  # a text without words has a direction too
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def embed_query(self, text: str) -> Vectors:
        """Embed one query: (dimension,), unit length."""
        vector: Vectors = self.embed_passages([text])[0]
        return vector

    def fits(self, text: str) -> bool:
        """Say whether `text` has no more words than this embedder reads."""
        return len(_words(text)) <= self.longest


class CountingEmbedder(FakeEmbedder):
    """Remembers the passages that it has embedded."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts, and remember them."""
        self.texts += texts
        return super().embed_passages(texts)

    def embed_query(self, text: str) -> Vectors:
        """Embed one query, which is not remembered."""
        vector: Vectors = super().embed_passages([text])[0]
        return vector


class QuickFakeEmbedder(CountingEmbedder):
    """Has a stand-in for quick starts, which reads only the first words of a passage."""

    def __init__(self) -> None:
        super().__init__()
        self.quick = FakeEmbedder(longest=12)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
