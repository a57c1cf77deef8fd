"""The reader's network: BERT's encoder with a span head, and the start weights.

Knows shapes and parameters; knows nothing of text. Pre-norm variants and the like are out of
scope: this is the published MiniLM (6 layers, 384 wide, 12 heads; Devlin et al. 2018 for the
block), so that its weights load unchanged, or its teacher (`rag.training.teacher`).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from rag.models.packaged import verified_weights

WIDTH, HEADS, LAYERS, INNER, VOCABULARY, POSITIONS = 384, 12, 6, 1536, 30522, 512


@dataclass(frozen=True, slots=True)
class Shape:
    """An encoder's sizes; with `distances` buckets, a bias of each head by tokens' distance."""

    width: int = WIDTH
    heads: int = HEADS
    layers: int = LAYERS
    inner: int = INNER
    epsilon: float = 1e-12
    distances: int = 0


MINILM = Shape()


class Block(nn.Module):
    """Self-attention and feed-forward, each followed by residual and LayerNorm."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.width
        self.heads = shape.heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.attention_norm = nn.LayerNorm(width, eps=shape.epsilon)
        self.up = nn.Linear(width, shape.inner)
        self.down = nn.Linear(shape.inner, width)
        self.norm = nn.LayerNorm(width, eps=shape.epsilon)

    def forward(self, x: Tensor, bias: Tensor, dropout: float) -> Tensor:
        """Map (rows, length, width) to the same; `bias` is (rows, heads, 1 or length, length)."""
        rows, length, width = x.shape
        size = width // self.heads
        parts = self.qkv(x).view(rows, length, 3, self.heads, size).permute(2, 0, 3, 1, 4)
        if x.is_cuda:
            query, key, value = parts.unbind(0)
            bias = bias.to(query.dtype)
            mixed = functional.scaled_dot_product_attention(query, key, value, bias)
        else:
            query, key, value = parts.reshape(3, rows * self.heads, length, size).unbind(0)
            # Plain products: torch's fused attention is 3 times slower in its CPU backward pass,
            # and adding the bias in a step of its own doubles the time.
            scale = 1 / math.sqrt(size)
            scores = torch.baddbmm(bias.flatten(0, 1), query, key.transpose(1, 2), alpha=scale)
            mixed = torch.bmm(torch.softmax(scores, -1), value)
            mixed = mixed.view(rows, self.heads, length, size)
        mixed = mixed.transpose(1, 2).reshape(rows, length, width)
        x = self.attention_norm(x + functional.dropout(self.out(mixed), dropout))
        inner = self.down(functional.gelu(self.up(x)))
        hidden: Tensor = self.norm(x + functional.dropout(inner, dropout))
        return hidden


class ReaderNetwork(nn.Module):
    """Token ids to start and end logits, shape (rows, length, 2)."""

    distances: Tensor

    def __init__(self, shape: Shape = MINILM) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(VOCABULARY, shape.width)
        self.positions = nn.Parameter(torch.zeros(POSITIONS, shape.width))
        self.segments = nn.Parameter(torch.zeros(2, shape.width))
        self.embedding_norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.head = nn.Linear(shape.width, 2)
        # Not trained: a gradient for each pair of tokens would cost more than the rest.
        self.register_buffer(
            "distances", torch.zeros(shape.heads, shape.distances), persistent=False
        )
        self.dropout = 0.0  # of every residual branch while training
        self.frozen = 0  # blocks that are not trained, nor the embeddings below them

    def forward(self, ids: Tensor, segments: Tensor, mask: Tensor) -> Tensor:
        """Score every token as start and end; `mask` is 1 for tokens and 0 for padding."""
        dropout = self.dropout if self.training else 0.0
        bias = self._bias(mask)
        with torch.set_grad_enabled(torch.is_grad_enabled() and not self.frozen):
            x = functional.dropout(self._embedded(ids, segments), dropout)
            for block in self.blocks[: self.frozen]:
                x = block(x, bias, dropout)
        for block in self.blocks[self.frozen :]:
            x = block(x, bias, dropout)
        # Scores need all their digits.
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

    def _bias(self, mask: Tensor) -> Tensor:
        """Say what is added to the scores of attention, (rows, heads, 1 or length, length)."""
        absent = ((1.0 - mask.to(self.positions.dtype)) * -1e4)[:, None, None]
        if not self.shape.distances:
            return absent.expand(-1, self.shape.heads, -1, -1).contiguous()
        return absent + self.bias_by_distance(mask.shape[1])

    def bias_by_distance(self, length: int) -> Tensor:
        """Give the bias of attention between each two tokens, (heads, length, length)."""
        of = distance_buckets(length, self.shape.distances).to(self.distances.device)
        return self.distances[:, of]

    def _embedded(self, ids: Tensor, segments: Tensor) -> Tensor:
        kinds = torch.lerp(
            self.segments[0], self.segments[1], segments.unsqueeze(-1).to(self.segments.dtype)
        )
        embedded: Tensor = self.embedding_norm(
            self.words(ids) + self.positions[: ids.shape[1]] + kinds
        )
        return embedded


def distance_buckets(length: int, buckets: int) -> Tensor:
    """Number the distance of each token (columns) from each (rows), as T5 does and MPNet too.

    Half of the buckets are for tokens before; near distances have one each, those up to 128 share
    the others logarithmically (Raffel et al. 2020).
    """
    half = buckets // 2
    exact = half // 2
    at = torch.arange(length)
    away = at[None] - at[:, None]
    far = away.abs().clamp(min=1).float() / exact
    logarithmic = exact + (torch.log(far) / math.log(128 / exact) * (half - exact)).long()
    near = torch.where(away.abs() < exact, away.abs(), logarithmic.clamp(max=half - 1))
    return near + (away > 0) * half


def load_start_weights(network: ReaderNetwork) -> None:
    """Fill a network with the packaged MiniLM, its head with small random values."""
    new_head(network)
    fill(network, load_file(verified_weights()))


def new_head(network: ReaderNetwork) -> None:
    """Fill a network's head with small random values."""
    nn.init.normal_(network.head.weight, std=0.02)
    nn.init.zeros_(network.head.bias)


def fill(network: ReaderNetwork, published: Mapping[str, Tensor]) -> None:
    """Fill a network but for its head with weights under their published names."""
    filled = {name: published[source] for name, source in published_names(LAYERS).items()}
    filled["positions"] = published["embeddings.position_embeddings.weight"]
    filled["segments"] = published["embeddings.token_type_embeddings.weight"]
    for layer in range(LAYERS):
        attention = f"encoder.layer.{layer}.attention.self"
        for kind in ("weight", "bias"):
            parts = [published[f"{attention}.{part}.{kind}"] for part in ("query", "key", "value")]
            filled[f"blocks.{layer}.qkv.{kind}"] = torch.cat(parts)
    filled["head.weight"], filled["head.bias"] = network.head.weight, network.head.bias
    network.load_state_dict(filled)


def published_names(layers: int) -> dict[str, str]:
    """Map our parameter names to the published ones, but for those that are split or joined."""
    pairs = {"words": "embeddings.word_embeddings", "embedding_norm": "embeddings.LayerNorm"}
    for layer in range(layers):
        ours, theirs = f"blocks.{layer}", f"encoder.layer.{layer}"
        pairs[f"{ours}.out"] = f"{theirs}.attention.output.dense"
        pairs[f"{ours}.attention_norm"] = f"{theirs}.attention.output.LayerNorm"
        pairs[f"{ours}.up"] = f"{theirs}.intermediate.dense"
        pairs[f"{ours}.down"] = f"{theirs}.output.dense"
        pairs[f"{ours}.norm"] = f"{theirs}.output.LayerNorm"
    names = {f"{o}.{k}": f"{t}.{k}" for o, t in pairs.items() for k in ("weight", "bias")}
    del names["words.bias"]
    return names
