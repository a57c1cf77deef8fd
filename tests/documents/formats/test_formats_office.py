"""Slides and mails become Markdown: what is read of each, what is refused."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from places import DATA
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.util import Inches
from test_formats_books import book

from rag import KnowledgeBase
from rag.documents import read_document
from rag.documents.formats.epub import read_epub
from rag.documents.formats.mail.eml import read_eml
from rag.documents.formats.office.pptx import read_pptx
from rag.documents.formats.sheets.xlsx import read_xlsx
from rag.errors import DocumentError
from rag.types import Document

SAMPLES = DATA / "formats"


def sample(name: str) -> Document:
    return read_document(SAMPLES / name, root=SAMPLES)


def test_slides_are_pages_with_lists_tables_charts_and_notes() -> None:
    talk = sample("ropewalk.pptx")  # written by LibreOffice
    assert talk.text == (
        "# Saving the rope walk\n\nA report to the friends of the museum"
        "\n\f\n## What was found\n\n- Dry rot in eleven of the forty beams\n"
        "- The tar kettle can be mended\n  - Its lid is lost\n"
        "- Slates slipped above the east door\n\n"
        "Notes: The survey was made by Odile Marchetti in October."
        "\n\f\n## What it costs\n\n| Work | Estimate |\n| --- | --- |\n"
        "| Beams | £46,000 |\n| Roof | £18,500 |"
        "\n\f\n## Who comes\n\nVisitors\n\n|  | Visitors |\n| --- | --- |\n"
        "| 2022 | 8120 |\n| 2023 | 9340 |\n| 2024 | 11275 |\n"
    )
    assert talk.title == "Saving the rope walk"
    assert talk.page_of(talk.text.index("Roof")) == 3


def slides(draw: Callable[[Any], object], layout: int = 6) -> str:
    """Give what is read of a presentation of one slide that is drawn so."""
    presentation = Presentation()
    draw(presentation.slides.add_slide(presentation.slide_layouts[layout]))
    data = io.BytesIO()
    presentation.save(data)
    return read_pptx(data.getvalue(), "a.pptx").text


def put(shapes: Any, text: str, left: float, top: float) -> Any:
    box = shapes.add_textbox(Inches(left), Inches(top), Inches(3), Inches(0.5))
    box.text_frame.text = text
    return box


def test_a_slide_is_read_column_by_column_and_a_group_as_one() -> None:
    def draw(slide: Any) -> None:
        put(slide.shapes, "Winter", 5, 1.98)
        put(slide.shapes, "Summer", 0.5, 2.0)
        put(slide.shapes, "9 to 5", 5, 2.6)
        group = slide.shapes.add_group_shape()
        put(group.shapes, "and on Sundays", 0.5, 3.2)
        put(group.shapes, "8 to 9", 0.5, 2.62)
        put(slide.shapes, "All year", 0.5, 5).width = Inches(8)

    assert slides(draw) == ("Summer\n\n8 to 9\n\nand on Sundays\n\nWinter\n\n9 to 5\n\nAll year\n")


def test_a_slides_table_may_have_merged_names() -> None:
    def draw(slide: Any) -> None:
        table = slide.shapes.add_table(3, 3, 0, 0, Inches(6), Inches(2)).table
        for at, text in enumerate(("size", "fee", "", "", "2023", "2024", "large", "90 €", "95 €")):
            table.cell(at // 3, at % 3).text = text
        table.cell(0, 0).merge(table.cell(1, 0))
        table.cell(0, 1).merge(table.cell(0, 2))

    assert slides(draw) == (
        "| size | fee 2023 | fee 2024 |\n| --- | --- | --- |\n| large | 90 € | 95 € |\n"
    )


def test_a_charts_numbers_are_shown_by_their_format() -> None:
    def draw(slide: Any) -> None:
        data = CategoryChartData(number_format="0%")
        data.categories = ["heat", "light"]
        data.add_series("share", (0.3, None))
        slide.shapes.add_chart(XL_CHART_TYPE.PIE, 0, 0, Inches(4), Inches(3), data)

    assert slides(draw) == "|  | share |\n| --- | --- |\n| heat | 30% |\n| light |  |\n"


def test_a_chart_of_any_kind_shows_its_numbers_and_days() -> None:
    def draw(slide: Any) -> None:
        data = CategoryChartData()
        data.categories = [date(2024, 3, 9), date(2024, 4, 13)]
        data.add_series("visitors", (310, 275))
        shape = slide.shapes.add_chart(XL_CHART_TYPE.PIE, 0, 0, Inches(4), Inches(3), data)
        (pie,) = shape.chart._chartSpace.xpath("//c:pieChart")
        pie.tag = pie.tag.replace("pieChart", "pie3DChart")

    assert slides(draw) == (
        "|  | visitors |\n| --- | --- |\n| March 9, 2024 | 310 |\n| April 13, 2024 | 275 |\n"
    )


def test_a_shape_without_a_place_and_an_equations_box_are_read() -> None:
    def draw(slide: Any) -> None:
        put(slide.shapes, "Nowhere", 0, 0)._element.spPr.clear()
        box = put(slide.shapes, "Ohm's law", 0, 0)._element
        choice = parse_xml(
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility'
            '/2006"><mc:Choice Requires="a14"/><mc:Fallback/></mc:AlternateContent>'
        )
        box.getparent().replace(box, choice)
        choice[0].append(box)

    assert slides(draw) == "Nowhere\n\nOhm's law\n"


def test_a_diagrams_texts_are_a_list() -> None:
    def draw(slide: Any) -> None:
        points = "".join(f"<pt><t>{text}</t></pt>" for text in ("Draft", "", "Review"))
        part = Part(PackURI("/ppt/diagrams/data1.xml"), "application/xml", slide.part.package)
        part.blob = f"<dataModel>{points}</dataModel>".encode()
        number = slide.part.relate_to(part, "http://schemas.openxmlformats.org/x/diagramData")
        frame = slide.shapes.add_table(1, 1, 0, 0, 9, 9)._element
        (data,) = frame.xpath(".//a:graphicData")
        data.clear()
        data.set("uri", "http://schemas.openxmlformats.org/drawingml/2006/diagram")
        data.append(parse_xml(f'<d:relIds xmlns:d="d" xmlns:r="r" r:dm="{number}"/>'))

    assert slides(draw) == "- Draft\n- Review\n"


def test_a_mail_has_its_main_headers_its_text_and_the_names_of_what_it_carries() -> None:
    mail = sample("rope.eml")
    assert mail.text == (
        "From: Odile Marchèse <odile@friends.example>\n"
        "To: Committee <committee@museum.example>\n"
        "Cc: Lena Brandt <lena@museum.example>\n"
        "Date: Tue, 05 Nov 2024 09:58:40 +0100\n"
        "Subject: Scaffolding for the rope walk – two offers\n\n"
        "Dear all,\n\n"
        "Bexley Scaffolds ask £6,240 and can start on 13 January. Tallow & Sons ask "
        "£5,900 but not before March.\n\n"
        "I would take Bexley.\n\nOdile\n\n"
        "Attachments: bexley.pdf\n"
    )
    assert mail.title == "Scaffolding for the rope walk – two offers"
    assert mail.published == date(2024, 11, 5)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Content-Type: text/html\n\n<p>It <b>rained</b>.</p>", "It rained."),
        ("Content-Type: text/plain; charset=no-such\n\nIt rained.", "It rained."),
        ("Content-Type: image/png\n\nAAAA", ""),
        ("\nIt rained.  \n", "It rained."),
        ("Content-Type: text/html\n\n<meta charset=windows-1252>caf\xe9", "café"),
        ("Content-Type: text/plain\n\ncaf\xe9", "café"),
        (
            "Content-Type: multipart/alternative; boundary=x\n\n--x\n\nNeeds HTML.\n--x\n"
            "Content-Type: text/html\n\n<p>It rained for <i>two</i> days.</p>\n--x--",
            "It rained for two days.",
        ),
        (
            "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html\n\n"
            "<p>It rained.</p>\n--x\nContent-Type: image/png\nContent-ID: <1>\n\nAA\n--x\n\n"
            "Then not.\n--x--",
            "It rained.\n\nThen not.",
        ),
        (
            "Content-Type: multipart/signed; boundary=x\n\n--x\n"
            "Content-Type: multipart/mixed; boundary=y\n\n--y\n\nSee it.\n--y\n"
            "Content-Type: text/plain; name=rent.txt\n\n900\n--y--\n--x--",
            "See it.\n\nAttachments: rent.txt",
        ),
        (
            "Content-Type: multipart/mixed; boundary=x\n\n--x\n\nSee below.\n--x\n"
            "Content-Type: message/rfc822\n\nFrom: Bo\n"
            "Content-Type: application/pdf; name=a.pdf\n\nAA\n--x--",
            "See below.\n\nFrom: Bo\n\nAttachments: a.pdf",
        ),
        ("Content-Type: multipart/mixed; boundary=x\n\nIt rained.", "It rained."),
    ],
)
def test_a_mails_text_may_be_of_several_kinds(body: str, text: str) -> None:
    read = read_eml(f"From: Ann <a@b.example>\n{body}".encode("cp1252"), "a.eml").text
    assert read == "\n\n".join(filter(None, ("From: Ann <a@b.example>", text))) + "\n"


def test_headers_may_be_bare_missing_or_long() -> None:
    addresses = ", ".join(f"m{n}@b.example" for n in range(60))
    mail = f"From: Bür <a@b.example>\nTo: {addresses}\nDate: 3 May 2024 10:00 +0200\n\nRain."
    source = read_eml(mail.encode("cp1252"), "wet_day.eml")
    assert source.text.startswith("From: Bür <a@b.example>\nTo: m0@b.example, m1@b.example, ")
    assert "m9@b.example and 50 others\nDate" in source.text
    assert (source.metadata.published, source.loose_title) == (date(2024, 5, 3), "wet day")


def test_an_encrypted_mail_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"a.eml is encrypted; save its text as .txt"):
        read_eml(b"From: a@b.example\nContent-Type: multipart/encrypted; boundary=x\n\n", "a.eml")


def test_what_is_no_mail_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"a.eml is not a saved mail: it begins with none of"):
        read_eml(b"It rained.", "a.eml")


@pytest.mark.parametrize("suffix", ["xlsx", "pptx", "epub"])
@pytest.mark.parametrize("kind", ["empty", "text", "other", "cut", "hollow"])
def test_what_is_not_of_its_kind_is_refused(suffix: str, kind: str) -> None:
    reader = {"xlsx": read_xlsx, "pptx": read_pptx, "epub": read_epub}[suffix]
    samples = {"xlsx": "berths.xlsx", "pptx": "ropewalk.pptx"}
    whole = (SAMPLES / samples[suffix]).read_bytes() if suffix in samples else book()
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("META-INF/container.xml", "<container>")
    data = {
        "empty": b"",
        "text": b"It rained.",
        "other": (SAMPLES / "handbook.docx").read_bytes(),
        "cut": whole[: len(whole) // 2],
        "hollow": other.getvalue(),
    }[kind]
    with pytest.raises(DocumentError, match=rf"a.{suffix} is not an? [\w-]+, is damaged or has a"):
        reader(data, f"a.{suffix}")


@pytest.mark.slow
def test_what_office_files_say_is_answered(tmp_path: Path) -> None:
    expected = {
        "Since when has Curlew had a berth?": ("September 14, 2021", "berths.xlsx"),
        "Who is the harbour master?": ("Ines Calloway", "berths.xlsx"),
        "Who made the survey of the rope walk?": ("Odile Marchetti", "ropewalk.pptx"),
        "How much do Bexley Scaffolds ask?": ("£6,240", "rope.eml"),
    }
    with KnowledgeBase.open(tmp_path / "index") as kb:
        kb.sync(SAMPLES)
        answers = {question: kb.ask(question) for question in expected}
    found = {q: (a.text, a.citations[0].document.id) for q, a in answers.items() if a.citations}
    assert found == expected
    assert answers["Who made the survey of the rope walk?"].citations[0].page == 2
