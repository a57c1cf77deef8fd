"""Separated values and workbooks become tables of Markdown."""

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest

from rag.documents import read_document
from rag.documents.formats.csv import read_csv
from rag.documents.formats.sheets import sheet_text
from rag.documents.formats.xlsx import read_xlsx

SAMPLES = Path(__file__).parent / "data" / "formats"


@pytest.mark.parametrize(
    "text",
    [
        "tree,price\noak,49\nash,35\n",
        "tree;price\noak;49\nash;35\n",
        "tree\tprice\noak\t49\nash\t35\n",
    ],
)
def test_separated_values_are_a_table(text: str) -> None:
    expected = "| tree | price |\n| --- | --- |\n| oak | 49 |\n| ash | 35 |\n"
    assert read_csv(text.encode(), "a.csv").text == expected


def test_values_may_hold_separators_line_ends_and_bars_and_be_missing() -> None:
    text = 'name,notes,more\n"Moss, Ann","two\nlines",a|b\nBob\n\n'
    assert read_csv(text.encode(), "a.csv").text == (
        "| name | notes | more |\n| --- | --- | --- |\n"
        "| Moss, Ann | two lines | a\\|b |\n| Bob |  |  |\n"
    )


def test_a_table_is_called_as_its_file(tmp_path: Path) -> None:
    (tmp_path / "price_list-2024.csv").write_text("tree,price\noak,49\n")
    document = read_document(tmp_path / "price_list-2024.csv", root=tmp_path)
    assert document.title == "price list 2024"


def test_a_workbook_has_its_sheets_as_the_program_shows_them() -> None:
    berths = read_document(SAMPLES / "berths.xlsx", root=SAMPLES)  # written by LibreOffice
    assert berths.text == (
        "## Berths\n\n### Berths and fees 2025\n\nFees are due on the first of the month.\n\n"
        "| Berth | Boat | Since | Fee |\n| --- | --- | --- | --- |\n"
        "| A1 | Kittiwake | April 2, 2019 | £1,180.00 |\n"
        "| A2 | Curlew | September 14, 2021 | £960.50 |\n"
        "| B1 | Gannet | June 30, 2016 | £1,425.00 |\n"
        "|  |  | Total | £3,565.50 |\n\n"
        "Deposit: 15%\nHarbour master: Ines Calloway\n\n"
        "## Watches\n\n| Day | Hours | Watch |\n| --- | --- | --- |\n"
        "| Saturday | 06:00 to 14:00 | Tomas |\n"
        "| Saturday | 14:00 to 22:00 | Priya |\n"
        "| Sunday | 08:00 to 20:00 | Ines |\n"
    )
    assert berths.title == "berths"


def workbook(*rows: Sequence[object], formats: Sequence[str] = ()) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for number, form in enumerate(formats, 1):
        book.active.cell(1, number).number_format = form
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (0.125, "0.0%", "12.5%"),
        (1234.5, "_-£* #,##0.00_-", "£1,234.50"),
        (0.1 + 0.2, "General", "0.3"),
        (True, "General", "TRUE"),
        (date(2024, 3, 1), "mm-dd-yy", "March 1, 2024"),
        (datetime(2024, 3, 1, 14, 30), "d/m/yy h:mm", "March 1, 2024, 14:30"),
        (date(2024, 3, 1), "d mmm yyyy", "1 Mar 2024"),
        (time(9, 5), "h:mm AM/PM", "9:05 AM"),
        (timedelta(hours=30), "[h]:mm", "30:00"),
        (7, '"unclosed', "unclosed"),
    ],
)
def test_a_cell_is_shown_by_its_format_and_a_day_so_that_all_read_it_alike(
    value: object, form: str, text: str
) -> None:
    source = read_xlsx(workbook((value, "x"), formats=(form,)), "a.xlsx")
    assert source.text == f"{text}, x\n"


def test_a_cell_in_the_last_corner_takes_no_memory() -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B1"] = "near", "by"
    book.active["XFD1048576"] = "far"
    data = io.BytesIO()
    book.save(data)
    assert read_xlsx(data.getvalue(), "a.xlsx").text == "near, by\n\nfar\n"


Cells = dict[tuple[int, int], str]


def cells(*rows: str, first: int = 1) -> Cells:
    """Make cells of rows of letters, an empty cell for each dot."""
    return {
        (row, column): text
        for row, line in enumerate(rows, first)
        for column, text in enumerate(line.split(), 1)
        if text != "."
    }


@pytest.mark.parametrize(
    ("grid", "text"),
    [
        (cells("name age", "ann 9"), "| name | age |\n| --- | --- |\n| ann | 9 |"),
        (
            cells("Trees", "name age", "ann 9"),
            "# Trees\n\n| name | age |\n| --- | --- |\n| ann | 9 |",
        ),
        (cells("rent: 900", "deposit: 80"), "rent: 900\ndeposit: 80"),
        (cells("rent 900", "deposit 80"), "rent: 900\ndeposit: 80"),
        (
            cells("oak 9 4", "ash 3 1"),
            "|  |  |  |\n| --- | --- | --- |\n| oak | 9 | 4 |\n| ash | 3 | 1 |",
        ),
        (
            cells("a 2023 2024", "oak 9 4"),
            "| a | 2023 | 2024 |\n| --- | --- | --- |\n| oak | 9 | 4 |",
        ),
        (
            cells("a b . c d", "e f . g h"),
            "| a | b |\n| --- | --- |\n| e | f |\n\n| c | d |\n| --- | --- |\n| g | h |",
        ),
        (
            cells("Old . . New", "a b . c d", "e f . g h"),
            "# Old\n\n| a | b |\n| --- | --- |\n| e | f |\n\n"
            "# New\n\n| c | d |\n| --- | --- |\n| g | h |",
        ),
        (cells("Note.") | cells("a b", first=3), "Note.\n\na, b"),
        (cells("Trees") | cells("a b", first=3), "# Trees\n\na, b"),
        (cells("one"), "one"),
        ({}, ""),
    ],
)  # fmt: skip
def test_what_stands_apart_in_a_sheet_is_written_apart(grid: Cells, text: str) -> None:
    assert sheet_text(grid, "#") == text
