"""Groups of near-copies, against the plainest way to find them, and after removals."""

import random
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from numpy.typing import NDArray
from stored_texts import document, put

from rag.index import minhash
from rag.index import signatures as kept
from rag.index.minhash import BANDS, ROWS, Signature
from rag.index.store import Store

Pairs = set[tuple[str, str]]


def family(draw: random.Random, names: Sequence[str], changed: int) -> dict[str, Signature]:
    """Make signatures of which each follows from an earlier one by some changed values."""
    made = dict[str, Signature]()
    for name in names:
        values = [draw.getrandbits(32) for _ in range(BANDS * ROWS)]
        if made and draw.random() < 0.7:
            values = draw.choice(list(made.values())).tolist()
            for place in draw.sample(range(BANDS * ROWS), draw.randint(0, changed)):
                values[place] = draw.getrandbits(32)
        made[name] = np.array(values, dtype=np.uint32)
    return made


def stored(path: Path, signatures: Mapping[str, Signature]) -> Store:
    """Store documents with these signatures."""
    store = Store(path / "rag.sqlite")
    with store.commit() as writing:
        for name, values in signatures.items():
            put(writing, document(name, name))
            row = writing.connection.execute("SELECT max(key) FROM document").fetchone()
            kept.put(writing, row[0], values)
    return store


def pairs_of(signatures: Mapping[str, Signature], names: Sequence[str]) -> Pairs:
    """Compare each with each: 84 of 120 values, and all of one band."""
    found = Pairs()
    for one, two in combinations(sorted(names), 2):
        same = [int(a) == int(b) for a, b in zip(signatures[one], signatures[two], strict=True)]
        bands = [all(same[at : at + 6]) for at in range(0, 120, 6)]
        if sum(same) >= 84 and any(bands):
            found.add((one, two))
    return found


def plainly(pairs: Pairs) -> list[list[str]]:
    """Join groups that share a member until no two do."""
    groups = [set(pair) for pair in pairs]
    while joined := next(
        ((a, b) for a in groups for b in groups if a is not b and not a.isdisjoint(b)), None
    ):
        groups.remove(joined[1])
        joined[0].update(joined[1])
    return sorted(map(sorted, groups))


@pytest.mark.parametrize("seed", range(8))
def test_groups_are_those_that_pairs_join_also_after_removals(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    names = [f"{n:02}" for n in range(40)]
    draw.shuffle(names)
    signatures = family(draw, names, changed=45)
    store = stored(tmp_path, signatures)
    some = draw.sample(names, 20)
    for _ in range(3):
        found = list(map(list, kept.near_duplicates(store)))
        assert found == plainly(pairs_of(signatures, names)) != []
        expected = {
            name: min(group, key=some.index)
            for group in plainly(pairs_of(signatures, some))
            for name in group
        }
        first = {name: one for name, one in expected.items() if name != one}
        assert kept.originals(store, some) == first
        gone, some = some[:4], some[4:]
        with store.commit() as writing:
            writing.remove(gone)
        names = [name for name in names if name not in gone]
    store.close()


@pytest.mark.parametrize(("same", "alike"), [(84, True), (83, False)])
def test_from_seven_tenths_of_the_values_on_documents_are_alike(
    tmp_path: Path, same: int, alike: bool
) -> None:
    one = np.arange(BANDS * ROWS, dtype=np.uint32)
    two = np.where(one < same, one, one + 1000).astype(np.uint32)
    store = stored(tmp_path, {"a": one, "b": two})
    assert kept.near_duplicates(store) == ((("a", "b"),) if alike else ())
    assert kept.originals(store, ["b", "a"]) == ({"a": "b"} if alike else {})
    store.close()


def test_documents_that_only_a_third_joins_are_not_joined_without_it(tmp_path: Path) -> None:
    middle = np.arange(BANDS * ROWS, dtype=np.uint32)
    left = np.where(middle < 30, middle + 1000, middle).astype(np.uint32)
    right = np.where(middle >= 90, middle + 1000, middle).astype(np.uint32)
    store = stored(tmp_path, {"l": left, "m": middle, "r": right})
    assert kept.near_duplicates(store) == (("l", "m", "r"),)
    assert kept.originals(store, ["l", "r"]) == {}
    assert kept.originals(store, ["r", "l", "m"]) == {"l": "r", "m": "r"}
    store.close()


def test_a_document_without_a_signature_is_like_no_other(tmp_path: Path) -> None:
    store = stored(tmp_path, {})
    with store.commit() as writing:
        for name in "abc":
            put(writing, document(name, name))
            row = writing.connection.execute("SELECT max(key) FROM document").fetchone()
            if name != "c":  # it is not signed yet
                kept.put(writing, row[0], None)
    assert kept.unsigned(store) == [row[0]] == [3]
    assert (kept.near_duplicates(store), kept.originals(store, ["a", "b", "c"])) == ((), {})
    store.close()


def test_a_document_that_went_before_it_was_signed_is_passed_over(tmp_path: Path) -> None:
    store = stored(tmp_path, {"a": np.zeros(BANDS * ROWS, dtype=np.uint32)})
    with store.commit() as writing:
        kept.put(writing, 99, np.zeros(BANDS * ROWS, dtype=np.uint32))
    assert store.connections.query("SELECT count(*) FROM signature")[0][0] == 1
    store.close()


def test_many_alike_are_linked_by_a_few_comparisons_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two families, of which one is wider than what is compared at once."""
    draw = np.random.default_rng(3)
    templates = draw.integers(0, 1 << 32, (2, BANDS * ROWS), dtype=np.uint32)
    mails = np.repeat(templates, [2500, 500], axis=0)
    mails[:, 6:18] = draw.integers(0, 1 << 32, (3000, 12), dtype=np.uint32)  # two bands differ
    compared, plain = [0], minhash.likeness

    def counted(one: Signature, others: minhash.Signatures) -> NDArray[np.float64]:
        compared[0] += len(others)
        return plain(one, others)

    monkeypatch.setattr(minhash, "likeness", counted)
    names = [str(n) for n in range(3000)]
    pairs = [(names[one], names[two]) for one, two in minhash.links(mails)]
    order = {name: place for place, name in enumerate(names)}
    assert list(kept._components(pairs, order)) == [tuple(names[:2500]), tuple(names[2500:])]
    assert compared[0] < 20 * 3000  # of the 4.5 million pairs


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
    assert list(kept._components(pairs, order)) == [tuple(names)]
    assert Counted.looked_up < 20 * len(pairs)
