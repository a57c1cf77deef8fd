"""Separated values and workbooks become tables of Markdown."""

import io
from pathlib import Path

import openpyxl
import pytest
from places import DATA

from rag.documents import read_document
from rag.documents.formats.sheets.csv import read_csv
from rag.documents.formats.sheets.xlsx import read_xlsx

SAMPLES = DATA / "formats"


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


def test_quotation_marks_within_a_cell_are_doubled() -> None:
    text = 'item,note,price\nA1,"Screen 15"" wide, matte",90\nA2,"Lamp, red",12\n'
    assert read_csv(text.encode(), "a.csv").text == (
        "| item | note | price |\n| --- | --- | --- |\n"
        '| A1 | Screen 15" wide, matte | 90 |\n| A2 | Lamp, red | 12 |\n'
    )


def test_a_doubled_mark_far_down_is_read_as_one_at_the_top() -> None:
    rows = "".join(f'{n},"Lamp, red, number {n}",12\n' for n in range(3_000))
    text = read_csv(f'item,note,price\n{rows}A1,"Screen 15"" wide, matte",90\n'.encode(), "a.csv")
    assert text.text.endswith(
        '| 2999 | Lamp, red, number 2999 | 12 |\n| A1 | Screen 15" wide, matte | 90 |\n'
    )


def test_a_space_after_a_separator_belongs_to_no_cell() -> None:
    text = 'name, place\n"Moss, Ann", "Quay Street, Kelby"\n'
    assert read_csv(text.encode(), "a.csv").text == (
        "| name | place |\n| --- | --- |\n| Moss, Ann | Quay Street, Kelby |\n"
    )


def test_a_table_is_called_as_its_file(tmp_path: Path) -> None:
    (tmp_path / "price_list-2024.csv").write_text("tree,price\noak,49\n")
    document = read_document(tmp_path / "price_list-2024.csv", root=tmp_path)
    assert document.title == "price list 2024"


def test_a_page_that_begins_with_a_table_is_called_as_its_file(tmp_path: Path) -> None:
    table = "<table><tr><th>Room<th>Rent<th>Size<tr><td>A<td>90<td>12</table>"
    for head, title in (("", "all rooms"), ("<title>Rooms</title>", "Rooms")):
        (tmp_path / "all_rooms.html").write_text(f"<html><head>{head}</head>{table}</html>")
        assert read_document(tmp_path / "all_rooms.html", root=tmp_path).title == title


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


def test_a_cell_in_the_last_corner_takes_no_memory() -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B1"] = "near", "by"
    book.active["XFD1048576"] = "far"
    data = io.BytesIO()
    book.save(data)
    assert read_xlsx(data.getvalue(), "a.xlsx").text == "near: by\n\nfar\n"
