"""The packaged model -> one int8 ONNX file in the cache, made once, checked at each start.

The cache is keyed by the weights' hash and the export's version, and the file's own hash
stands beside it, so that a truncated file is made anew. This module knows nothing of texts.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from rag.errors import ModelError, StorageError
from rag.models import (
    PACKAGED_SHA256,
    REINSTALL,
    cache_folder,
    packaged_tokenizer,
    sha256_of,
    verified_weights,
)
from rag.onnx_graph import fuse, quantise
from rag.outliers import SAMPLE, damp_outliers

EXPORT_VERSION = 3
OPSET = 17  # the first with LayerNormalization


def exported_model() -> Path:
    """Return the int8 graph of the packaged model, exporting it first when it is not cached.

    Raises ModelError when the weights are not the published ones, StorageError when the
    cache folder cannot be written.
    """
    folder = cache_folder() / f"{PACKAGED_SHA256[:16]}-v{EXPORT_VERSION}"
    model, record = folder / "model.int8.onnx", folder / "model.json"
    if not _is_intact(model, record):
        print("Preparing the embedding model (once, about ten seconds)...", file=sys.stderr)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _export(model, record)
        except OSError as error:
            raise StorageError(
                f"cannot write the model cache {folder}: {error.strerror}; "
                "free some space there, or set RAG_CACHE to another folder"
            ) from error
    return model


def _is_intact(model: Path, record: Path) -> bool:
    try:
        expected = json.loads(record.read_text(encoding="utf-8"))["sha256"]
        return bool(sha256_of(model) == expected)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _export(model: Path, record: Path) -> None:
    """Write the graph and then its record, each by atomic replace: two processes may race."""
    weights = verified_weights()
    with tempfile.TemporaryDirectory(dir=model.parent) as scratch:
        plain, fused, small = (Path(scratch) / name for name in ("plain", "fused", "small"))
        try:
            _trace(weights.parent, plain)
        except OSError as error:
            if error.errno is not None:  # the disk's
                raise
            raise ModelError(
                f"cannot load the packaged model: {error}; run: {REINSTALL}"
            ) from error
        fuse(plain, fused)
        quantise(fused, small)
        description = Path(scratch) / "record"
        description.write_text(json.dumps({"sha256": sha256_of(small)}), encoding="utf-8")
        small.replace(model)
        description.replace(record)


def _trace(folder: Path, target: Path) -> None:
    """Export the transformer under sentence-transformers' model, pooling left out."""
    import warnings

    import torch
    from sentence_transformers import SentenceTransformer

    encoder: Any = SentenceTransformer(
        str(folder), device="cpu", model_kwargs={"attn_implementation": "eager"}
    )[0].auto_model

    class States(torch.nn.Module):
        """The encoder without its unused pooler: token states (batch, length, 384)."""

        def __init__(self, encoder: Any) -> None:
            super().__init__()
            self.encoder = encoder

        def forward(self, ids: Any, mask: Any, types: Any) -> Any:
            return self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=types)[0]

    damp_outliers(encoder, packaged_tokenizer().encode(SAMPLE).ids)
    names = ("input_ids", "attention_mask", "token_type_ids")
    ids = torch.tensor([[101, 2054, 2003, 102], [101, 2054, 102, 0]])
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]])
    with warnings.catch_warnings(), torch.no_grad():
        # The tracing exporter is deprecated, but only its graph is fused whole (attention
        # included): 170 against 140 passages/s for the newer exporter's, fused and quantised.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            States(encoder).eval(),
            (ids, mask, torch.zeros_like(ids)),
            str(target),
            input_names=list(names),
            output_names=["states"],
            dynamic_axes={name: {0: "batch", 1: "length"} for name in (*names, "states")},
            opset_version=OPSET,
            dynamo=False,
        )
