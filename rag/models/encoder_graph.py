"""BERT's weights -> an int8 ONNX graph for one text: ids -> a unit vector, or span logits.

The graph is written node by node, because a traced and then fused one is slower: its kernel
for attention multiplies head by head and masks padding that one text has not, and its kernel
for GELU takes 1.4 times as long as the standard operator's. On one core and 143 word pieces,
9.7 ms there, 8.3 ms here. Weights are int8, one scale per column (`rag.models.int8`);
activations are quantised at run time, one scale per tensor. This module knows nothing of texts or
files.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from rag.models.int8 import Array, int8_columns, int8_rows

if TYPE_CHECKING:
    import onnx

Weights = Mapping[str, Array]  # by transformers' names for BertModel, float32

INPUT, OUTPUT = "input_ids", "vector"  # (length,) int64 -> (hidden,) float32
SEGMENTS = "segments"  # (length,) int64: 0 for a question and its passage's head, 1 for the passage
STARTS, ENDS = "start_logits", "end_logits"  # (length,) float32
HEAD = "head"  # of the weights: a layer from a state to its start and its end logit
# Of the weights, where a network has them: what is added to the scores of attention, (heads,
# longest, longest), as MPNet adds a bias for the distance of two tokens.
BIAS = "attention_bias"
HEADS = 12
EPSILON = 1e-12  # of BERT's layer norms
_OPSET, _IR_VERSION = 20, 9  # GELU is an operator since opset 20
_FUSED = "com.microsoft"  # ONNX Runtime's own operators


def encoder_graph(
    weights: Weights,
    *,
    shrink: Mapping[int, Array] | None = None,
    watch: bool = False,
    heads: int = HEADS,
    epsilon: float = EPSILON,
) -> "onnx.ModelProto":
    """Build the graph; the vector is the mean of the last layer's states, scaled to length 1.

    Where the weights have a "head", the graph takes segments too and gives span logits instead.
    `shrink` gives factors, (inner,), by which a layer's feed-forward activations are divided
    and the weights after them multiplied: the same function with a smaller range. With `watch`
    the largest activation of each such neuron is an output too: `peaks.0` and so on, (inner,).
    """
    return _Builder(weights, shrink or {}, watch=watch, heads=heads, epsilon=epsilon).build()


class _Builder:
    """Collects nodes and constants; each method adds some and gives the name of its result."""

    def __init__(
        self,
        weights: Weights,
        shrink: Mapping[int, Array],
        *,
        watch: bool,
        heads: int,
        epsilon: float,
    ) -> None:
        self._weights = weights
        self._shrink = shrink
        self._watch = watch
        self._heads = heads
        self._epsilon = epsilon
        self._bias = ""  # the name of the bias of attention, (heads, length, length)
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []
        self._peaks: list[str] = []
        self._has_head = f"{HEAD}.weight" in weights
        self._hidden = len(weights["embeddings.LayerNorm.weight"])
        self._layers = sum(name.endswith(".intermediate.dense.bias") for name in weights)

    def build(self) -> "onnx.ModelProto":
        """Chain the layers; states are (length, hidden) throughout."""
        from onnx import TensorProto, helper

        if BIAS in self._weights:
            self._bias = self._cut_bias()
        states = self._embedded()
        for number in range(self._layers):
            layer = f"encoder.layer.{number}."
            states = self._attention(states, layer + "attention.")
            states = self._feed_forward(states, number, layer)
        inputs: list[str] = [INPUT]
        sizes: dict[str, int | str | None] = {OUTPUT: self._hidden}
        if self._has_head:
            inputs, sizes = [INPUT, SEGMENTS], {STARTS: "length", ENDS: "length"}
            self._add_span_logits(states)
        else:
            mean = self._add("ReduceMean", states, self._constant([0]), keepdims=0)
            self._add("LpNormalization", mean, name=OUTPUT, axis=-1, p=2)
        floats = {**sizes, **dict.fromkeys(self._peaks)}
        return helper.make_model(
            helper.make_graph(
                self._nodes,
                "encoder",
                [helper.make_tensor_value_info(n, TensorProto.INT64, ["length"]) for n in inputs],
                [
                    helper.make_tensor_value_info(n, TensorProto.FLOAT, [s])
                    for n, s in floats.items()
                ],
                self._constants,
            ),
            opset_imports=[helper.make_opsetid("", _OPSET), helper.make_opsetid(_FUSED, 1)],
            ir_version=_IR_VERSION,
        )

    def _add_span_logits(self, states: str) -> None:
        """Score every token as start and end, in float: scores need all their digits."""
        weight, bias = self._weights[f"{HEAD}.weight"].T, self._weights[f"{HEAD}.bias"]
        for column, name in enumerate((STARTS, ENDS)):
            scores = self._add("MatMul", states, self._constant(weight[:, column]))
            self._add("Add", scores, self._constant(bias[column : column + 1]), name=name)

    def _embedded(self) -> str:
        """Word + position + segment, normalised; words are kept as int8 rows with a scale."""
        from onnx import TensorProto

        rows, scales = int8_rows(self._weights["embeddings.word_embeddings.weight"])
        words = self._add("Gather", self._constant(rows), INPUT, axis=0)
        words = self._add("Cast", words, to=TensorProto.FLOAT)
        scale = self._add("Gather", self._constant(scales), INPUT, axis=0)
        places = self._weights["embeddings.position_embeddings.weight"]
        kinds = self._weights["embeddings.token_type_embeddings.weight"]
        if not self._has_head:
            places = places + kinds[0]  # one text is all of segment 0
        length = self._add("Shape", INPUT)
        zero = self._constant([0])
        placed = self._add("Slice", self._constant(places), zero, length, zero)
        states = self._add("Add", self._add("Mul", words, scale), placed)
        if self._has_head:
            kind = self._add("Gather", self._constant(kinds), SEGMENTS, axis=0)
            states = self._add("Add", states, kind)
        return self._normalised(states, "embeddings.LayerNorm")

    def _cut_bias(self) -> str:
        """Cut the bias of attention to the text's length."""
        length = self._add("Shape", INPUT)
        ends = self._add("Concat", length, length, axis=0)
        begins, axes = self._constant([0, 0]), self._constant([1, 2])
        return self._add("Slice", self._constant(self._weights[BIAS]), begins, ends, axes)

    def _attention(self, states: str, part: str) -> str:
        """Attend in all heads at once; the heads stay strides of (length, heads, size)."""
        size = self._hidden // self._heads
        split, joined = self._constant([-1, self._heads, size]), self._constant([-1, self._hidden])
        quantised = self._quantised(states)
        query, key, value = (
            self._add("Reshape", self._product(quantised, part + name, times), split)
            for name, times in (("self.query", size**-0.5), ("self.key", 1), ("self.value", 1))
        )
        scores = self._add(  # (heads, length, length)
            "FusedMatMul", query, key, domain=_FUSED, transB=1, transBatchA=1, transBatchB=1
        )
        if self._bias:
            scores = self._add("Add", scores, self._bias)
        shares = self._add("Softmax", scores, axis=-1)
        mixed = self._add("FusedMatMul", shares, value, domain=_FUSED, transBatchB=1)
        mixed = self._add("Reshape", self._add("Transpose", mixed, perm=[1, 0, 2]), joined)
        return self._residual(mixed, states, part + "output.")

    def _feed_forward(self, states: str, number: int, layer: str) -> str:
        inner = self._add("Gelu", self._dense(states, layer + "intermediate.dense"))
        factors = self._shrink.get(number)
        if factors is not None:
            inner = self._add("Mul", inner, self._constant(1 / factors))
        if self._watch:
            axes = self._constant([0])
            self._peaks.append(f"peaks.{number}")
            largest = self._add("Abs", inner)
            self._add("ReduceMax", largest, axes, name=self._peaks[-1], keepdims=0)
        return self._residual(inner, states, layer + "output.", factors)

    def _residual(self, x: str, states: str, part: str, rows: Array | None = None) -> str:
        """Multiply, add what came in, normalise: three operators beat the one that fuses them."""
        added = self._add("Add", self._dense(x, part + "dense", rows), states)
        return self._normalised(added, part + "LayerNorm")

    def _normalised(self, x: str, part: str) -> str:
        weight, bias = (self._constant(self._weights[f"{part}.{n}"]) for n in ("weight", "bias"))
        return self._add("LayerNormalization", x, weight, bias, axis=-1, epsilon=self._epsilon)

    def _dense(self, x: str, part: str, rows: Array | None = None) -> str:
        """Quantise `x` and multiply; `rows` are factors of the weights' rows."""
        return self._product(self._quantised(x), part, rows=rows)

    def _product(
        self, quantised: list[str], part: str, times: float = 1, rows: Array | None = None
    ) -> str:
        weight = self._weights[f"{part}.weight"].T * times  # (in, out)
        weight, scales = int8_columns(weight if rows is None else weight * rows[:, None])
        bias = self._weights[f"{part}.bias"] * times
        values, scale, zero = quantised
        factor, columns, added = map(self._constant, (weight, scales[0], bias))
        inputs = (values, factor, scale, columns, zero, "", added)
        return self._add("MatMulIntegerToFloat", *inputs, domain=_FUSED)

    def _constant(self, values: Array | Sequence[int]) -> str:
        from onnx import numpy_helper

        array = np.ascontiguousarray(values)
        if array.dtype.kind == "f":
            array = array.astype(np.float32)
        name = f"c{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(array, name))
        return name

    def _quantised(self, x: str) -> list[str]:
        """Give uint8 values, their scale and their zero point."""
        return self._node("DynamicQuantizeLinear", [x], ("values", "scale", "zero"), "", {})

    def _add(
        self,
        operator: str,
        *inputs: str,
        name: str | None = None,
        domain: str = "",
        **attributes: Any,
    ) -> str:
        """Add a node with one result."""
        (result,) = self._node(operator, inputs, ("result",), domain, attributes, name)
        return result

    def _node(
        self,
        operator: str,
        inputs: Sequence[str],
        results: Sequence[str],
        domain: str,
        attributes: Mapping[str, Any],
        name: str | None = None,
    ) -> list[str]:
        from onnx import helper

        stem = f"{operator}.{len(self._nodes)}"
        names = [name or f"{stem}.{result}" for result in results]
        node = helper.make_node(operator, inputs, names, name=stem, domain=domain, **attributes)
        self._nodes.append(node)
        return names
