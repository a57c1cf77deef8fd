"""Rows of tables with their headings, in the forms in which people write them."""

import pytest

from rag.text.tables import table_rows

PIPES = "| City | Date |\n|:---|---:|\n| Hull | 3 May |\n| Leeds |  |\n\nDoors | open"
BARE = "City | Date\n--- | ---\nHull | 3 May\nLeeds |\n\nDoors | open"
TABS = "City\tDate\tHall\nHull\t3 May\tAdelphi\nLeeds\t\tJunction\n"
NAMELESS = "| | Otter | Badger |\n|---|---|---|\n| Weight | 29 kg | 36 kg |"


def cells(text: str) -> list[list[tuple[str, str]]]:
    """Give heading and text of each row's cells."""
    return [
        [(cell.heading, text[cell.span.start : cell.span.end]) for cell in row.cells(text)]
        for row in table_rows(text)
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (PIPES, [[], [("City", "Hull"), ("Date", "3 May")], [("City", "Leeds")]]),
        (BARE, [[], [("City", "Hull"), ("Date", "3 May")], [("City", "Leeds")]]),
        (
            TABS,
            [
                [],
                [("City", "Hull"), ("Date", "3 May"), ("Hall", "Adelphi")],
                [("City", "Leeds"), ("Hall", "Junction")],
            ],
        ),
        (NAMELESS, [[], [("", "Weight"), ("Otter", "29 kg"), ("Badger", "36 kg")]]),
        ("a|b\n-|-\n1|2|3\n", [[], [("a", "1"), ("b", "2")]]),
        ("| a |\n| - |\n| x \\| y |", [[], [("a", "x \\| y")]]),
    ],
)
def test_a_row_has_the_headings_of_its_cells(text: str, rows: list[list[tuple[str, str]]]) -> None:
    assert cells(text) == rows
    assert cells(text.replace("\n", "\r\n")) == rows
    assert cells(f"Of May.\n\n{text}") == rows


@pytest.mark.parametrize(
    "text",
    [
        "",
        "|",
        "|---|---|",
        "|---|\n| Hull |",
        "\n|---|\n| Hull |",
        "--- | ---\nHull | 3 May",
        "| City | Date |\n|---|---|",
        "| City | Date |\n|---|---|---|\n| Hull | 3 May |",
        "A title\n---\nHull | 3 May",
        "cat a | sort\ncat b | sort\ncat c | sort",
        "Name\tAda\nBorn\tHull\nDied\tLeeds",
        "Ada\t1815\tHull\nBo\t1820\tLeeds\nCy\t1830\tYork",
        "\t\tif a:\n\t\tdo b\n\t\tdo c",
        "City\tDate\tHall\nHull\t3 May\nLeeds\t4 May\tJunction",
    ],
)
def test_other_lines_with_bars_or_tabs_are_no_table(text: str) -> None:
    assert table_rows(text) == ()


def test_the_span_of_a_row_is_its_line() -> None:
    first, *rows = table_rows(PIPES)
    assert PIPES[first.span.start : first.span.end] == "| City | Date |\n|:---|---:|"
    assert [PIPES[row.span.start : row.span.end] for row in rows] == [
        "| Hull | 3 May |",
        "| Leeds |  |",
    ]
