"""Read a reader's weights back from its exported int8 graph, so that training can go on from it.

What rounding to int8 took stays lost: about half a level of 127 a weight. Knows the order in which
`rag.models.encoder_graph` writes its nodes; knows nothing of data.
"""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from rag.models.encoder_graph import HEAD, HEADS, SEGMENTS
from rag.models.int8 import Array
from rag.training.model import LAYERS, WIDTH, ReaderNetwork, fill

_PRODUCT, _NORM, _SCORE = "MatMulIntegerToFloat", "LayerNormalization", "MatMul"
# The order of a layer's products, by transformers' names.
_PRODUCTS = (
    "attention.self.query", "attention.self.key", "attention.self.value",
    "attention.output.dense", "intermediate.dense", "output.dense",
)  # fmt: skip


def reopen(network: ReaderNetwork, exported: Path) -> None:
    """Fill a network with the weights of an exported reader."""
    published = exported_weights(exported)
    fill(network, published)
    with torch.no_grad():
        network.head.weight.copy_(published[f"{HEAD}.weight"])
        network.head.bias.copy_(published[f"{HEAD}.bias"])


def exported_weights(path: Path) -> dict[str, Tensor]:
    """Give the float weights of an exported reader under transformers' names."""
    graph = _Graph(onnx.load(str(path)).graph)
    weights: dict[str, Array] = {"embeddings.word_embeddings.weight": graph.words()}
    weights["embeddings.position_embeddings.weight"] = graph.constants_of("Slice")[0]
    weights["embeddings.token_type_embeddings.weight"] = graph.kinds()
    norms = ["embeddings.LayerNorm"]
    for layer in range(LAYERS):
        head = f"encoder.layer.{layer}"
        norms += [f"{head}.attention.output.LayerNorm", f"{head}.output.LayerNorm"]
    for name, (weight, bias) in zip(norms, graph.each(_NORM), strict=True):
        weights[f"{name}.weight"], weights[f"{name}.bias"] = weight, bias
    factors = graph.damped()
    names = [f"encoder.layer.{n}.{part}" for n in range(LAYERS) for part in _PRODUCTS]
    for number, (name, (values, scales, bias)) in enumerate(
        zip(names, graph.each(_PRODUCT), strict=True)
    ):
        weight = values.astype(np.float32) * scales
        if number in factors:
            weight = weight * factors[number][:, None]
        times = (WIDTH // HEADS) ** 0.5 if name.endswith("query") else 1.0
        weights[f"{name}.weight"], weights[f"{name}.bias"] = weight.T * times, bias * times
    weights[f"{HEAD}.weight"] = np.stack([column for (column,) in graph.each(_SCORE)])
    weights[f"{HEAD}.bias"] = np.concatenate(graph.score_biases())
    return {name: torch.from_numpy(np.array(array, np.float32)) for name, array in weights.items()}


class _Graph:
    """An exported graph's constants, by the nodes that use them."""

    def __init__(self, graph: onnx.GraphProto) -> None:
        self._nodes = list(graph.node)
        self._constants = {one.name: numpy_helper.to_array(one) for one in graph.initializer}

    def each(self, operator: str) -> list[list[Array]]:
        """List the constants of every node of an operator, in the order of the graph."""
        return [self._of(node) for node in self._nodes if node.op_type == operator]

    def constants_of(self, operator: str) -> list[Array]:
        """List the constants of the first node of an operator."""
        return self.each(operator)[0]

    def words(self) -> Array:
        """Give the word embeddings, of the first two look-ups: int8 rows and their scales."""
        (rows,), (scales,) = self.each("Gather")[:2]
        result: Array = rows.astype(np.float32) * scales
        return result

    def kinds(self) -> Array:
        """Give the segments' embeddings."""
        (found,) = (self._of(n)[0] for n in self._nodes if SEGMENTS in n.input)
        return found

    def damped(self) -> dict[int, Array]:
        """Give what damps the values that go into a product, by the product's number."""
        made_by = {name: node for node in self._nodes for name in node.output}
        products = [node for node in self._nodes if node.op_type == _PRODUCT]
        found: dict[int, Array] = {}
        for number, product in enumerate(products):
            source = made_by[made_by[product.input[0]].input[0]]  # past the quantisation
            if source.op_type == "Mul" and made_by[source.input[0]].op_type == "Gelu":
                (found[number],) = self._of(source)
        return found

    def score_biases(self) -> list[Array]:
        """Give the bias of each score, in the order of the scores."""
        scored = {node.output[0] for node in self._nodes if node.op_type == _SCORE}
        return [self._of(n)[0] for n in self._nodes if n.op_type == "Add" and n.input[0] in scored]

    def _of(self, node: onnx.NodeProto) -> list[Array]:
        return [self._constants[name] for name in node.input if name in self._constants]
