"""Tables whose columns are aligned by spaces: found, cut into cells, told from what is none."""

import pytest

from rag.text.columns import Columns, aligned_tables
from rag.types import Span

STOCK = """\
Art.     Name          Bin   Stock
H-0110   hose, per m     1    46 m
H-0112   hose, black           8 m
H-0140   ferrule        12   130
"""


def cells(text: str) -> list[list[str]]:
    """Give the cells of the rows of all tables, with their headings, the empty ones left out."""
    told = []
    for table in aligned_tables(text):
        headings = [text[one.start : one.end] for one in table.columns.headings]
        for row in table.rows:
            found = [text[one.start : one.end] for one in table.columns.cells(text, row)]
            told.append([f"{h}={c}" for h, c in zip(headings, found, strict=True) if c])
    return told


LINE_ENDS = pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])


@LINE_ENDS
def test_each_piece_belongs_to_the_heading_that_it_stands_under(end: str) -> None:
    assert cells(STOCK.replace("\n", end)) == [
        ["Art.=H-0110", "Name=hose, per m", "Bin=1", "Stock=46 m"],
        ["Art.=H-0112", "Name=hose, black", "Stock=8 m"],
        ["Art.=H-0140", "Name=ferrule", "Bin=12", "Stock=130"],
    ]


@LINE_ENDS
def test_the_first_column_may_have_no_heading(end: str) -> None:
    text = (
        "            members   guests\nDormitory   14.00     26.00\nRoom        22.00     36.00\n"
    )
    assert cells(text.replace("\n", end))[1] == ["=Room", "members=22.00", "guests=36.00"]


@LINE_ENDS
def test_a_rule_below_the_headings_is_no_row(end: str) -> None:
    text = "Day   Who   Where\n---   ---   -----\nMon   Ada   hall\nTue   Tom   shed\n"
    text = text.replace("\n", end)
    assert cells(text) == [
        ["Day=Mon", "Who=Ada", "Where=hall"],
        ["Day=Tue", "Who=Tom", "Where=shed"],
    ]
    (table,) = aligned_tables(text)
    assert text[table.above.start : table.above.end].split(end)[1] == "---   ---   -----"
    assert text[table.rows[0].start : table.rows[0].end] == "Mon   Ada   hall"


@LINE_ENDS
def test_a_table_ends_with_a_blank_line_or_one_that_does_not_fit(end: str) -> None:
    stock = STOCK.replace("\n", end)
    assert len(cells(f"{stock}{end}H-9      hat             3     1{end}")) == 3
    assert (
        len(cells(f"{stock}All of this was counted by Mrs Oyinlola and her son in June.{end}")) == 3
    )
    assert len(cells(f"Stock card{end}{end}{stock}{end}{stock}")) == 6


@pytest.mark.parametrize(
    "text",
    [
        "",
        "One line of prose.",
        STOCK.split("\n", 1)[1],  # without headings
        "Wind   NW 3\nSea    slight\nSky    fair\n",  # two columns
        "anna   kitchen   old\nbob    garden    new\ncid    stairs    old\n",  # all lines alike
        "Day   Who   Where\nMon   Ada   hall 1\n",  # one row
        "Item       2 May   9 May\nrent       400     400\nwater      30      31\n",  # digits above
        "A sentence.  Another one.  A third.\nMore here.  And 2 here.\nAnd 3 here.  End.\n",
    ],
)
def test_other_lines_are_no_table(text: str) -> None:
    assert cells(text) == []
    assert cells(text.replace("\n", "\r\n")) == []


@LINE_ENDS
def test_the_last_rows_of_a_longer_table_are_no_headings(end: str) -> None:
    text = "Transport   actual cost   none\nBaggage     1,500         50\n"
    text += "Item        300           50\n"
    text = text.replace("\n", end)
    assert cells(text), "alone, they look like it"
    assert cells(f"Doctor      1 million     100{end}{text}") == []


def test_offsets_are_those_of_the_whole_text() -> None:
    text = f"Häuser – Übersicht\n\n{STOCK}"
    (table,) = aligned_tables(text)
    cell = table.columns.cells(text, table.rows[0])[1]
    assert cell == Span(text.index("hose, per m"), text.index("hose, per m") + len("hose, per m"))


LISTED = "Anna Berg           Repair          Kelby\n"


@pytest.mark.parametrize(
    "other", [LISTED, "Anna\n"], ids=["all lines alike", "gaps in each second"]
)
def test_a_list_without_headings_is_read_in_linear_time(
    other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, cells_of = [0], Columns.cells

    def counted(columns: Columns, text: str, line: Span) -> list[Span]:
        read[0] += 1
        return cells_of(columns, text, line)

    monkeypatch.setattr(Columns, "cells", counted)
    for lines in (100, 1_000):
        read[0] = 0
        assert not list(aligned_tables((LISTED + other) * (lines // 2)))
        assert read[0] < 100 * lines  # each from each line: 5,000 and 500,000


def test_a_long_table_is_whole_whatever_its_last_rows_hold() -> None:
    rows = "".join(f"H-{n}   hose   {n}   m\n" for n in range(1_000, 1_200))
    text = f"Art.     Name   Bin    In\n{rows}H-1200   hose   none   m\n"
    assert [len(table.rows) for table in aligned_tables(text)] == [201]
