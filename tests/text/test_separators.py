"""The character that parts the cells of a table, told by how regularly it does."""

import time

import pytest

from rag.text.separators import separator_of


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1;2\n", ";"),
        ("a\tb\n1\t2\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ("tree;price\noak;4,50\nash;3,50\n", ";"),
        ("1,5;2,5\n3,5;4,5\n", ";"),  # prices without a first row of names
        ("1,5,2\n3,5,4\n", ","),
        ("tree\tnote\noak\tred; old, tall\nash\tnone\n", "\t"),
        ("tree,colours\noak,red;brown\nash,grey;green\n", ","),
        ("question,answers\nWho?,Ada|Ada Moss\nWhen?,1999|in 1999\n", ","),
        ('tree,note\noak,"a;b;c"\nash,"d;e;f"\n', ","),
        ('"Moss; Ann";"1,5"\n"Berrin; Tom";"2,5"\n', ";"),
        ("Sales of 2024\n\ntree;price\noak;4\nash;5\n", ";"),
        ("name,notes,more\nAnn,,\nBob\nEve\nIda\n", ","),  # rows that lack their last cells
        ("Remarks\nGood; but slow.\nFine.\nBad.\nNone.\n", ","),  # a table of one column
        ("", ","),
    ],
)
def test_the_separator_is_the_one_that_parts_rows_alike(text: str, separator: str) -> None:
    assert separator_of(text) == separator


def test_only_the_named_separators_are_looked_for() -> None:
    assert separator_of("a|b\n1|2\n", ",;\t") == ","


def test_a_row_that_the_sample_cuts_does_not_count() -> None:
    text = "a;b\n" + f"{'x' * 40_000};1\n" * 3
    assert separator_of(text) == ";"


def test_marks_that_are_never_closed_take_no_time() -> None:
    text = "name,note\n" + "".join(f'"{n} Ann,it "rained",\'5\n' for n in range(4_000))
    begun = time.process_time()
    assert separator_of(text) == ","
    assert time.process_time() - begun < 1
