"""Groups of near-copies, against the plainest way to find them, and after removals."""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from stored_texts import document, put

from rag.index import copies
from rag.index.copies import Signed
from rag.index.store import Store

Pairs = set[tuple[str, str]]


def stored(path: Path, names: Sequence[str], pairs: Pairs) -> Store:
    """Store documents of which these are alike."""
    store = Store(path / "rag.sqlite")
    with store.commit() as writing:
        keys = dict[str, int]()
        for name in names:
            put(writing, document(name, name))
            row = writing.connection.execute("SELECT max(key) FROM document").fetchone()
            alike = {keys[one]: 0.9 for one in keys if {(one, name), (name, one)} & pairs}
            keys[name] = row[0]
            copies.put(writing, Signed(row[0], np.zeros(1, dtype=np.uint32), ()), alike)
    return store


def plainly(pairs: Pairs) -> list[list[str]]:
    """Join groups that share a member until no two do."""
    groups = [set(pair) for pair in pairs]
    while joined := next(
        ((a, b) for a in groups for b in groups if a is not b and not a.isdisjoint(b)), None
    ):
        groups.remove(joined[1])
        joined[0].update(joined[1])
    return sorted(map(sorted, groups))


def within(pairs: Pairs, names: Sequence[str]) -> Pairs:
    return {pair for pair in pairs if set(pair) <= set(names)}


@pytest.mark.parametrize("seed", range(8))
def test_groups_are_those_that_pairs_join_also_after_removals(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    names = [f"{n:02}" for n in range(24)]
    pairs = {(one, two) for one in names for two in names if one < two and draw.random() < 0.06}
    draw.shuffle(names)
    store = stored(tmp_path, names, pairs)
    assert list(map(list, copies.near_duplicates(store))) == plainly(pairs)
    some = draw.sample(names, 12)
    for _ in range(2):
        expected = {
            name: min(group, key=some.index)
            for group in plainly(within(pairs, some))
            for name in group
        }
        first = {name: one for name, one in expected.items() if name != one}
        assert copies.originals(store, some) == first
        gone, some = some[:4], some[4:]
        with store.commit() as writing:
            writing.remove(gone)
        pairs = within(pairs, [name for name in names if name not in gone])
        assert list(map(list, copies.near_duplicates(store))) == plainly(pairs)
    store.close()


class Counted(str):
    """A name that counts how often one is looked up."""

    looked_up: ClassVar[int] = 0

    def __hash__(self) -> int:
        Counted.looked_up += 1
        return super().__hash__()


def test_many_equal_documents_cost_a_few_steps_a_pair() -> None:
    names = [Counted(f"letter {n:02}") for n in range(80)]
    pairs = [(one, two) for one in names for two in names if one < two]
    order = {name: place for place, name in enumerate(names)}
    Counted.looked_up = 0
    assert list(copies._components(pairs, order)) == [tuple(names)]
    assert Counted.looked_up < 20 * len(pairs)
