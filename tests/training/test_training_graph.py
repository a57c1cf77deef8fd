"""Quantised graphs against numpy."""

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from rag.models.onnx_graph import open_session
from rag.training.terms.graph import quantise

RNG = np.random.default_rng(5)
FIRST = RNG.normal(size=(32, 48)).astype(np.float32)
SECOND = RNG.normal(size=(48, 16)).astype(np.float32) * np.logspace(-2, 1, 16, dtype=np.float32)
INPUT = RNG.normal(size=(7, 32)).astype(np.float32)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two matrix products after another; the second's columns differ a thousandfold in size."""
    nodes = [
        helper.make_node("MatMul", ["x", "first"], ["between"], name="layer.0/first/MatMul"),
        helper.make_node("MatMul", ["between", "second"], ["y"], name="layer.0/second/MatMul"),
    ]
    made = helper.make_graph(
        nodes,
        "two",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 32])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", 16])],
        [numpy_helper.from_array(FIRST, "first"), numpy_helper.from_array(SECOND, "second")],
    )
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    path = tmp_path_factory.mktemp("graph") / "float.onnx"
    onnx.save(model, str(path))
    return path


def run(path: Path) -> np.ndarray:
    (result,) = open_session(path, threads=1).run(None, {"x": INPUT})
    return np.asarray(result)


def weights(path: Path) -> dict[str, int]:
    return {tensor.name: tensor.data_type for tensor in onnx.load(str(path)).graph.initializer}


def test_the_plain_graph_multiplies_as_numpy_does(graph: Path) -> None:
    np.testing.assert_allclose(run(graph), INPUT @ FIRST @ SECOND, rtol=1e-4, atol=1e-4)


def test_a_quantised_graph_keeps_small_columns_because_each_has_its_own_scale(
    graph: Path, tmp_path: Path
) -> None:
    quantise(graph, tmp_path / "small.onnx")
    exact = INPUT @ FIRST @ SECOND
    error = np.linalg.norm(run(tmp_path / "small.onnx") - exact, axis=0)
    assert (error / np.linalg.norm(exact, axis=0)).max() < 0.03  # one scale for all: over 0.5
    types = weights(tmp_path / "small.onnx")
    assert types["first_quantized"] == types["second_quantized"] == TensorProto.INT8


def test_no_pair_of_quantised_weights_can_saturate_16_bits(tmp_path: Path, graph: Path) -> None:
    quantise(graph, tmp_path / "small.onnx")
    model = onnx.load(str(tmp_path / "small.onnx"))
    constants = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    for name in ("first", "second"):
        values = constants[f"{name}_quantized"]
        pairs = np.abs(values[0::2].astype(int) + values[1::2])
        assert 100 < pairs.max() <= 128
