"""Text -> provisional vectors, in a fraction of the model's time: the mean of word pieces' vectors.

Each word piece has one vector whatever stands around it, fitted so that the mean over a text is
near the packaged model's own vector of that text (as model2vec's Tokenlearn does, Tulkens and van
Dongen 2024; `rag.training.static`). Both lie in one space, so a question embedded by the
model finds passages of either kind. This module knows nothing of documents or of the index.
"""

from collections.abc import Sequence
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rag.models.packaged import packaged_tokenizer
from rag.once import once

if TYPE_CHECKING:
    import tokenizers

TABLE = "static_vectors.npz"  # in rag/data
_UNKNOWN = 100  # the word piece [UNK] of the published BERT vocabulary


class Table(NamedTuple):
    """A vector for each word piece: `scales[i] * rows[i]`."""

    rows: NDArray[np.int8]  # (vocabulary, dimension)
    scales: NDArray[np.float32]  # (vocabulary,)


def load_table() -> Table:
    """Read the vectors that come with the project."""
    with resources.files("rag.data").joinpath(TABLE).open("rb") as file, np.load(file) as stored:
        return Table(stored["rows"], stored["scales"])


class StaticEmbedder:
    """Embeds passages by looking up their word pieces; in the packaged model's space alone."""

    def __init__(self, table: Table | None = None) -> None:
        self._given = table

    @once
    def _table(self) -> Table:
        return self._given or load_table()

    @once
    def _tokenizer(self) -> "tokenizers.Tokenizer":
        return packaged_tokenizer()

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts: (len(texts), dimension), float32, unit rows."""
        rows, scales = self._table
        vectors = np.empty((len(texts), rows.shape[1]), dtype=np.float32)
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        for i, encoding in enumerate(encodings):
            pieces = encoding.ids or [_UNKNOWN]
            vectors[i] = scales[pieces] @ rows[pieces].astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors
