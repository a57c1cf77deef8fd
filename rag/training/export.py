"""Write a trained network as one int8 ONNX file.

The weights are put into the published BERT layout, whose traced graph ONNX Runtime's optimiser
knows how to fuse; then they are quantised. Knows nothing of data.
"""

import tempfile
import warnings
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from rag.models import packaged_model_folder, packaged_tokenizer
from rag.onnx_graph import fuse, quantise
from rag.outliers import SAMPLE, damp_outliers
from rag.training.model import LAYERS, ReaderNetwork, published_names

OPSET = 17
INPUTS, OUTPUTS = ("input_ids", "token_type_ids", "attention_mask"), ("start_logits", "end_logits")


def export(network: ReaderNetwork, target: Path) -> None:
    """Write `network` to `target` by atomic replace."""
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        plain, fused, small = (Path(scratch) / name for name in ("plain", "fused", "small"))
        _trace(network, plain)
        fuse(plain, fused)
        quantise(fused, small)
        small.replace(target)


class _Published(torch.nn.Module):
    """The same function on top of transformers' BERT, with one output per span end."""

    def __init__(self, network: ReaderNetwork) -> None:
        super().__init__()
        from transformers import BertConfig, BertModel

        config = BertConfig.from_pretrained(packaged_model_folder(), attn_implementation="eager")
        build: Any = BertModel
        self.encoder: Any = build(config, add_pooling_layer=False).eval()
        self.encoder.load_state_dict(published_state(network), strict=False)
        damp_outliers(self.encoder, packaged_tokenizer().encode(SAMPLE).ids)
        self.head = network.head

    def forward(self, ids: Tensor, segments: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        states = self.encoder(input_ids=ids, token_type_ids=segments, attention_mask=mask)[0]
        logits = self.head(states)
        return logits[..., 0], logits[..., 1]


def published_state(network: ReaderNetwork) -> dict[str, Tensor]:
    """Give the encoder's weights under transformers' names."""
    ours = {name: tensor.detach().float() for name, tensor in network.state_dict().items()}
    state = {theirs: ours[name] for name, theirs in published_names().items()}
    state["embeddings.position_embeddings.weight"] = ours["positions"]
    state["embeddings.token_type_embeddings.weight"] = ours["segments"]
    for layer in range(LAYERS):
        for kind in ("weight", "bias"):
            parts = ours[f"blocks.{layer}.qkv.{kind}"].chunk(3)
            for part, tensor in zip(("query", "key", "value"), parts, strict=True):
                state[f"encoder.layer.{layer}.attention.self.{part}.{kind}"] = tensor
    return state


def _trace(network: ReaderNetwork, target: Path) -> None:
    ids = torch.tensor([[101, 2054, 2003, 102], [101, 2054, 102, 0]])
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]])
    with warnings.catch_warnings(), torch.no_grad():
        # The tracing exporter is deprecated, but only its graph is fused whole.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _Published(network.float().eval()),
            (ids, torch.zeros_like(ids), mask),
            str(target),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes={name: {0: "rows", 1: "length"} for name in (*INPUTS, *OUTPUTS)},
            opset_version=OPSET,
            dynamo=False,
        )
