"""Numbers of things in words."""

import pytest

from rag.counted import counted


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 passages"), (1, "1 passage"), (2, "2 passages"), (2000, "2,000 passages")],
)
def test_one_thing_is_in_the_singular(count: int, words: str) -> None:
    assert counted(count, "passage") == words
