"""Write a trained network as one int8 ONNX file, node by node (`rag.models.encoder_graph`).

Knows nothing of data.
"""

import functools
import tempfile
from pathlib import Path

import numpy as np
import onnx
from torch import Tensor

from rag.models.encoder_graph import BIAS, HEAD, INPUT, SEGMENTS, encoder_graph
from rag.models.outliers import SAMPLE, outlier_factors
from rag.models.packaged import packaged_tokenizer
from rag.reading.inputs import MAX_LENGTH
from rag.training.model import ReaderNetwork, published_names


def export(network: ReaderNetwork, target: Path) -> None:
    """Write `network` to `target` by atomic replace."""
    state = published_state(network)
    state |= {f"{HEAD}.{name}": t.detach().float() for name, t in network.head.named_parameters()}
    if network.shape.distances:
        state[BIAS] = network.bias_by_distance(MAX_LENGTH).float()
    weights = {name: tensor.numpy() for name, tensor in state.items()}
    shape = network.shape
    build = functools.partial(encoder_graph, weights, heads=shape.heads, epsilon=shape.epsilon)
    ids = np.array(packaged_tokenizer().encode(SAMPLE).ids, dtype=np.int64)
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        watched, small = Path(scratch) / "watched", Path(scratch) / "small"
        onnx.save(build(watch=True), str(watched))
        factors = outlier_factors(watched, {INPUT: ids, SEGMENTS: np.zeros_like(ids)})
        onnx.save(build(shrink=factors), str(small))
        small.replace(target)


def published_state(network: ReaderNetwork) -> dict[str, Tensor]:
    """Give the encoder's weights under transformers' names."""
    ours = {name: tensor.detach().float() for name, tensor in network.state_dict().items()}
    layers = network.shape.layers
    state = {theirs: ours[name] for name, theirs in published_names(layers).items()}
    state["embeddings.position_embeddings.weight"] = ours["positions"]
    state["embeddings.token_type_embeddings.weight"] = ours["segments"]
    for layer in range(layers):
        for kind in ("weight", "bias"):
            parts = ours[f"blocks.{layer}.qkv.{kind}"].chunk(3)
            for part, tensor in zip(("query", "key", "value"), parts, strict=True):
                state[f"encoder.layer.{layer}.attention.self.{part}.{kind}"] = tensor
    return state
