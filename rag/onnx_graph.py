"""ONNX graphs of encoder models: fuse, quantise to int8, and open for inference.

Quantisation is dynamic (activations at run time, per tensor) with per-channel int8 weights.
benchmarks/indexing.py compares the whole path with the same model under PyTorch. This module
knows nothing of texts.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import onnxruntime

HIDDEN_SIZE = 384
HEADS = 12


def fuse(source: Path, target: Path) -> None:
    """Write `source` with its attention, embedding and GELU subgraphs fused.

    Fusing before quantising matters: the int8 kernels exist for the fused operators. Residual
    additions are not fused into the layer norms: that kernel took a quarter of the whole time.
    On one core, in batches of 4: unfused 102 passages/s, all fused 91, this 122.
    """
    from onnxruntime.transformers.fusion_options import FusionOptions
    from onnxruntime.transformers.optimizer import optimize_model

    options = FusionOptions("bert")
    options.enable_skip_layer_norm = False
    options.enable_bias_skip_layer_norm = False
    model = optimize_model(
        str(source),
        model_type="bert",
        num_heads=HEADS,
        hidden_size=HIDDEN_SIZE,
        optimization_options=options,
        opt_level=0,
    )
    model.save_model_to_file(str(target))


def quantise(source: Path, target: Path) -> None:
    """Write `source` with per-channel int8 weights."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        str(source),
        str(target),
        per_channel=True,
        weight_type=QuantType.QInt8,
        # Fused operators have no shape inference, so the quantiser is told the type.
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )


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
        disabled_optimizers=["SkipLayerNormFusion"],  # see `fuse`
    )
