"""Write a trained term model as one int8 ONNX file that takes word vectors.

Without the word embeddings, which the program reads from the packaged encoder: half the size.
"""

import tempfile
import warnings
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from rag.conversation.marking.inputs import MAX_LENGTH
from rag.conversation.marking.term_model import INPUTS, OUTPUT
from rag.models.outliers import SAMPLE
from rag.models.packaged import packaged_model_folder, packaged_tokenizer
from rag.training.export import published_state
from rag.training.model import WIDTH
from rag.training.terms.damping import damp_outliers
from rag.training.terms.graph import fuse, quantise
from rag.training.terms.network import TermsNetwork

_OPSET = 17


def export(network: TermsNetwork, target: Path) -> None:
    """Write `network` to `target` by atomic replace."""
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        plain, fused, small = (Path(scratch) / name for name in ("plain", "fused", "small"))
        _trace(network, plain)
        fuse(plain, fused)
        quantise(fused, small)
        small.replace(target)


class _Published(torch.nn.Module):
    """The same function on top of transformers' BERT, from word vectors on."""

    def __init__(self, network: TermsNetwork) -> None:
        super().__init__()
        from transformers import BertConfig, BertModel

        config = BertConfig.from_pretrained(packaged_model_folder(), attn_implementation="eager")
        config.max_position_embeddings = MAX_LENGTH
        build: Any = BertModel
        self.encoder: Any = build(config, add_pooling_layer=False).eval()
        state = published_state(network)
        positions = "embeddings.position_embeddings.weight"
        self.encoder.load_state_dict(
            {**state, positions: state[positions][:MAX_LENGTH]}, strict=False
        )
        damp_outliers(self.encoder, packaged_tokenizer().encode(SAMPLE).ids)
        self.head = network.head

    def forward(self, vectors: Tensor, segments: Tensor, mask: Tensor) -> Tensor:
        states = self.encoder(inputs_embeds=vectors, token_type_ids=segments, attention_mask=mask)
        logits: Tensor = self.head(states[0])
        return logits


def _trace(network: TermsNetwork, target: Path) -> None:
    vectors = torch.zeros(2, 4, WIDTH)
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]])
    with warnings.catch_warnings(), torch.no_grad():
        # The tracing exporter is deprecated, but only its graph is fused whole.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _Published(network.float().eval()),
            (vectors, torch.zeros_like(mask), mask),
            str(target),
            input_names=list(INPUTS),
            output_names=[OUTPUT],
            dynamic_axes={name: {0: "rows", 1: "length"} for name in (*INPUTS, OUTPUT)},
            opset_version=_OPSET,
            dynamo=False,
        )
