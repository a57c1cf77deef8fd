"""Lists of rows that were made before, where training expects a pool to draw from."""

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from rag.models.packaged import packaged_tokenizer
from rag.reading.inputs import InputRow
from rag.training import quotes
from rag.training.pool import Draw, Item, Mixing, Pool, Row

SOURCE = "lists"
MIXING = Mixing({}, listed={SOURCE: 1.0})


class ListPool(Pool):
    """Draws each list as it is, and from a pool, where one is given, its quotes."""

    def __init__(self, lists: Sequence[Sequence[Row]], beside: Pool | None = None) -> None:
        others = (0,) * quotes.BESIDE  # so that each is drawn as a list
        made = [Item("", 0, SOURCE, 0, (), near=others) for _ in lists]
        self._lists, self._made = lists, len(made)
        if beside is None:
            super().__init__(packaged_tokenizer(), [], [], [], [], made)
            return
        super().__init__(
            beside.tokenizer, beside.texts, beside.passages, beside.prefixes, beside.prefix_of,
            [*made, *(item for item in beside.items if item.source == quotes.SOURCE)],
            beside.short,
        )  # fmt: skip

    def draw_list(self, planned: Draw, mixing: Mixing, rng: random.Random) -> list[Row]:
        """Give the planned list."""
        if planned.item < self._made:
            return list(self._lists[planned.item])
        return super().draw_list(planned, mixing, rng)

    def length(self, planned: Draw) -> int:
        """Give the tokens of the list's longest row."""
        if planned.item < self._made:
            return max(len(row.features.ids) for row in self._lists[planned.item])
        return super().length(planned)


def save(lists: Sequence[Sequence[Row]], path: Path) -> None:
    """Write lists as arrays."""
    rows = [row for one in lists for row in one]
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            sizes=np.array([len(one) for one in lists]),
            lengths=np.array([len(row.features.ids) for row in rows]),
            ids=np.concatenate([row.features.ids for row in rows]).astype(np.uint16),
            segments=np.concatenate([row.features.segments for row in rows]).astype(np.uint8),
            places=np.array([_place(row) for row in rows]),
        )


def load(path: Path) -> list[list[Row]]:
    """Read what `save` wrote."""
    with np.load(path) as stored:
        ends = np.cumsum(stored["lengths"])[:-1]
        ids = np.split(stored["ids"].astype(np.int32), ends)
        segments = np.split(stored["segments"].astype(np.int32), ends)
        rows = [
            Row(InputRow(i, s, int(begin), int(end)), int(first), int(last), bool(certain))
            for i, s, (begin, end, first, last, certain) in zip(
                ids, segments, stored["places"], strict=True
            )
        ]
        stops = np.cumsum(stored["sizes"])
        return [rows[stop - size : stop] for stop, size in zip(stops, stored["sizes"], strict=True)]


def _place(row: Row) -> tuple[int, ...]:
    features = row.features
    return features.passage, features.passage_end, row.start, row.end, int(row.certain)
