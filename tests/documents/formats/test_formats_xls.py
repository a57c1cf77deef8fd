"""Workbooks of Excel 97 to 2003 become Markdown as newer ones do."""

import pytest
from places import DATA

from rag.documents import read_document
from rag.documents.formats.sheets.xls import read_xls
from rag.errors import DocumentError

SAMPLES = DATA / "formats"


def test_a_workbook_has_the_sheets_that_are_not_hidden_cells_as_shown() -> None:
    ferry = read_document(SAMPLES / "ferry.xls", root=SAMPLES)  # written by LibreOffice
    assert ferry.text == (
        "## Ferry\n\n| Sailing | First day | Leaves | Fare | Full |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| Morrow to Lunt | May 3, 2024 | 08:15 | 12.50 € | TRUE |\n"
        "| Lunt to Orsay | May 17, 2024 | 11:40 | 9.00 € | FALSE |\n"
        "| Orsay to Morrow | June 1, 2024 | 16:05 | 14.75 € | FALSE |\n\n"
        "| Skipper | Hanne Lindqvist |\n| --- | --- |\n| Mean fare | 12.08 |\n| Share |  |\n"
    )


def test_a_web_page_and_a_newer_workbook_with_the_name_of_an_old_one_are_read() -> None:
    page = b"<html><body><table><tr><th>tree<th>age<th>yard<tr><td>oak<td>9<td>2</table>"
    assert read_xls(page, "a.xls").text == (
        "| tree | age | yard |\n| --- | --- | --- |\n| oak | 9 | 2 |\n"
    )
    assert "Ines Calloway" in read_xls((SAMPLES / "berths.xlsx").read_bytes(), "a.xls").text


@pytest.mark.parametrize("kind", ["empty", "text", "cut", "hollow"])
def test_what_is_no_workbook_is_refused(kind: str, capfd: pytest.CaptureFixture[str]) -> None:
    whole = (SAMPLES / "ferry.xls").read_bytes()
    data = {
        "empty": b"",
        "text": b"It rained.",
        "cut": whole[: len(whole) // 2],
        "hollow": whole[:512] + bytes(4_096),
    }[kind]
    with pytest.raises(DocumentError, match=r"a.xls is not a workbook, is damaged or has a passw"):
        read_xls(data, "a.xls")
    assert capfd.readouterr().out == ""
