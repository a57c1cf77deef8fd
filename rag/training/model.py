"""The reader's network: BERT's encoder with a span head, and the start weights.

Knows shapes and parameters; knows nothing of text. Pre-norm variants and the like are out of
scope: this is the published MiniLM (6 layers, 384 wide, 12 heads; Devlin et al. 2018 for the
block), so that its weights load unchanged.
"""

import math
from collections.abc import Mapping

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from rag.models import verified_weights

WIDTH, HEADS, LAYERS, INNER, VOCABULARY, POSITIONS = 384, 12, 6, 1536, 30522, 512
_EPSILON = 1e-12


class Block(nn.Module):
    """Self-attention and feed-forward, each followed by residual and LayerNorm."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=_EPSILON)

    def forward(self, x: Tensor, bias: Tensor, dropout: float) -> Tensor:
        """Map (rows, length, width) to the same shape; `bias` is (rows * heads, 1, length)."""
        rows, length, _ = x.shape
        size = WIDTH // HEADS
        parts = self.qkv(x).view(rows, length, 3, HEADS, size).permute(2, 0, 3, 1, 4)
        query, key, value = parts.reshape(3, rows * HEADS, length, size).unbind(0)
        # Plain products: torch's fused attention is 3 times slower in its CPU backward pass,
        # and adding the bias in a step of its own doubles the time.
        scores = torch.baddbmm(bias, query, key.transpose(1, 2), alpha=1 / math.sqrt(size))
        mixed = torch.bmm(torch.softmax(scores, -1), value).view(rows, HEADS, length, size)
        mixed = mixed.transpose(1, 2).reshape(rows, length, WIDTH)
        x = self.attention_norm(x + functional.dropout(self.out(mixed), dropout))
        inner = self.down(functional.gelu(self.up(x)))
        hidden: Tensor = self.norm(x + functional.dropout(inner, dropout))
        return hidden


class ReaderNetwork(nn.Module):
    """Token ids to start and end logits, shape (rows, length, 2)."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Parameter(torch.zeros(POSITIONS, WIDTH))
        self.segments = nn.Parameter(torch.zeros(2, WIDTH))
        self.embedding_norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))
        self.head = nn.Linear(WIDTH, 2)
        self.dropout = 0.0  # of every residual branch while training
        self.frozen = 0  # blocks that are not trained, nor the embeddings below them

    def forward(self, ids: Tensor, segments: Tensor, mask: Tensor) -> Tensor:
        """Score every token as start and end; `mask` is 1 for tokens and 0 for padding."""
        dropout = self.dropout if self.training else 0.0
        bias = ((1.0 - mask.to(self.positions.dtype)) * -1e4).repeat_interleave(HEADS, 0)
        bias = bias.unsqueeze(1)
        with torch.set_grad_enabled(torch.is_grad_enabled() and not self.frozen):
            x = functional.dropout(self._embedded(ids, segments), dropout)
            for block in self.blocks[: self.frozen]:
                x = block(x, bias, dropout)
        for block in self.blocks[self.frozen :]:
            x = block(x, bias, dropout)
        with torch.autocast(x.device.type, enabled=False):  # scores need all their digits
            return functional.linear(x.float(), self.head.weight.float(), self.head.bias.float())

    def freeze(self, blocks: int) -> None:
        """Keep the first blocks and the embeddings below them as they are; 0 keeps the words."""
        self.frozen = blocks
        kept: list[nn.Module] = [self.words]
        if blocks:
            kept += [self.embedding_norm, *self.blocks[:blocks]]
            self.positions.requires_grad_(False)
            self.segments.requires_grad_(False)
        for module in kept:
            module.requires_grad_(False)

    def _embedded(self, ids: Tensor, segments: Tensor) -> Tensor:
        kinds = torch.lerp(
            self.segments[0], self.segments[1], segments.unsqueeze(-1).to(self.segments.dtype)
        )
        embedded: Tensor = self.embedding_norm(
            self.words(ids) + self.positions[: ids.shape[1]] + kinds
        )
        return embedded


def load_start_weights(network: ReaderNetwork) -> None:
    """Fill a network with the packaged MiniLM; the head keeps its small random values."""
    nn.init.normal_(network.head.weight, std=0.02)
    nn.init.zeros_(network.head.bias)
    fill(network, load_file(verified_weights()))


def fill(network: ReaderNetwork, published: Mapping[str, Tensor]) -> None:
    """Fill a network but for its head with weights under their published names."""
    filled = {name: published[source] for name, source in published_names().items()}
    filled["positions"] = published["embeddings.position_embeddings.weight"]
    filled["segments"] = published["embeddings.token_type_embeddings.weight"]
    for layer in range(LAYERS):
        attention = f"encoder.layer.{layer}.attention.self"
        for kind in ("weight", "bias"):
            parts = [published[f"{attention}.{part}.{kind}"] for part in ("query", "key", "value")]
            filled[f"blocks.{layer}.qkv.{kind}"] = torch.cat(parts)
    filled["head.weight"], filled["head.bias"] = network.head.weight, network.head.bias
    network.load_state_dict(filled)


def published_names() -> dict[str, str]:
    """Map our parameter names to the published ones, but for those that are split or joined."""
    pairs = {"words": "embeddings.word_embeddings", "embedding_norm": "embeddings.LayerNorm"}
    for layer in range(LAYERS):
        ours, theirs = f"blocks.{layer}", f"encoder.layer.{layer}"
        pairs[f"{ours}.out"] = f"{theirs}.attention.output.dense"
        pairs[f"{ours}.attention_norm"] = f"{theirs}.attention.output.LayerNorm"
        pairs[f"{ours}.up"] = f"{theirs}.intermediate.dense"
        pairs[f"{ours}.down"] = f"{theirs}.output.dense"
        pairs[f"{ours}.norm"] = f"{theirs}.output.LayerNorm"
    names = {f"{o}.{k}": f"{t}.{k}" for o, t in pairs.items() for k in ("weight", "bias")}
    del names["words.bias"]
    return names
