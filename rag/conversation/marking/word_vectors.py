"""Rows of the packaged encoder's word embeddings, read from its file when they are needed.

The term model was trained with these rows unchanged, so it ships without them: they are half
of an encoder's weights. Format: https://huggingface.co/docs/safetensors (an 8-byte length, a
JSON header, then the tensors).
"""

import json
import struct
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rag.errors import ModelError

Floats = npt.NDArray[np.float32]
TENSOR = "embeddings.word_embeddings.weight"


def open_word_vectors(weights: Path) -> Floats:
    """Map the embeddings into memory: (vocabulary, width), read-only.

    Raises ModelError when the file does not hold them as float32.
    """
    with weights.open("rb") as file:
        (size,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(size))
    entry = header.get(TENSOR, {})
    if entry.get("dtype") != "F32":
        raise ModelError(f"{weights} holds no {TENSOR} in float32")
    begin, _ = entry["data_offsets"]
    shape = tuple(entry["shape"])
    return np.memmap(weights, dtype="<f4", mode="r", offset=8 + size + begin, shape=shape)
