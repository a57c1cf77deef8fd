"""The pools that the recipe trains from: all questions, and those of single sentences."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from rag.models.packaged import packaged_tokenizer
from rag.training import near_misses, passes, quotes, recipe
from rag.training.examples import Example
from rag.training.near_misses import NOTHING_MINED, Mined
from rag.training.pool import Pool, build_pool


def recipe_pool(data: Path, work: Path, times: Mapping[str, float] = MappingProxyType({})) -> Pool:
    """Build it with the near misses of the work folder; `times` says how often each is asked."""
    return _pool(data, work, recipe.split(recipe.training_examples(data))[0], times=times)


def taught_pool(data: Path, work: Path) -> Pool:
    """Build it with statements turned into questions too, and all that search finds.

    A teacher says which of them answer.
    """
    examples, _ = recipe.split(recipe.training_examples(data))
    examples += recipe.turned_examples(examples, data)
    return _pool(data, work, examples, found=near_misses.load(work / "found.jsonl"))


def _pool(
    data: Path,
    work: Path,
    examples: list[Example],
    *,
    found: Mined = NOTHING_MINED,
    times: Mapping[str, float] = MappingProxyType({}),
) -> Pool:
    mined = near_misses.load(work / "near.jsonl")
    quoted, beside = quotes.make(examples, mined, passes.QUOTED)
    joined = near_misses.joined(mined, beside)
    return build_pool(packaged_tokenizer(), [*examples, *quoted], joined, found, times)
