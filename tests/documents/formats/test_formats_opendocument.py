"""OpenDocument texts, workbooks and slides become Markdown: what is read, what is refused."""

import io
import zipfile
from collections.abc import Callable

import pytest
from places import DATA

from rag.documents import read_document
from rag.documents.formats import Source
from rag.documents.formats.odf.odp import read_odp
from rag.documents.formats.odf.ods import read_ods
from rag.documents.formats.odf.odt import read_odt
from rag.errors import DocumentError
from rag.types import Document

SAMPLES = DATA / "formats"
READERS: dict[str, tuple[Callable[[bytes, str], Source], str]] = {
    "odt": (read_odt, "orchard.odt"),
    "ods": (read_ods, "lido.ods"),
    "odp": (read_odp, "kiln.odp"),
}
NAMES = {
    "text": "text", "table": "table", "draw": "drawing", "style": "style", "office": "office",
    "fo": "xsl-fo-compatible", "svg": "svg-compatible", "presentation": "presentation",
}  # fmt: skip
SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in NAMES.items()
)


def sample(name: str) -> Document:
    return read_document(SAMPLES / name, root=SAMPLES)  # all written by LibreOffice


def package(kind: str, body: str, styles: str = "") -> bytes:
    """Write a file whose body is that, as little as one may hold."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "content.xml",
            f"<office:document-content {SPACES}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}>"
            "</office:body></office:document-content>",
        )
    return data.getvalue()


def text_of(body: str, styles: str = "") -> str:
    return read_odt(package("text", body, styles), "a.odt").text


def sheet_of(body: str) -> str:
    table = f'<table:table table:name="Sheet1">{body}</table:table>'
    return read_ods(package("spreadsheet", table), "a.ods").text


def row_of(*cells: str) -> str:
    filled = "".join(
        f"<table:table-cell><text:p>{one}</text:p></table:table-cell>" for one in cells
    )
    return f"<table:table-row>{filled}</table:table-row>"


def test_a_text_has_headings_numbers_tables_and_notes_but_no_deleted_words() -> None:
    orchard = sample("orchard.odt")
    assert orchard.text == (
        "# Hollin orchard\n\n# 1. Trees\n\n"
        "The orchard has fourteen rows of pears on 3 000 m^2.\n\n"
        "## 1.1 Harvest\n\n| Variety | Picked in | Crates |\n| --- | --- | --- |\n"
        "| Conference | September | 310 |\n| Comice | September | 145 |\n\n"
        "# 2. Pruning\n\n1. Clean the shears.\n2. Cut out what is dead.\n"
        "   a) Start at the foot.\n   b) Leave the spurs.\n\nRest for a day.\n\n"
        "3. Burn the cuttings.\n\n- Gloves are in the shed.\n- The ladder is at Pike Farm.\n\n"
        "Ask Wendel first.\n\nKeep the gate shut.\n\n"
        "1. Counted by Elsbeth Varga in the winter of 2023.\n"
    )
    assert (orchard.title, orchard.published) == ("Hollin orchard", None)


def test_a_workbook_has_the_sheets_that_are_not_hidden_with_days_that_all_read_alike() -> None:
    lido = sample("lido.ods")
    assert lido.text == (
        "## Opening hours\n\n### Lido opening hours 2025\n\n"
        "| Season | From | To | Entry |\n| --- | --- | --- | --- |\n"
        "| Spring | April 12, 2025 | June 1, 2025 | £4.50 |\n"
        "| Summer | June 2, 2025 | September 7, 2025 | £6.25 |\n"
        "| Autumn | September 8, 2025 | October 19, 2025 | £4.50 |\n\n"
        "| Head lifeguard | Marit Oakes |\n| --- | --- |\n| Water warmed to | 50% |\n"
        "| Mean of entry | 5.08 |\n| Broken |  |\n\n"
        "## Lanes\n\n| Lane | Length in m | Depth in m | Reserved at |\n| --- | --- | --- | --- |\n"
        "| 1 | 50 | 1.2 | 7:30:00 |\n| 2 | 50 | 1.2 | 18:00:00 |\n| 3 | 50 | 1.8 |  |\n"
        "| 4 | 50 | 1.8 |  |\n"
    )
    assert lido.title == "Lido plan"


def test_slides_are_pages_without_those_that_are_hidden() -> None:
    kiln = sample("kiln.odp")
    assert kiln.text == (
        "# The brick kiln at Sallow End\n\nA talk to the parish"
        "\n\f\n## What stands there\n\n- Two chambers of the old kiln\n"
        "- A chimney of 19 metres\n  - Its cap fell in 1957\n- A drying shed\n\n"
        "Notes: The plan was drawn by Tobias Renn."
        "\n\f\n## What it costs\n\n| Work | Estimate |\n| --- | --- |\n"
        "| Chimney | £31,400 |\n| Shed | £8,250 |\n"
    )
    assert kiln.page_of(kiln.text.index("Shed")) == 3


def test_hidden_text_comments_and_contents_are_left_out_and_fields_are_as_shown() -> None:
    styles = (
        '<style:style style:name="H" style:family="paragraph">'
        '<style:text-properties text:display="none"/></style:style>'
    )
    body = (
        "<text:table-of-content><text:index-body><text:p>Ferns 3</text:p></text:index-body>"
        '</text:table-of-content><text:p text:style-name="H">Secret.</text:p>'
        '<text:section text:display="none"><text:p>Gone.</text:p></text:section>'
        "<text:p>Ferns &amp; mosses, page <text:page-number>7</text:page-number>"
        "<office:annotation><text:p>Check.</text:p></office:annotation> of 9 &lt;new&gt;</text:p>"
    )
    assert text_of(body, styles) == "Ferns & mosses, page 7 of 9 <new>\n"


def test_numbers_of_a_list_begin_where_it_says_and_each_level_has_its_form() -> None:
    levels = "".join(
        f'<text:list-level-style-number text:level="{at}" style:num-format="{form}"'
        f' style:num-suffix="." text:display-levels="{at}"/>'
        for at, form in ((1, "1"), (2, "1"))
    )
    item = "<text:list-item{}><text:p>{}</text:p>{}</text:list-item>"
    deep = f"<text:list>{item.format('', 'Rent', '')}</text:list>"
    first = item.format(' text:start-value="4"', "Money", deep)
    assert text_of(
        f'<text:list text:style-name="L">{first}{item.format("", "Pets", "")}</text:list>',
        f'<text:list-style style:name="L">{levels}</text:list-style>',
    ) == ("4. Money\n   4.1 Rent\n5. Pets\n")


def test_a_row_of_bold_words_is_a_tables_head() -> None:
    bold = (
        '<style:style style:name="B" style:family="paragraph">'
        '<style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="C" style:family="paragraph" style:parent-style-name="B"/>'
    )
    head = "".join(
        f'<table:table-cell><text:p text:style-name="C">{name}</text:p></table:table-cell>'
        for name in ("tree", "age", "place")
    )
    rows = f"<table:table-row>{head}</table:table-row>{row_of('oak', '90', 'yard')}"
    assert text_of(f"<table:table>{rows}</table:table>", bold) == (
        "| tree | age | place |\n| --- | --- | --- |\n| oak | 90 | yard |\n"
    )


def test_cells_and_rows_that_are_written_once_for_several_are_put_down_each() -> None:
    cell = (
        '<table:table-cell table:number-columns-repeated="2" office:value-type="float"'
        ' office:value="9"><text:p>9</text:p></table:table-cell>'
    )
    row = f'<table:table-row table:number-rows-repeated="2">{cell}{cell}</table:table-row>'
    assert sheet_of(row_of("oak", "ash", "elm", "fir") + row) == (
        "| oak | ash | elm | fir |\n| --- | --- | --- | --- |\n"
        "| 9 | 9 | 9 | 9 |\n| 9 | 9 | 9 | 9 |\n"
    )


def test_a_background_of_billions_of_cells_is_no_table() -> None:
    cell = (
        '<table:table-cell table:number-columns-repeated="{}"><text:p>x</text:p></table:table-cell>'
    )
    row = '<table:table-row table:number-rows-repeated="{}">{}</table:table-row>'
    assert sheet_of(row.format(1_048_576, cell.format(16_384))) == "x\n"
    assert (
        text_of(f"<table:table>{row.format(99999, cell.format(99999))}</table:table>").count("x")
        <= 10_000
    )


def test_numbers_keep_their_kinds_so_that_heads_are_told_from_values() -> None:
    value = '<table:table-cell office:value-type="{}" {}><text:p>{}</text:p></table:table-cell>'
    cells = (
        value.format("float", 'office:value="0"', "-"),
        value.format("date", 'office:date-value="2024-05-03T09:30:00"', "03.05.24 09:30"),
        value.format("date", 'office:date-value="2024-05-03"', "3 May 2024"),
    )
    assert sheet_of(
        f"{row_of('left', 'seen', 'due')}<table:table-row>{''.join(cells)}</table:table-row>"
    ) == ("| left | seen | due |\n| --- | --- | --- |\n| 0 | May 3, 2024, 09:30 | 3 May 2024 |\n")


@pytest.mark.parametrize("suffix", READERS)
@pytest.mark.parametrize("kind", ["empty", "text", "other", "cut", "hollow", "deep", "locked"])
def test_what_is_not_of_its_kind_is_refused(suffix: str, kind: str) -> None:
    reader, name = READERS[suffix]
    whole = (SAMPLES / name).read_bytes()
    names = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
    deep = "<text:list><text:list-item>" * 5_000 + "</text:list-item></text:list>" * 5_000
    locked = io.BytesIO()
    with zipfile.ZipFile(locked, "w") as archive:
        archive.writestr("content.xml", bytes(range(256)) * 9)
    data = {
        "empty": b"",
        "text": b"It rained.",
        "other": (SAMPLES / "handbook.docx").read_bytes(),
        "cut": whole[: len(whole) // 2],
        "hollow": package("drawing", ""),
        "deep": package(names[suffix], deep),
        "locked": locked.getvalue(),
    }[kind]
    with pytest.raises(DocumentError, match=rf"a.{suffix} is not an? [\w ]+, is damaged or has a"):
        reader(data, f"a.{suffix}")


@pytest.mark.parametrize("suffix", READERS)
def test_a_file_that_unpacks_to_too_much_is_refused(suffix: str) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", b" " * 200_000_001)
    with pytest.raises(DocumentError, match=rf"a.{suffix} unpacks to 200 MB, over the limit"):
        READERS[suffix][0](data.getvalue(), f"a.{suffix}")
