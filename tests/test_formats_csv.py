"""Separated values: what stands above their head, and quotation marks that nothing closes."""

import time

import pytest

from rag.documents.formats.csv import read_csv

TABLE = "| tree | price | note |\n| --- | --- | --- |\n| oak | 49 | old |\n| ash | 35 |  |\n"
ROWS = "tree;price;note\noak;49;old\nash;35;\n"


@pytest.mark.parametrize(
    ("above", "lines"),
    [
        ("sep=;\n", ""),
        ('"sep=;"\r\n', ""),
        ("Account export\nPrinted 3 May 2024\n\n", "# Account export\n\nPrinted 3 May 2024\n\n"),
        ("It is so.;;\nPrinted 3 May;;\n;;\n", "It is so.\n\nPrinted 3 May\n\n"),
    ],
)
def test_what_stands_above_a_head_is_not_the_head(above: str, lines: str) -> None:
    assert read_csv((above + ROWS).encode(), "a.csv").text == lines + TABLE


def test_names_and_values_above_a_head_are_lines() -> None:
    text = "Account:,77,,\na,b,c,d\n1,2,3,4\n"
    assert read_csv(text.encode(), "a.csv").text == (
        "Account: 77\n\n| a | b | c | d |\n| --- | --- | --- | --- |\n| 1 | 2 | 3 | 4 |\n"
    )


@pytest.mark.parametrize("text", [",price\noak,49\n", "name\nAnn\n", "a,b,c\n1,,\n", "a,,\n1,,\n"])
def test_a_first_row_that_may_be_a_head_is_one(text: str) -> None:
    first = text.split("\n")[0].replace(",", " | ")
    assert read_csv(text.encode(), "a.csv").text.startswith(f"| {first} |\n")


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('a,b\nAnn,"hello\nBob,yes\nCid,no\n', ['Ann | "hello', "Bob | yes", "Cid | no"]),
        ('a,b\nAnn,"hello\nBob,yes\nCid,"fine"\n', ['Ann | "hello', "Bob | yes", "Cid | fine"]),
        ('a,b\nAnn,"5 Mill,\nBrill,\nUK"\nBob,x\n', ["Ann | 5 Mill, Brill, UK", "Bob | x"]),
        ('a,b\nBob,"hello, there" more\nAnn,x\n', ["Bob | hello, there more", "Ann | x"]),
        ('a,b\nAnn,"x, y\nz, w"\nBob,x\n', ["Ann | x, y z, w", "Bob | x"]),
    ],
)
def test_a_quotation_mark_that_nothing_closes_takes_no_rows(text: str, rows: list[str]) -> None:
    head = "| a | b |\n| --- | --- |\n"
    expected = head + "".join(f"| {row} |\n" for row in rows)
    assert read_csv(text.encode(), "a.csv").text == expected


def test_many_marks_that_nothing_closes_are_read_in_time() -> None:
    began = time.process_time()
    assert read_csv(b"a,b\n" + b'1,"x\n' * 50_000, "a.csv").text.count('"x') == 50_000
    assert time.process_time() - began < 20
