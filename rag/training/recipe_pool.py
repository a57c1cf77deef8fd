"""The pool that the recipe trains from on cores: all questions, and those of single sentences."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from rag.models.packaged import packaged_tokenizer
from rag.training import near_misses, passes, quotes, recipe
from rag.training.pool import Pool, build_pool


def recipe_pool(data: Path, work: Path, times: Mapping[str, float] = MappingProxyType({})) -> Pool:
    """Build it with the near misses of the work folder; `times` says how often each is asked."""
    examples, _ = recipe.split(recipe.training_examples(data))
    mined = near_misses.load(work / "near.jsonl")
    quoted, beside = quotes.make(examples, mined, passes.QUOTED)
    joined = near_misses.joined(mined, beside)
    return build_pool(packaged_tokenizer(), [*examples, *quoted], joined, times=times)
