"""The options of an inference session."""

from pathlib import Path

import onnx
from onnx import TensorProto, helper

from rag.onnx_graph import open_session


def test_a_session_has_the_threads_asked_for_and_none_that_spin(tmp_path: Path) -> None:
    made = helper.make_graph(
        [helper.make_node("Neg", ["x"], ["y"])],
        "one",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n"])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n"])],
    )
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, str(tmp_path / "graph.onnx"))
    options = open_session(tmp_path / "graph.onnx", threads=3).get_session_options()
    assert (options.intra_op_num_threads, options.inter_op_num_threads) == (3, 1)
    assert options.get_session_config_entry("session.intra_op.allow_spinning") == "0"
