"""Small files that ask for very much: they are read in part or refused, in little time."""

import io
import re
import tracemalloc
import zipfile
from time import process_time

import openpyxl
import pytest
from pptx import Presentation
from test_formats_opendocument import READERS, package
from test_formats_sheets import workbook

from rag.documents.formats import converter
from rag.documents.formats.shared.cells import Area, Cell, filled
from rag.documents.formats.sheets.xlsx import read_xlsx
from rag.errors import DocumentError


def repeated(times: int, content: str) -> str:
    return (
        f'<table:table><table:table-row table:number-rows-repeated="{times}">'
        f'<table:table-cell table:number-columns-repeated="{times}">{content}</table:table-cell>'
        "</table:table-row></table:table>"
    )


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("odt", repeated(30, repeated(30, "<text:p>ab</text:p>"))),
        ("odt", repeated(100, "<text:p>ab</text:p>") * 50),
        ("odp", "<draw:page><draw:frame>{}</draw:frame></draw:page>"),
        ("ods", repeated(1_000, "<text:p>ab</text:p>")),
        ("ods", repeated(300, "<text:p>ab</text:p>") * 5),
    ],
)
def test_cells_that_are_repeated_have_one_room_in_a_file(kind: str, body: str) -> None:
    body = body.format(repeated(90, repeated(90, repeated(90, "<text:p>ab</text:p>"))))
    office = {"odt": "text", "odp": "presentation", "ods": "spreadsheet"}[kind]
    with pytest.raises(DocumentError, match=rf"a.{kind} repeats cells to over 5 MB beside what"):
        READERS[kind][0](package(office, body), f"a.{kind}")


def test_a_table_of_copies_that_has_room_is_read() -> None:
    body = package("text", repeated(20, repeated(5, "<text:p>ab</text:p>")))
    assert READERS["odt"][0](body, "a.odt").text.count("ab") == 20 * 20 * 5 * 5


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """Write an archive anew with another text in one of its parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as one, zipfile.ZipFile(written, "w") as other:
        for name in one.namelist():
            text = one.read(name)
            assert name != part or old.encode() in text
            other.writestr(name, text.replace(old.encode(), new.encode()) if name == part else text)
    return written.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize("area", ["A2:A1048576", "A2:XFD1048576", "A2:A3"])
@pytest.mark.parametrize("kind", ["mergeCell", "hyperlink"])
def test_an_area_of_a_sheet_may_be_of_any_size(area: str, kind: str) -> None:
    more = f'</sheetData><{kind}s><{kind} ref="{area}"/></{kind}s>'
    book = changed(workbook(("*tree", "*age"), ("oak", 9)), SHEET, "</sheetData>", more)
    begun = process_time()
    assert "oak" in read_xlsx(book, "a.xlsx").text
    assert process_time() - begun < 5


def test_what_merged_cells_cover_is_not_shown() -> None:
    more = '</sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>'
    rows = ("*tree", "*age"), ("oak", 9), ("elm", 7)
    book = changed(workbook(*rows), SHEET, "</sheetData>", more)
    assert read_xlsx(book, "a.xlsx").text.endswith("| oak | 9 |\n| oak | 7 |\n")


def test_merged_cells_have_one_room_in_a_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rag.documents.formats.shared.cells._MOST_COPIES", 20_000)
    areas = [Area(at, 0, at + 99, 49) for at in range(0, 2_000, 100)]
    cells = {(one.top, column): Cell("oak") for one in areas for column in (0, 60)}
    found = filled(cells, areas)
    assert found[99, 49].text == "oak" and len(found) < 21_000


def test_a_sheet_that_is_listed_several_times_is_read_once() -> None:
    listed = '<sheet xmlns:r="{}" name="{}" sheetId="{}" r:id="rId1"/>'
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    more = "".join(listed.format(space, f"n{at}", at) for at in range(2, 9))
    book = changed(workbook(("oak", 9)), "xl/workbook.xml", "</sheets>", f"{more}</sheets>")
    assert read_xlsx(book, "a.xlsx").text == "oak: 9\n"


def read(kind: str, data: str | bytes) -> str:
    """Read a file of that kind in ten seconds of the processor at most."""
    convert, begun = converter(f".{kind}"), process_time()
    assert convert is not None
    text = convert(data.encode() if isinstance(data, str) else data, f"a.{kind}").text
    assert process_time() - begun < 10
    return text


@pytest.mark.parametrize(
    "table",
    [
        "<tr><td colspan=2>oak" + "<td>" * 20_000 + "<tr><td>elm" * 10_000,
        "<tr><td rowspan=100>oak" * 20_000 + "<tr><td>elm",
        "<tr>" + f"<td colspan=50 rowspan=100>oak {'a' * 900}" * 300 + "<tr><td>elm" * 100,
    ],
)
def test_a_table_of_html_that_would_grow_too_large_becomes_lines(table: str) -> None:
    text = read("html", f"<p>Trees<table>{table}</table><p>End")
    assert "|" not in text and len(text) < 1_000_000
    assert text.startswith("Trees") and text.endswith("End\n")
    assert "oak" in text and "elm" in text


def test_rows_stay_short_beside_one_of_very_many_cells() -> None:
    text = read("csv", "a," * 20_000 + "\n" + "oak,elm\n" * 20_000)
    assert text.endswith("| oak | elm |\n") and len(text) < 1_000_000


def test_cells_far_from_each_other_are_no_table() -> None:
    book = openpyxl.Workbook()
    for at in range(1, 4_000):
        book.active.cell(at, at, "oak")
    data = io.BytesIO()
    book.save(data)
    assert read("xlsx", data.getvalue()) == "oak\n" * 3_999


def test_a_long_title_is_read_in_time() -> None:
    assert read("html", f"<title>{'oak - ' * 50_000}</title><p>Trees") == "Trees\n"


def test_deep_quotations_are_quoted_no_deeper() -> None:
    few = read("html", "<blockquote>" * 9 + "oak" + "</blockquote>" * 9 + "<p>elm")
    many = read("html", "<blockquote>" * 999 + "oak" + "</blockquote>" * 999 + "<p>elm")
    assert few == f"{'> ' * 9}oak\n\nelm\n"
    assert many == f"{'> ' * 50}oak\n\nelm\n"
    assert len(read("html", "<blockquote>a" * 900)) < 900 * 220


def test_rows_of_a_csv_table_stay_short_beside_one_of_very_many_cells() -> None:
    table = "a," * 5_000 + "\n" + "   oak,elm\n" * 5_000
    text = read("rst", f".. csv-table::\n\n   {table}\n.. csv-table::\n\n   a,b\n   c\n")
    assert "| oak | elm |" in text and "c" in text


@pytest.mark.parametrize("to", ["a@b.example, " * 40_000, "a." * 200_000, "(" * 200_000])
def test_a_mail_with_a_very_long_header_is_read_in_time(to: str) -> None:
    text = read("eml", f"From: c@d.example\nTo: {to}\nSubject: Oaks\n\nThey grow.")
    assert text.startswith("From: c@d.example") and text.endswith("Oaks\n\nThey grow.\n")


def test_rows_of_rich_text_may_have_the_forms_of_very_many_cells() -> None:
    forms = "".join(f"\\cellx{at * 100}" for at in range(20_000))
    tracemalloc.start()
    rows = "\\intbl oak\\cell\\row " * 2_000
    text = read("rtf", f"{{\\rtf1 \\trowd{forms}{rows}}}")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert text.count("oak") == 2_000 and most < 100_000_000


def test_a_slide_that_is_listed_several_times_is_one() -> None:
    presentation, data = Presentation(), io.BytesIO()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    slide.shapes.add_textbox(0, 0, 9, 9).text_frame.text = "Oaks grow."
    presentation.save(data)
    part = "ppt/presentation.xml"
    listed = re.findall(r"<p:sldId [^>]*>", zipfile.ZipFile(data).read(part).decode())[0]
    assert read("pptx", changed(data.getvalue(), part, listed, listed * 9)) == "Oaks grow.\n"
