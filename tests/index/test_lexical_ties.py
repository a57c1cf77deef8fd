"""Equal scores rank by key, in whatever order tantivy holds the passages."""

from pathlib import Path

import pytest
from stored_texts import document, put

from rag.index.lexical import LexicalIndex, _best
from rag.index.store import Store

ROUNDS = 6  # of additions: a segment each, which tantivy searches in an order of its own


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    """Passages 1 to 30, all of the same words."""
    store = Store(tmp_path / "rag.sqlite")
    made = LexicalIndex(tmp_path / "lexical")
    for n in range(ROUNDS):
        with store.commit() as writing:
            put(writing, document(f"{n}", "\n".join(["kumo brul"] * 5)))
        made.catch_up(store)
    return made


@pytest.mark.parametrize("limit", [1, 2, 5, 12, 29, 30, 99])
def test_of_equal_scores_the_lowest_keys_are_found_whatever_the_segments(
    index: LexicalIndex, limit: int
) -> None:
    found = index.search("kumo", limit)
    assert [key for key, _ in found] == list(range(1, min(limit, 30) + 1))
    assert len({score for _, score in found}) == 1


class Backwards:
    """A searcher that holds equal passages with the last key first, as after merges."""

    def __init__(self, scores: list[float]) -> None:
        self.hits = sorted(((s, key) for key, s in enumerate(scores)), key=lambda h: (-h[0], -h[1]))

    def search(self, query: object, limit: int, *, count: bool) -> "Backwards":
        """Cut the hits anywhere among equal ones."""
        found = Backwards([])
        found.hits = self.hits[:limit]
        return found


@pytest.mark.parametrize(
    ("scores", "limit", "found"),
    [
        ([1.0] * 9, 2, set(range(9))),
        ([1.0] * 50, 2, set(range(50))),
        ([3.0, 2.0, 1.0], 2, {0, 1}),
        ([3.0, 2.0, 2.0, 2.0, 1.0], 2, {0, 1, 2, 3}),
        ([3.0, 2.0], 5, {0, 1}),
    ],
)
def test_all_that_tie_with_the_last_hit_are_found(
    scores: list[float], limit: int, found: set[int]
) -> None:
    assert {key for _, key in _best(Backwards(scores), None, limit)} >= found
