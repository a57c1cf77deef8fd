"""reStructuredText is read as its page shows it, with what only Sphinx knows, and nothing else."""

from datetime import date
from pathlib import Path

import pytest
from places import DATA

from rag.documents import read_document
from rag.documents.formats.rst.document import read_rst

FORMATS = DATA / "formats"


def read(text: str) -> str:
    return read_rst(text.encode(), "a.rst").text


def test_a_document_is_read_with_the_directives_and_roles_of_sphinx() -> None:
    read = read_document(FORMATS / "weir.rst", root=FORMATS)
    assert (read.title, read.author, read.published) == (
        "The weir at Kelby",
        "Ann Lee",
        date(2024, 3, 1),
    )
    assert read.media_type == "text/prs.fallenstein.rst"
    assert read.text == (FORMATS / "weir.md").read_text(encoding="utf-8")


def test_nothing_is_printed_nor_are_other_files_opened(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden, 900", encoding="utf-8")
    kinds = ("include:: {0}", "literalinclude:: {0}", "csv-table:: x\n   :file: {0}")
    text = "Rain.\n\n" + "\n\n".join(f".. {kind.format(secret)}" for kind in kinds)
    assert "hidden" not in read(text + "\n\n.. bogus::\n\nTitle\n~~\n\n*open `x`_ |y| :z:`w`\n")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("*Wet* **days** `here`", "Wet days here\n"),
        ("**Terms:**\n\nPay.", "**Terms:**\n\nPay.\n"),
        (":param str name: of a boat\n:type name: str", "name: of a boat\ntype of name: str\n"),
        ("i) one\n#) two", "i) one\nii) two\n"),
        ("3. c\n4. d", "3. c\n4. d\n"),
        (".. seealso:: the *lock*", "See also: the lock\n"),
        (".. function:: f(x)\n              f(y)\n\n   Does.", "**f(x)**\n\n**f(y)**\n\nDoes.\n"),
        (".. autoclass:: Boat\n   :members:\n\nOak.", "Oak.\n"),
        (".. class:: Boat(length)\n\n   Floats.", "**Boat(length)**\n\nFloats.\n"),
        (".. class:: narrow\n\n   Floats.", "Floats.\n"),
        (".. only:: html\n\n   Seen.", "Seen.\n"),
        ("Is it?\n   Yes.", "**Is it?**\n\nYes.\n"),
        ("Said\n\n   A word.\n\n   -- Ann", "Said\n\nA word.\n\n— Ann\n"),
        ("A::\n\n  x = `y`", "A:\n\n```\nx = `y`\n```\n"),
        ("A::\n\n  ```", "A:\n\n````\n```\n````\n"),
        (".. |a| replace:: |b|\n.. |b| replace:: |a|\n\nSo |a| it is.", "So a it is.\n"),
        (".. image:: a.png\n   :alt: oak\n\nOak.", "Oak.\n"),
        (".. figure:: a.png\n\n   The oak in May.", "The oak in May.\n"),
    ],
)
def test_what_is_written_is_what_a_page_shows(text: str, said: str) -> None:
    assert read(text) == said


def test_a_role_defined_in_one_document_is_none_in_the_next() -> None:
    assert read(".. default-role:: math\n.. role:: wet(code)\n\n:wet:`a` `b`\n") == "a b\n"
    assert read(":wet:`a` `b`\n") == "a b\n"


def test_the_marks_of_a_very_long_paragraph_stay_since_they_take_the_square_of_their_number() -> (
    None
):
    assert read("*word \n" * 20_000).startswith("*word *word")
    assert read("*a* " * 2_000) == "a " * 1_999 + "a\n"


def test_a_merged_cell_is_written_in_each_of_its_places() -> None:
    table = "+---+---+\n| a | b |\n+---+---+\n| c     |\n+-------+\n"
    assert read(table) == "a: b\nc: c\n"
