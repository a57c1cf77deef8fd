"""Of a passage is shown what fits a query best, without marks of Markdown."""

import pytest

from rag.text.excerpts import excerpt
from rag.text.markdown import without_marks

CANAL = ["## The *old* canal", "The weir is low.", "Boats wait at Aston lock.", "Locks close at 6."]


@pytest.mark.parametrize(
    ("query", "longest", "shown"),
    [
        ("", 30, "The old canal The weir is…"),
        ("the weir", 30, "… The weir is low. Boats wait…"),
        ("boats aston", 32, "… Boats wait at Aston lock…"),
        ("when do the locks close?", 30, "… Locks close at 6."),
        (
            "aston",
            200,
            "The old canal The weir is low. Boats wait at Aston lock. Locks close at 6.",
        ),
        ("zebra", 30, "The old canal The weir is…"),
    ],
)
def test_the_stretch_with_most_of_the_query_is_shown(query: str, longest: int, shown: str) -> None:
    found = excerpt(CANAL, query, longest)
    assert found == shown
    assert len(found) <= longest


def test_a_long_sentence_is_shown_from_the_clause_that_fits() -> None:
    long = "It rained, " * 20 + "so the lock keeper of Aston stayed, they say."
    assert excerpt([long], "lock keeper", 40) == "… so the lock keeper of Aston stayed…"


def test_what_has_only_signs_is_shown_as_it_stands() -> None:
    assert excerpt(["---", "| - |"], "lock", 40) == "--- | - |"


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ("### The **lock** of [Aston](https://a.example)", "The lock of Aston"),
        ("| Aston | `4 m` | |", "Aston · 4 m ·"),
        ("|Aston|4|", "Aston|4"),
        ("Aston\n=====", "Aston"),
        ("> 4 m deep", "4 m deep"),
        ("#1 of 2 * 3 | 4", "#1 of 2 * 3 | 4"),
        ("- a lock", "- a lock"),
        (">90 %", ">90 %"),
    ],
)
def test_marks_that_a_page_does_not_show_are_left_out(line: str, bare: str) -> None:
    assert without_marks(line) == bare
