"""int8 weights: within half a level of the float ones, and multiplied exactly everywhere."""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from rag.models.int8 import int8_columns, int8_rows
from rag.models.onnx_graph import open_session


def test_no_pair_of_int8_weights_can_saturate_16_bits_whatever_the_processor() -> None:
    rng = np.random.default_rng(5)
    values = rng.normal(size=(96, 40)).astype(np.float32)
    values[10:12, :20] = [[9.0], [8.0]]  # two large neighbours of one sign
    values[10:12, 20:] = [[9.0], [-8.0]]
    quantised, scales = int8_columns(values)
    pairs = np.abs(quantised[0::2].astype(int) + quantised[1::2])
    assert 255 * pairs.max() <= 32767
    assert quantised[10, 20:].tolist() == [127] * 20  # those of opposite signs keep all levels
    np.testing.assert_allclose(quantised * scales, values, atol=float(scales.max()) / 2 + 1e-6)


def test_the_processor_multiplies_the_int8_weights_exactly(tmp_path: Path) -> None:
    rng = np.random.default_rng(6)
    quantised, _ = int8_columns(rng.laplace(size=(384, 64)).astype(np.float32))
    values = rng.integers(180, 256, size=(16, 384)).astype(np.uint8)
    product = helper.make_node("MatMulInteger", ["values", "weights"], ["product"])
    model = helper.make_model(
        helper.make_graph(
            [product],
            "product",
            [helper.make_tensor_value_info("values", TensorProto.UINT8, [None, 384])],
            [helper.make_tensor_value_info("product", TensorProto.INT32, [None, 64])],
            [numpy_helper.from_array(quantised, "weights")],
        ),
        opset_imports=[helper.make_opsetid("", 20)],
        ir_version=9,
    )
    onnx.save(model, str(tmp_path / "product.onnx"))
    (found,) = open_session(tmp_path / "product.onnx", threads=1).run(None, {"values": values})
    np.testing.assert_array_equal(found, values.astype(int) @ quantised.astype(int))


def test_rows_have_scales_of_their_own_and_an_odd_number_of_them_makes_no_difference() -> None:
    values = np.array([[1.0, -2.0], [0.0, 0.0], [300.0, 3.0]], dtype=np.float32)
    quantised, scales = int8_rows(values)
    assert quantised.tolist() == [[64, -127], [0, 0], [127, 1]]
    np.testing.assert_allclose(scales[:, 0], [2 / 127, 1, 300 / 127], rtol=1e-6)
    quantised, _ = int8_columns(values)
    assert quantised.tolist() == [[0, -85], [0, 0], [127, 127]]
