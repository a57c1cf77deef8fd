"""ONNX graphs of encoder models, opened for inference. This module knows nothing of texts."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import onnxruntime

HIDDEN_SIZE = 384


def usable_cores() -> int:
    """Count the cores that this process may run on: of 64, a container may have two."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def open_session(path: Path, *, threads: int) -> "onnxruntime.InferenceSession":
    """Open a graph for inference on the CPU with `threads` threads of its own.

    A session may be called from several threads at once (ONNX Runtime's documentation).
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Idle worker threads that spin would take the cores from FAISS, tantivy and the web server.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3  # warnings about the fused graph's metadata help nobody
    return onnxruntime.InferenceSession(
        str(path),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],  # its kernel took a quarter of the time
    )
