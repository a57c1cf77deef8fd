"""Texts that a rule can go through again and again take time linear in their length."""

from collections.abc import Callable
from time import perf_counter

import pytest

from rag.answering.values.dates import find_dates
from rag.answering.values.units import find_name
from rag.answering.values.wording import ordinals
from rag.text.clauses import cut_before
from rag.text.excerpts import excerpt
from rag.text.whether import asks_whether

LONG = 1_000_000  # characters


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (lambda text: cut_before(text, 0, len(text) - 1), ":" * LONG),
        (lambda text: excerpt([text], "word", 100), ", " * (LONG // 2)),
        (asks_whether, "-" * LONG),
        (asks_whether, "'" * LONG),
        (ordinals, "1" * LONG),
        (find_name, "a." * LONG),
        (find_name, "." * LONG),
        (find_dates, "every monday and " * 5_000),
    ],
    ids=["cut", "excerpt", "dashes", "quotes", "digits", "name", "stops", "dates"],
)
def test_a_long_line_takes_little_time(read: Callable[[str], object], text: str) -> None:
    begin = perf_counter()
    read(text)
    assert perf_counter() - begin < 5
