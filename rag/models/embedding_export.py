"""The packaged model -> one int8 ONNX file in the cache, made once, checked at each start.

The cache is keyed by the weights' hash and the export's version, and the file's own hash
stands beside it, so that a truncated file is made anew. This module knows nothing of texts.
"""

import json
import sys
import tempfile
from pathlib import Path

import numpy as np

from rag.errors import StorageError
from rag.models.encoder_graph import INPUT, encoder_graph
from rag.models.outliers import SAMPLE, outlier_factors
from rag.models.packaged import (
    PACKAGED_SHA256,
    cache_folder,
    packaged_tokenizer,
    sha256_of,
    verified_weights,
)

EXPORT_VERSION = 5


def exported_model() -> Path:
    """Return the int8 graph of the packaged model, exporting it first when it is not cached.

    Raises ModelError when the weights are not the published ones, StorageError when the
    cache folder cannot be written.
    """
    folder = cache_folder() / f"{PACKAGED_SHA256[:16]}-v{EXPORT_VERSION}"
    model, record = folder / "model.int8.onnx", folder / "model.json"
    if not _is_intact(model, record):
        print("Preparing the embedding model (once, a few seconds)...", file=sys.stderr)
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
    import onnx
    from safetensors.numpy import load_file

    weights = load_file(verified_weights())
    with tempfile.TemporaryDirectory(dir=model.parent) as scratch:
        watched, small, description = (
            Path(scratch) / name for name in ("watched", "small", "json")
        )
        onnx.save(encoder_graph(weights, watch=True), str(watched))
        ids = np.array(packaged_tokenizer().encode(SAMPLE).ids, dtype=np.int64)
        factors = outlier_factors(watched, {INPUT: ids})
        onnx.save(encoder_graph(weights, shrink=factors), str(small))
        description.write_text(json.dumps({"sha256": sha256_of(small)}), encoding="utf-8")
        small.replace(model)
        description.replace(record)
