"""The options of an inference session."""

import os
import subprocess
import sys
from pathlib import Path

import onnx
import pytest
from onnx import TensorProto, helper

from rag.models.onnx_graph import open_session


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


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="cores are bound on Linux alone")
def test_only_the_cores_that_a_process_is_bound_to_count() -> None:
    program = (
        "import os; os.sched_setaffinity(0, [min(os.sched_getaffinity(0))]); "
        "from rag.models.onnx_graph import usable_cores; print(usable_cores())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b"1"
