"""Pack what training needs into three files, for a machine with PyTorch and little else.

An accelerator is often on a machine without this project's data and without a network. A parcel
holds the tokenised rows to draw from and the start weights of the reader and of its teacher,
matrices as 8-bit integers with a scale for every 64 weights: half a hundredth of a weight off, far
less than the first steps of training move it. `rag.training` unpacked there, with numpy, torch,
tokenizers, safetensors, tiktoken and platformdirs, trains from it.
"""

import json
import lzma
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.numpy import load, save
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor

from rag.models.bert_input import Int32, Tokens
from rag.training.pool import Item, Pool

_BLOCK = 64  # weights of one scale
_SMALL = 100_000  # weights: smaller parts are kept as float32
_ITEM = (
    "question", "question_tokens", "source", "passage", "spans", "near", "found", "judged", "name",
    "times",
)  # fmt: skip


def pack_pool(pool: Pool, path: Path) -> None:
    """Write the pool: its tokens as 16-bit numbers, its texts as JSON, all compressed.

    A text is kept where questions about it may be changed; where a token stands in its text is not.
    """
    asked = {item.passage for item in pool.items if item.spans}
    described = {
        "tokenizer": pool.tokenizer.to_str(),
        "texts": [text if n in asked else "" for n, text in enumerate(pool.texts)],
        "items": [[getattr(item, name) for name in _ITEM] for item in pool.items],
    }
    arrays = {
        **_joined("passages", [passage.ids for passage in pool.passages]),
        **_joined("prefixes", pool.prefixes),
        "prefix_of": np.array(pool.prefix_of, np.int32),
        "described": np.frombuffer(json.dumps(described).encode(), np.uint8),
    }
    path.write_bytes(lzma.compress(save(arrays), preset=4))


def unpack_pool(path: Path) -> Pool:
    """Read what `pack_pool` wrote."""
    arrays = load(lzma.decompress(path.read_bytes()))
    described: dict[str, Any] = json.loads(arrays["described"].tobytes())
    tokenizer = Tokenizer.from_str(described["tokenizer"])
    tokenizer.no_padding()
    tokenizer.no_truncation()
    unknown = np.zeros(0, np.int32)
    pool = Pool(
        tokenizer,
        texts=described["texts"],
        passages=[Tokens(ids, unknown, unknown) for ids in _parts("passages", arrays)],
        prefixes=_parts("prefixes", arrays),
        prefix_of=arrays["prefix_of"].tolist(),
    )
    for values in described["items"]:
        fields = dict(zip(_ITEM, values, strict=True))
        spans = tuple((first, last) for first, last in fields.pop("spans"))
        near, found = tuple(fields.pop("near")), tuple(fields.pop("found"))
        pool.add(Item(**fields, spans=spans, near=near, found=found))
    return pool


def pack_weights(weights: Mapping[str, Tensor], path: Path) -> None:
    """Write weights under their names, large matrices in 8 bits."""
    packed: dict[str, Tensor] = {}
    for name, weight in weights.items():
        if weight.ndim < 2 or weight.numel() < _SMALL:
            packed[name] = weight.float().contiguous()
            continue
        blocks = weight.float().reshape(-1, _BLOCK)
        scales = (blocks.abs().amax(1) / 127).clamp(min=1e-7).half()
        rounded = (blocks / scales.float().unsqueeze(1)).round().clamp(-127, 127)
        packed[name] = rounded.to(torch.int8).reshape(weight.shape)
        packed[f"{name}.scales"] = scales
    save_file(packed, path)


def unpack_weights(path: Path) -> dict[str, Tensor]:
    """Read what `pack_weights` wrote, as float32."""
    packed = load_file(path)
    weights: dict[str, Tensor] = {}
    for name, weight in packed.items():
        scales = packed.get(f"{name}.scales")
        if scales is not None:
            blocks = weight.float().reshape(-1, _BLOCK) * scales.float().unsqueeze(1)
            weights[name] = blocks.reshape(weight.shape)
        elif not name.endswith(".scales"):
            weights[name] = weight
    return weights


def _joined(name: str, arrays: list[Int32]) -> dict[str, Any]:
    sizes = np.array([len(array) for array in arrays], np.int32)
    return {name: np.concatenate(arrays).astype(np.uint16), f"{name}.sizes": sizes}


def _parts(name: str, arrays: Mapping[str, Any]) -> list[Int32]:
    bounds = [0, *np.cumsum(arrays[f"{name}.sizes"]).tolist()]
    ids = arrays[name].astype(np.int32)
    return [ids[first:last] for first, last in pairwise(bounds)]
