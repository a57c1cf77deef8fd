"""Text -> unit vectors: the packaged model on ONNX Runtime, or any sentence-transformers model.

Vectors are float32 of length 1, so that an inner product is a cosine similarity. Nothing
here cuts a text silently: `fits` says beforehand whether the model reads all of it. This
module knows nothing of documents or of the index.
"""

import copy
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from rag.errors import ModelError
from rag.models.embedding_export import exported_model
from rag.models.encoder_graph import INPUT
from rag.models.onnx_graph import HIDDEN_SIZE, open_session, usable_cores
from rag.models.packaged import PACKAGED_NAME, PACKAGED_SHA256, name_of_folder, packaged_tokenizer
from rag.models.static_embedding import StaticEmbedder
from rag.once import once

if TYPE_CHECKING:
    import tokenizers

Vectors = NDArray[np.float32]  # (n, dimension), rows of length 1
WordPieces = NDArray[np.int64]  # (length,)

_TORCH_BATCH = 8  # texts of like length: little padding
_LONGEST_TITLE = 100  # characters
MAX_WORDPIECES = 256  # the packaged model's own limit, [CLS] and [SEP] included
# Texts whose word pieces are kept: a sync asks of each whether it fits, and soon embeds it.
_REMEMBERED = 2048


def titled(title: str, text: str) -> str:
    """Put the title, cut to 100 characters, before a text of its document, as it is embedded."""
    return f"{title[:_LONGEST_TITLE]}\n{text}"


class Embedder(Protocol):
    """What the index needs of an embedding model.

    `fits` is called in one thread while another embeds.
    """

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


class PassageEmbedder(Protocol):
    """What embeds passages alone."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts of the collection: (len(texts), dimension), unit rows."""


def quick_embedder(embedder: Embedder) -> PassageEmbedder | None:
    """Give a model's stand-in for a quick start, of the same space; None where it has none."""
    quick: PassageEmbedder | None = getattr(embedder, "quick", None)
    return quick


def load_embedder(name: str = PACKAGED_NAME) -> Embedder:
    """Load the packaged model, or a sentence-transformers model by hub name or folder."""
    return OnnxEmbedder() if name == PACKAGED_NAME else SentenceTransformerEmbedder(name)


def lasting_name(name: str) -> str:
    """Give what `load_embedder` loads the same model by from any folder."""
    folder = Path(name)
    return str(folder.resolve()) if name != PACKAGED_NAME and folder.is_dir() else name


class OnnxEmbedder:
    """all-MiniLM-L6-v2 as an int8 ONNX graph; loads no torch once exported.

    The tokenizer and the graph load at first use, in about a tenth of a second.
    """

    name = f"{PACKAGED_NAME}@{PACKAGED_SHA256[:12]}:int8-v4"
    dimension = HIDDEN_SIZE

    def __init__(self, *, threads: int | None = None) -> None:
        self._threads = threads or usable_cores()
        self._word_pieces = lru_cache(_REMEMBERED)(self._tokenized)

    @once
    def _tokenizer(self) -> "tokenizers.Tokenizer":
        return packaged_tokenizer()

    @once
    def quick(self) -> PassageEmbedder:
        """The stand-in of a quick start."""
        return StaticEmbedder()

    @once
    def _session(self) -> Any:
        return open_session(exported_model(), threads=1)

    def fits(self, text: str) -> bool:
        """Say whether `text` is at most 256 word pieces, [CLS] and [SEP] included."""
        return len(self._word_pieces(text)) <= MAX_WORDPIECES

    def embed_query(self, text: str) -> Vectors:
        """Embed one query, of which the model reads the first 254 word pieces."""
        pieces = self._word_pieces(text)
        if len(pieces) > MAX_WORDPIECES:
            pieces = np.concatenate([pieces[: MAX_WORDPIECES - 1], pieces[-1:]])
        vector: Vectors
        (vector,) = self._session.run(None, {INPUT: pieces})
        return vector

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts, one at a time on each core; rows in the order given.

        A text alone is faster than in a batch, needs no padding, and its int8 activations share
        their scale with no other: its vector is the same whatever it is embedded with.
        """
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        with ThreadPoolExecutor(self._threads) as pool:
            for i, vector in enumerate(pool.map(self.embed_query, texts)):
                vectors[i] = vector
        return vectors

    def _tokenized(self, text: str) -> WordPieces:
        (encoding,) = self._tokenizer.encode_batch_fast([text])  # "fast": without offsets
        return np.array(encoding.ids, dtype=np.int64)


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, by hub name or by folder, under PyTorch on the CPU."""

    def __init__(self, name: str) -> None:
        self._given = name

    @once
    def name(self) -> str:
        """The name on the hub, or that of the folder with a hash of what is in it."""
        folder = Path(self._given)
        return name_of_folder(folder) if folder.is_dir() else self._given

    @once
    def _model(self) -> Any:
        from sentence_transformers import SentenceTransformer

        offline = not Path(self._given).is_dir() and not _hub_answers()
        try:
            return SentenceTransformer(self._given, device="cpu", local_files_only=offline)
        except Exception as error:  # the hub client raises a dozen kinds, by version
            raise ModelError(
                f"cannot load the embedding model {self._given!r}: {error}; give the folder of a "
                f"sentence-transformers model, a name the hub knows, or {PACKAGED_NAME!r}"
            ) from error

    @once
    def dimension(self) -> int:
        """Give the number of components of a vector."""
        return int(self._model.get_embedding_dimension())

    @once
    def _counter(self) -> Any:
        """A tokenizer of its own, because one that is embedding must not be used meanwhile."""
        return copy.deepcopy(self._model.tokenizer)

    @once
    def _prompt(self) -> str:
        """What `encode_document` puts before a text, by the names that it looks for."""
        prompts = self._model.prompts
        names = ("document", "passage", "corpus")
        name = next((n for n in names if n in prompts), self._model.default_prompt_name)
        return prompts.get(name) or ""

    def fits(self, text: str) -> bool:
        """Say whether a document's prompt and `text` make no more tokens than the model reads."""
        limit = self._model.max_seq_length
        return limit is None or len(self._counter(self._prompt + text)["input_ids"]) <= limit

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


def _hub_answers() -> bool:
    """Say whether the hub is within reach, or what stands for it (HF_ENDPOINT): one request.

    Where it is not, its client would try each of a model's files six times, 27 s a file, before it
    looks among those that it has downloaded before.
    """
    from huggingface_hub import constants, get_session

    try:
        get_session().head(constants.ENDPOINT, timeout=constants.HF_HUB_ETAG_TIMEOUT)
    except Exception:  # of requests, httpx or httpx2, by version; or told to stay offline
        return False
    return True
