"""Lists of rows that were made before, where training expects a pool to draw from."""

import random
from collections.abc import Sequence

from rag.models.packaged import packaged_tokenizer
from rag.training import quotes
from rag.training.pool import Draw, Item, Mixing, Pool, Row

SOURCE = "lists"
MIXING = Mixing({}, listed={SOURCE: 1.0})


class ListPool(Pool):
    """Draws each list as it is."""

    def __init__(self, lists: Sequence[Sequence[Row]]) -> None:
        beside = (0,) * quotes.BESIDE  # so that each is drawn as a list
        items = [Item("", 0, SOURCE, 0, (), near=beside) for _ in lists]
        super().__init__(packaged_tokenizer(), [], [], [], [], items)
        self._lists = lists

    def draw_list(self, planned: Draw, mixing: Mixing, rng: random.Random) -> list[Row]:
        """Give the planned list."""
        return list(self._lists[planned.item])

    def length(self, planned: Draw) -> int:
        """Give the tokens of the list's longest row."""
        return max(len(row.features.ids) for row in self._lists[planned.item])
