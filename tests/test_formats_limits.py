"""Small files that ask for very much: they are read in part or refused, in little time."""

import pytest
from test_formats_opendocument import READERS, package

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
