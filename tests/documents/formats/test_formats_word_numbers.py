"""Numbers that Word gives to paragraphs, and pages to items of lists, are in the text."""

import io
import zipfile

import pytest

from rag.documents.formats.html.page import read_part
from rag.documents.formats.office.docx import read_docx

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def relations(**targets: str) -> str:
    found = "".join(
        f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{found}</Relationships>'


def word(body: str, numbering: str, styles: str = "") -> str:
    """Give what is read of a Word file with these parts."""
    types = '<Default Extension="xml" ContentType="application/xml"/>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{types}</Types>',
        "_rels/.rels": relations(officeDocument="word/document.xml"),
        "word/_rels/document.xml.rels": relations(numbering="numbering.xml", styles="styles.xml"),
        "word/document.xml": f'<w:document xmlns:w="{SPACE}"><w:body>{body}</w:body></w:document>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{SPACE}">{numbering}</w:numbering>',
        "word/styles.xml": f'<w:styles xmlns:w="{SPACE}">{styles}</w:styles>',
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return read_docx(data.getvalue(), "a.docx").text


def level(at: int, pattern: str, form: str = "decimal", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def lists(*levels: str, num: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{num}</w:num>'
    )


def item(text: str, at: int = 0, num: int = 1) -> str:
    place = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{num}"/></w:numPr>'
    return f"<w:p><w:pPr>{place}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def styled(text: str, style: str = "") -> str:
    name = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{name}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_clauses_go_on_below_what_parts_them() -> None:
    body = item("Rent.") + styled("It is due.") + item("Pets.") + item("Notice.")
    assert word(body, lists(level(0, "%1."))) == (
        "1. Rent.\n\nIt is due.\n\n2. Pets.\n3. Notice.\n"
    )


@pytest.mark.parametrize(
    ("levels", "text"),
    [
        ((level(0, "%1."), level(1, "%1.%2.")), "1. A\n  1.1 B\n  1.2 C\n2. D\n  2.1 E\n"),
        (
            (level(0, "%1.", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>")),
            "I. A\n  1.1 B\n  1.2 C\n- II. D\n  2.1 E\n",
        ),
        (
            (level(0, "§ %1"), level(1, "(%2)", "lowerLetter")),
            "- § 1 A\n  - (a) B\n  - (b) C\n- § 2 D\n  - (a) E\n",
        ),
        (
            (level(0, "%1."), level(1, "%1.%2", more='<w:lvlRestart w:val="0"/>')),
            "1. A\n  1.1 B\n  1.2 C\n2. D\n  2.3 E\n",
        ),
        (
            (level(0, "%1."), level(1, "-", "bullet")),
            "1. A\n  - B\n  - C\n2. D\n  - E\n",
        ),
    ],
)
def test_levels_are_numbered_by_their_patterns(levels: tuple[str, ...], text: str) -> None:
    body = item("A") + item("B", 1) + item("C", 1) + item("D") + item("E", 1)
    found = word(body, lists(*levels))
    assert [line.strip() for line in found.split("\n")] == [
        line.strip() for line in text.split("\n")
    ]


def test_headings_have_the_numbers_of_their_styles() -> None:
    named = ('<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Heading2"/>')
    numbering = lists(level(0, "%1.", more=named[0]), level(1, "%1.%2", more=named[1]))
    place = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/>'
        f"{place}</w:style>"
        for n in (1, 2)
    )
    body = styled("Rent", "Heading1") + styled("Amount", "Heading2") + styled("It is 900.")
    body += styled("Pets", "Heading1") + styled("Cats", "Heading2")
    assert word(body, numbering, styles) == (
        "# 1. Rent\n\n## 1.1 Amount\n\nIt is 900.\n\n# 2. Pets\n\n## 2.1 Cats\n"
    )


def test_a_list_may_begin_anew() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    body = item("A") + item("B") + styled("Between.") + item("C", num=2) + item("D", num=2)
    assert word(body, lists(level(0, "%1)"), num=anew)) == (
        "1) A\n2) B\n\nBetween.\n\n5) C\n6) D\n"
    )


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<ol><li value=7>A</li><li>B</li></ol>", "7. A\n8. B"),
        ("<ol start=3 reversed><li>A</li><li>B</li></ol>", "3. A\n2. B"),
        ("<ol reversed><li>A<ul><li>b</li></ul></li><li>C</li></ol>", "2. A\n   - b\n1. C"),
        ('<ol type="a"><li>A</li><li>B</li></ol>', "a. A\nb. B"),
        ('<ol start="4"><li>A</li><li>B</li></ol>', "4. A\n5. B"),
    ],
)
def test_items_of_a_page_have_its_numbers(html: str, text: str) -> None:
    assert read_part(html) == text
