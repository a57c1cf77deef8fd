"""Separated values: what stands above their head, and quotation marks that nothing closes."""

import time

import pytest

from rag.documents.formats.sheets.csv import read_csv

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
    ("rows", "expected"),
    [
        (
            "Ann Lee,01632 960712,Kelby\nBob Roy,01632 960999,Marn\n",
            "| Ann Lee | 01632 960712 | Kelby |\n| Bob Roy | 01632 960999 | Marn |",
        ),
        (
            "2024-01-05,Rent,-900\n2024-01-07,Salary,2400\n",
            "| 2024-01-05 | Rent | -900 |\n| 2024-01-07 | Salary | 2400 |",
        ),
        (
            "Ann,Kelby,member\nBob,Marn,member\n",
            "| Ann | Kelby | member |\n| Bob | Marn | member |",
        ),
        (
            "Ann,ann@kelby.example,chair\nBob,,clerk\n",
            "| Ann | ann@kelby.example | chair |\n| Bob |  | clerk |",
        ),
    ],
)
def test_a_table_whose_first_row_is_as_the_others_has_no_head(rows: str, expected: str) -> None:
    head = "|  |  |  |\n| --- | --- | --- |\n"
    assert read_csv(rows.encode(), "a.csv").text == f"{head}{expected}\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "Wifi password,kelby-4711\nDoor code,8842\nAlarm company,Voss Security\n",
            "Wifi password: kelby-4711\nDoor code: 8842\nAlarm company: Voss Security\n",
        ),
        ("Landlord,Ida Voss\nPlumber,Cy Hart\n", "Landlord: Ida Voss\nPlumber: Cy Hart\n"),
        ("2024-01-05,Paint\n2024-02-01,Nails\n", "2024-01-05: Paint\n2024-02-01: Nails\n"),
        ("Rent,900\n", "Rent: 900\n"),
    ],
)
def test_two_columns_without_a_head_are_names_and_values(rows: str, expected: str) -> None:
    assert read_csv(rows.encode(), "a.csv").text == expected


@pytest.mark.parametrize(
    "head",
    ["Tree,Price", "country,2020", "Region,Q1 2024,Q2 2024", "tree,2022,2023", "id,1,2,3"],
)
def test_names_above_values_are_a_head(head: str) -> None:
    values = ",40" * head.count(",")
    text = read_csv(f"{head}\nOak{values}\nAsh{values}\n".encode(), "a.csv").text
    assert text.startswith(f"| {head.replace(',', ' | ')} |\n")


@pytest.mark.parametrize("head", ["Country,Capital", "key,value", "first_name,home_town"])
def test_words_that_columns_are_named_by_are_a_head_above_words(head: str) -> None:
    text = read_csv(f"{head}\nNorway,Oslo\nFrance,Paris\n".encode(), "a.csv").text
    assert text.startswith(f"| {head.replace(',', ' | ')} |\n")


def test_comments_above_a_head_are_lines_without_their_sign() -> None:
    text = "# exported\n# by Kelby, version 2, today\n" + ROWS.replace(";", ",")
    assert read_csv(text.encode(), "a.csv").text == (
        f"# exported\n\nby Kelby; version 2; today\n\n{TABLE}"
    )


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('a,b\nAnn,"say \\"hi\\", then go"\nBob,x\n', ['Ann | say "hi", then go', "Bob | x"]),
        ('a,b\nAnn,"C:\\dir\\"\nBob,x\n', ["Ann | C:\\dir\\", "Bob | x"]),
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
