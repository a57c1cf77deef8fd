"""What stands in a sheet keeps its names: heads of columns and rows, sections, titles."""

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from openpyxl.styles import Font

from rag.documents.formats.sheets.xlsx import read_xlsx


def workbook(
    *rows: Sequence[object], merged: Sequence[str] = (), formats: Sequence[str] = ()
) -> bytes:
    """Make a workbook of one sheet; texts that begin with a star are bold."""
    book = openpyxl.Workbook()
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            bold = isinstance(value, str) and value.startswith("*")
            cell = book.active.cell(number, column, value[1:] if bold else value)
            cell.font = Font(bold=bold)
    for area in merged:
        book.active.merge_cells(area)
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
        (4006381333931, "General", "4006381333931"),
        (date(2024, 3, 1), "mm/yyyy", "03/2024"),
        (0, '_-* #,##0.00 [$€]_-;-* #,##0.00 [$€]_-;_-* "-" [$€]_-', "0 €"),
    ],
)
def test_a_cell_is_shown_by_its_format_and_a_day_so_that_all_read_it_alike(
    value: object, form: str, text: str
) -> None:
    source = read_xlsx(workbook(("x", value), formats=("@", form)), "a.xlsx")
    assert source.text == f"x: {text}\n"


def table(*rows: str) -> str:
    """Write a table of rows whose cells are parted by commas."""
    head, *below = (f"| {' | '.join(cell.strip() for cell in row.split(','))} |" for row in rows)
    return "\n".join((head, f"|{' --- |' * rows[0].count(',')} --- |", *below))


CASES: list[tuple[str, Sequence[Sequence[object]], Sequence[str], Sequence[str]]] = [
    ("text above numbers", [("name", "age"), ("ann", 9)], (), [table("name, age", "ann, 9")]),
    (
        "bold above text",
        [("*name", "*role"), ("ann", "cook")],
        (),
        [table("name, role", "ann, cook")],
    ),
    ("names and values", [("rent", 900), ("deposit:", 80)], (), ["rent: 900\ndeposit: 80"]),
    (
        "names and texts",
        [("street", "Hafen 1"), ("city", "Ulm")],
        (),
        ["street: Hafen 1\ncity: Ulm"],
    ),
    ("no head", [("oak", 9, 4), ("ash", 3, 1)], (), [table(", ,", "oak, 9, 4", "ash, 3, 1")]),
    ("years", [("a", 2023, 2024), ("oak", 9, 4)], (), [table("a, 2023, 2024", "oak, 9, 4")]),
    ("1 2 3", [("a", 1, 2, 3), ("oak", 9, 4, 4)], (), [table("a, 1, 2, 3", "oak, 9, 4, 4")]),
    (
        "hours",
        [("", time(8), time(9)), ("gym", "x", "y")],
        (),
        [table(", 8:00:00, 9:00:00", "gym, x, y")],
    ),
    ("digits", [("a", "1st", "2nd"), ("oak", 9, 4)], (), [table("a, 1st, 2nd", "oak, 9, 4")]),
    ("title", [("Trees",), ("age", "size"), (9, 4)], (), ["# Trees", table("age, size", "9, 4")]),
    ("title apart", [("Trees",), (), ("age", 4)], (), ["# Trees", "age: 4"]),
    ("a note", [("It is so.",), (), ("age", 4)], (), ["It is so.", "age: 4"]),
    (
        "an empty column",
        [("item", None, "stock"), ("nut", None, 9)],
        (),
        [table("item, stock", "nut, 9")],
    ),
    (
        "side by side",
        [("a", "b", None, "c", "d"), ("e", 1, None, "g", 2)],
        (),
        [table("a, b", "e, 1"), table("c, d", "g, 2")],
    ),
    (
        "side by side with titles",
        [("Old", None, None, "New"), ("a", "b", None, "c", "d"), ("e", 1, None, "g", 2)],
        (),
        ["## Old", table("a, b", "e, 1"), "## New", table("c, d", "g, 2")],
    ),
    (
        "an empty row in it",
        [("a", "b", "c"), ("d", "e", 1), (), ("f", "g", 2), (), ("sum", None, 3)],
        (),
        [table("a, b, c", "d, e, 1"), table("a, b, c", "f, g, 2"), table("a, b, c", "sum, , 3")],
    ),
    (
        "another table below",
        [("a", "b", "c"), ("d", "e", 1), (), ("x", "y", "z"), ("f", "g", 2)],
        (),
        [table("a, b, c", "d, e, 1"), table("x, y, z", "f, g, 2")],
    ),
    (
        "names and values below",
        [("a", "b", "c", "d"), ("e", "f", "g", 1), (), ("by:", "Ann")],
        (),
        [table("a, b, c, d", "e, f, g, 1"), "by: Ann"],
    ),
    (
        "a head apart from sections",
        [("a", "b", "c"), (), ("One",), ("d", "e", "f"), (), ("Two",), ("g", "h", "i")],
        (),
        ["## One", table("a, b, c", "d, e, f"), "## Two", table("a, b, c", "g, h, i")],
    ),
    (
        "sections in a column of their own",
        [("In",), (None, "fees", 9), ("Out",), (None, "rent", 5)],
        (),
        ["## In", "fees: 9", "## Out", "rent: 5"],
    ),
    (
        "merged sections",
        [("dish", "price"), ("Soups",), ("leek", 5), ("Mains",), ("fish", 9)],
        ("A2:B2", "A4:B4"),
        ["## Soups", table("dish, price", "leek, 5"), "## Mains", table("dish, price", "fish, 9")],
    ),
    (
        "the head again",
        [("in", "plan"), ("fees", 9), ("out", "plan"), ("rent", 5)],
        (),
        [table("in, plan", "fees, 9"), table("out, plan", "rent, 5")],
    ),
    (
        "two rows of heads",
        [("area", "2023", None, "2024"), (None, "n", "sum", "n", "sum"), ("east", 1, 2, 3, 4)],
        ("A1:A2", "B1:C1", "D1:E1"),
        [table("area, 2023 n, 2023 sum, 2024 n, 2024 sum", "east, 1, 2, 3, 4")],
    ),
    (
        "two rows of heads with gaps",
        [("", "May", None, "June"), ("area", "n", "sum", "n", "sum"), ("east", 1, 2, 3, 4)],
        (),
        [table("area, May n, May sum, June n, June sum", "east, 1, 2, 3, 4")],
    ),
    (
        "merged slots",
        [("day", "8:00", "9:00"), ("Mo", "gym"), (None, "art", "art")],
        ("A2:A3", "B2:C2"),
        [table("day, 8:00, 9:00", "Mo, gym, gym", "Mo, art, art")],
    ),
    (
        "a merged column",
        [("no", "what", None, "sum"), (1, "nut", None, 5), (2, "nail", None, 7)],
        ("B1:C1", "B2:C2", "B3:C3"),
        [table("no, what, sum", "1, nut, 5", "2, nail, 7")],
    ),
    (
        "a merged title and note",
        [("Camp",), (), ("child", "age"), ("ida", 9), ("Sign by 1 June.",)],
        ("A1:B2", "A5:B6"),
        ["# Camp", table("child, age", "ida, 9"), "Sign by 1 June."],
    ),
    (
        "three rows of heads",
        [
            ("site", "power", None, None, None),
            (None, "2022", None, "2023", None),
            (None, "kWh", "cost", "kWh", "cost"),
            ("hall", 1, 2, 3, 4),
        ],
        ("A1:A3", "B1:E1", "B2:C2", "D2:E2"),
        [
            table(
                "site, power 2022 kWh, power 2022 cost, power 2023 kWh, power 2023 cost",
                "hall, 1, 2, 3, 4",
            )
        ],
    ),
    (
        "a title of two cells",
        [
            ("Round 1", "2 March"),
            ("home", "away", "score"),
            ("Lions", "Bears", "3-1"),
            ("Wolves", "Owls", "0-0"),
        ],
        (),
        ["Round 1: 2 March", table("home, away, score", "Lions, Bears, 3-1", "Wolves, Owls, 0-0")],
    ),
    (
        "such a title beside another table",
        [
            ("Round 1", "2 March", None, None, "Standings"),
            ("home", "away", "score", None, "team", "pts"),
            ("Lions", "Bears", "3-1", None, "Lions", 3),
            ("Wolves", "Owls", "0-0", None, "Owls", 1),
        ],
        (),
        [
            "Round 1: 2 March",
            table("home, away, score", "Lions, Bears, 3-1", "Wolves, Owls, 0-0"),
            "## Standings",
            table("team, pts", "Lions, 3", "Owls, 1"),
        ],
    ),
    (
        "a letterhead",
        [("ACME", None, "INVOICE"), ("Oak St", "No.", "2024-017"), ("Leeds", "Date", "3 June")],
        (),
        [table(", ,", "ACME, , INVOICE", "Oak St, No., 2024-017", "Leeds, Date, 3 June")],
    ),
    (
        "telephone numbers",
        [("flowers", "Rosie", "01234 555"), ("band", "Hats", "01234 777")],
        (),
        [table(", ,", "flowers, Rosie, 01234 555", "band, Hats, 01234 777")],
    ),
    (
        "falling years and words",
        [("a", "b", 2023, 2022, "note"), ("oak", "x", 9, 4, "y"), (), ("sum", None, 9, 4)],
        (),
        [
            table("a, b, 2023, 2022, note", "oak, x, 9, 4, y"),
            table("a, b, 2023, 2022, note", "sum, , 9, 4, "),
        ],
    ),
    (
        "bold values",
        [("*a", "*1", "*sum"), ("oak", 9, 9)],
        (),
        [table("a, 1, sum", "oak, 9, 9")],
    ),
    (
        "bold sections",
        [("*item", "*sum"), ("*Income",), ("fees", 9), (), ("*Costs",), ("rent", 5)],
        (),
        ["## Income", table("item, sum", "fees, 9"), "## Costs", table("item, sum", "rent, 5")],
    ),
    (
        "a form",
        [("job", "web", "by", "Tom"), ("from", date(2024, 2, 1), "to", 3), ("sum", 48, "is", "on")],
        (),
        ["job: web\nfrom: February 1, 2024\nsum: 48\nby: Tom\nto: 3\nis: on"],
    ),
    (
        "a form of merged fields",
        [("name", None, "Karl"), ("phone", None, "0170", None)],
        ("A1:B1", "C1:D1", "A2:B2", "C2:D2"),
        ["name: Karl\nphone: 0170"],
    ),
]


@pytest.mark.parametrize(
    ("rows", "merged", "parts"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_stands_in_a_sheet_keeps_its_names(
    rows: Sequence[Sequence[object]], merged: Sequence[str], parts: Sequence[str]
) -> None:
    assert read_xlsx(workbook(*rows, merged=merged), "a.xlsx").text == "\n\n".join(parts) + "\n"


def test_a_sheet_of_many_parts_is_read_in_time() -> None:
    rows = [row for n in range(3_000) for row in ((f"part {n}", n), ())]
    assert read_xlsx(workbook(*rows), "a.xlsx").text.count("\n") == 5_999
