"""Text -> unit vectors: the packaged model on ONNX Runtime, or any sentence-transformers model.

Vectors are float32 of length 1, so that an inner product is a cosine similarity. Nothing
here cuts a text silently: `fits` says beforehand whether the model reads all of it. This
module knows nothing of documents or of the index.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from rag.embedding_export import exported_model
from rag.errors import ModelError
from rag.models import PACKAGED_NAME, PACKAGED_SHA256, packaged_tokenizer
from rag.onnx_graph import HIDDEN_SIZE, open_session

if TYPE_CHECKING:
    import tokenizers

Vectors = NDArray[np.float32]  # (n, dimension), rows of length 1

_TORCH_BATCH = 8  # texts of like length: little padding
MAX_WORDPIECES = 256  # the packaged model's own limit, [CLS] and [SEP] included


class Embedder(Protocol):
    """What the index needs of an embedding model."""

    @property
    def name(self) -> str:
        """Identify the model and its precision; stored with the index and compared on opening."""

    @property
    def dimension(self) -> int:
        """Give the number of components of a vector."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts of the collection: (len(texts), dimension), unit rows."""

    def embed_query(self, text: str) -> Vectors:
        """Embed one query: (dimension,), unit length; a query over the limit is cut."""

    def fits(self, text: str) -> bool:
        """Say whether the model reads the whole of `text`."""


def load_embedder(name: str = PACKAGED_NAME) -> Embedder:
    """Load the packaged model, or a sentence-transformers model by hub name or folder."""
    return OnnxEmbedder() if name == PACKAGED_NAME else SentenceTransformerEmbedder(name)


class OnnxEmbedder:
    """all-MiniLM-L6-v2 as an int8 ONNX graph; loads no torch once exported.

    The tokenizer and the graph load at first use, in about a tenth of a second.
    """

    name = f"{PACKAGED_NAME}@{PACKAGED_SHA256[:12]}:int8-v2"
    dimension = HIDDEN_SIZE

    def __init__(self, *, threads: int | None = None) -> None:
        self._threads = threads or os.cpu_count() or 1

    @cached_property
    def _tokenizer(self) -> "tokenizers.Tokenizer":
        return packaged_tokenizer()

    @cached_property
    def _session(self) -> Any:
        return open_session(exported_model(), threads=1)

    def fits(self, text: str) -> bool:
        """Say whether `text` is at most 256 word pieces, [CLS] and [SEP] included."""
        return len(self._tokenizer.encode(text).ids) <= MAX_WORDPIECES

    def embed_query(self, text: str) -> Vectors:
        """Embed one query, of which the model reads the first 254 word pieces."""
        return self._embed(self._word_pieces(text))

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts, one at a time on each core; rows in the order given.

        A text alone is faster than in a batch (on one core 126 a second, 111 in batches of
        8), and its int8 activations share their scale with no other: its vector is the same
        whatever it is embedded with.
        """
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        with ThreadPoolExecutor(self._threads) as pool:
            rows = pool.map(lambda text: self._embed(self._word_pieces(text)), texts)
            for i, vector in enumerate(rows):
                vectors[i] = vector
        return vectors

    def _word_pieces(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(text).ids
        return ids if len(ids) <= MAX_WORDPIECES else [*ids[: MAX_WORDPIECES - 1], ids[-1]]

    def _embed(self, row: list[int]) -> Vectors:
        """Average the token states, then scale to length 1."""
        ids = np.array([row], dtype=np.int64)  # (1, length)
        inputs = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.zeros_like(ids),
        }
        (states,) = self._session.run(None, inputs)  # (1, length, dimension)
        vector: Vectors = states[0].sum(axis=0)
        vector /= np.linalg.norm(vector)
        return vector


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, by hub name or by folder, under PyTorch on the CPU."""

    def __init__(self, name: str) -> None:
        self.name = name

    @cached_property
    def _model(self) -> Any:
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(self.name, device="cpu")
        except Exception as error:  # the hub client raises a dozen kinds, by version
            raise ModelError(
                f"cannot load the embedding model {self.name!r}: {error}; give the folder of a "
                f"sentence-transformers model, a name the hub knows, or {PACKAGED_NAME!r}"
            ) from error

    @cached_property
    def dimension(self) -> int:
        """Give the number of components of a vector."""
        return int(self._model.get_embedding_dimension())

    def fits(self, text: str) -> bool:
        """Say whether the model's tokenizer makes no more tokens than the model reads."""
        limit = self._model.max_seq_length
        return limit is None or len(self._model.tokenizer(text)["input_ids"]) <= limit

    def embed_query(self, text: str) -> Vectors:
        """Embed one query, with the model's own query prompt where it has one."""
        vector: Vectors = self._model.encode_query(
            text, normalize_embeddings=True, show_progress_bar=False
        )
        return vector

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts, with the model's own document prompt where it has one."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        vectors: Vectors = self._model.encode_document(
            list(texts), normalize_embeddings=True, batch_size=_TORCH_BATCH, show_progress_bar=False
        )
        return vectors
