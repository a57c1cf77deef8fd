"""Data sets of the Hugging Face hub by name, or local folders in its layout.

Needs the optional package `datasets`, and the network unless the set is local or cached.
Rows are streamed, so a set need not fit into memory. Knows nothing of what rows mean.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rag.errors import InputError

PREFIX = "hf:"
_NAME = re.compile(
    r"hf:(?P<name>[^@]+?)(?:@(?P<config>[^:]+))?(?::(?P<split>[\w+%]+(?:\[[^\]]*\])?))?\Z"
)


@dataclass(frozen=True, slots=True)
class HubName:
    """What `hf:NAME@CONFIG:SPLIT` names; the split is `validation` unless it is given."""

    name: str
    config: str | None
    split: str


def parse_hub_name(text: str) -> HubName:
    """Read `hf:rajpurkar/squad_v2`, `hf:NAME:test` or `hf:NAME@CONFIG:test`."""
    match = _NAME.match(text)
    if match is None:
        raise InputError(f"{text!r} is no data set; write hf:NAME, hf:NAME:SPLIT or hf:NAME@CONFIG")
    return HubName(match["name"], match["config"], match["split"] or "validation")


def hub_records(name: HubName) -> Iterator[tuple[int, dict[str, Any]]]:
    """Stream the rows of one split with their numbers, from 1."""
    try:
        import datasets
    except ImportError as error:
        raise InputError(
            f"hf:{name.name} needs a further package; run in the project's folder: "
            "pip install '.[huggingface]'"
        ) from error
    try:
        rows = datasets.load_dataset(name.name, name.config, split=name.split, streaming=True)
        yield from enumerate((dict(row) for row in rows), 1)
    except (OSError, ValueError, RuntimeError) as error:  # what `datasets` and the hub raise
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise InputError(
            f"cannot read hf:{name.name} (split {name.split}): {reason}; check the name and the "
            "split, and that this machine has a network, or download the set and name its file"
        ) from error
