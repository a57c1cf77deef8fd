"""Rich text becomes Markdown: headings, lists, tables and notes in all encodings."""

import pytest
from places import DATA

from rag.documents import read_document
from rag.documents.formats.rtf.document import read_rtf
from rag.errors import DocumentError

SAMPLES = DATA / "formats"
FONTS = rb"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}{\f2\fcharset128 Mincho;}}"
STYLES = rb"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2 Title;}{\*\cs3 Strong;}}"


def text_of(body: bytes) -> str:
    start = rb"{\rtf1\ansi\ansicpg1252\deff0" + FONTS + STYLES
    return read_rtf(start + body + b"}", "a.rtf").text


def row_of(*cells: bytes, form: bytes = b"") -> bytes:
    forms = form or b"".join(rb"\cellx%d" % (1000 * at) for at in range(1, len(cells) + 1))
    written = (rb"\pard\intbl " + one + rb"\cell" for one in cells)
    return rb"\trowd" + forms + b"".join(written) + rb"\row "


def test_a_text_has_headings_numbers_tables_and_notes_but_no_deleted_words() -> None:
    boathouse = read_document(SAMPLES / "boathouse.rtf", root=SAMPLES)  # written by LibreOffice
    assert boathouse.text == (
        "# Tarn boathouse\n\n# 1. Boats\n\nThe boathouse holds fourteen punts on 420 m^2.\n\n"
        "## 1.1 Hire\n\n| Boat | Lent from | Fee for an hour |\n| --- | --- | --- |\n"
        "| Punt | March 15 | €7.50 |\n| Canoe | March 15 | €11.20 |\n\n"
        "# 2. Before you leave\n\n1. Empty the bilge.\n2. Tie up the boat.\n   a) Bow first.\n"
        "   b) Then the stern.\n\nLook at the sky.\n\n3. Hang up the key.\n\n"
        "- Vests are in the loft.\n- The spare key is at Ruddock Mill.\n\nAsk Beate first.\n\n"
        "No fires.\n\n1. The keeper is Rasmus Thole, since the spring of 2021.\n"
    )
    assert (boathouse.title, boathouse.published) == ("Tarn boathouse", None)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (rb"caf\'e9 \'80\emdash\~9 \lquote x\rquote", "café €— 9 ‘x’"),
        (rb"caf\u233?\u-10179?\u-8704?s \uc2\u233\'c3\'a9t\uc0\u233.", "café😀s été."),
        (rb"{\f1 \'ec\'e8\'f0}, {\f2 \'93\'fa\'96\'7b} mi\-nor\_key", "мир, 日本 minor-key"),
        (rb"a < b & c \{\}" + b"\r\n \\\\x", "a < b & c {} \\x"),
        (rb"10{\super 23} m{\up6 2}, H{\sub 2}O", "10^23 m^2, H2O"),
    ],
)
def test_letters_are_read_by_the_codes_of_their_fonts_or_of_unicode(
    body: bytes, expected: str
) -> None:
    assert text_of(body) == f"{expected}\n"


@pytest.mark.parametrize(
    ("codes", "letter"), [(rb"\ansicpg1251", "й"), (rb"\mac", "È"), (rb"\ansicpg99999", "é")]
)
def test_a_file_says_how_its_letters_are_written(codes: bytes, letter: str) -> None:
    assert read_rtf(rb"{\rtf1" + codes + rb" \'e9}", "a.rtf").text == f"{letter}\n"


def test_what_is_hidden_deleted_or_on_each_page_is_left_out() -> None:
    body = (
        rb"{\info{\title Template}}{\header Page 3}The gate {\deleted is}{\revised was} open"
        rb"{\v in secret}.{\*\annotation Check.}{\*\unknown {x}}{\pict\bin4 }{}}}"
        rb"{\field{\*\fldinst HYPERLINK http://a.example}{\fldrslt Call} us}\par"
        rb"{\b Fees}\par {\listtext\pard\plain 1.1\tab}\pard\s1 Rent\par\pard\s2 Kelp\par"
    )
    assert text_of(body) == "The gate was open.Call us\n\n**Fees**\n\n# 1.1 Rent\n\n# Kelp\n"


def test_a_table_has_its_head_and_merged_cells_by_marks_or_by_edges() -> None:
    wide = row_of(rb"size", rb"fee", form=rb"\trhdr\clvmgf\cellx1000\cellx3010")
    names = row_of(rb"", rb"2023", rb"2024", form=rb"\trhdr\clvmrg\cellx1000\cellx2000\cellx3000")
    form = rb"\cellx1000\clmgf\cellx2000\clmrg\cellx3000"
    low = row_of(rb"small", rb"9 \u8364?", rb"", form=form)
    assert text_of(wide + names + low) == (
        "| size | fee 2023 | fee 2024 |\n| --- | --- | --- |\n| small | 9 € | 9 € |\n"
    )


def test_a_table_within_a_cell_is_read_there() -> None:
    inner = (
        rb"\pard\intbl\itap2 oak\nestcell 90\nestcell{\*\nesttableprops\trowd\cellx500\cellx900"
        rb"\nestrow}{\nonesttables\par}"
    )
    text = text_of(row_of(rb"Trees", inner + rb"\pard\intbl\itap1 in all") + rb"\pard after\par")
    assert all(word in text for word in ("Trees", "oak", "90", "in all"))
    assert text.endswith("\n\nafter\n")


def test_a_box_stands_below_the_paragraph_that_it_belongs_to() -> None:
    box = rb"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt \pard Keep out.\par}}{\shprslt Keep out.}}"
    assert text_of(rb"Ask " + box + rb"first.\par") == "Ask first.\n\nKeep out.\n"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"It rained.",
        rb"{\rtf1 cut {\b here",
        b"{\\rtf1 " + b"{" * 1_000_000,
        b"{\\rtf1 " + b"{\\footnote " * 600 + b"}" * 601,
    ],
)
def test_what_is_no_rich_text_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"a.rtf is not rich text, is damaged or has a passwor"):
        read_rtf(data, "a.rtf")


def test_large_pictures_and_tables_take_no_long_time() -> None:
    picture = rb"{\pict " + b"0f" * 5_000_000 + b"}"
    rows = row_of(b"oak", b"90") * 3_000
    assert text_of(picture + rows).count("oak") == 3_000
