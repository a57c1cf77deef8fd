"""Word files: merged cells, names and values, the results of fields, powers, equations."""

import io
import zipfile

import pytest

from rag.documents.formats.office.docx import read_docx


def word(body: str, notes: str = "") -> str:
    """Give what is read of a Word file with this body and these notes (WordprocessingML)."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    document = f'<w:document xmlns:w="{space}" xmlns:m="{math}"><w:body>{body}</w:body>'
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    parts = {
        "[Content_Types].xml": "<Types xmlns="
        '"http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": "<Relationships xmlns="
        '"http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r" Type="{relation}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{document}</w:document>",
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{space}">{notes}</w:footnotes>',
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return read_docx(data.getvalue(), "a.docx").text


def row(*cells: str) -> str:
    """Write a row of a table; a cell with "+" before it is merged with those "" below it."""
    found = []
    for text in cells:
        merge = '<w:vMerge w:val="restart"/>' if text[:1] == "+" else "<w:vMerge/>"
        merged = f"<w:tcPr>{merge}</w:tcPr>" if text[:1] in ("+", "") else ""
        found.append(f"<w:tc>{merged}<w:p><w:r><w:t>{text.strip('+')}</w:t></w:r></w:p></w:tc>")
    return f"<w:tr>{''.join(found)}</w:tr>"


def table(*rows: tuple[str, ...]) -> str:
    return f"<w:tbl>{''.join(row(*cells) for cells in rows)}</w:tbl>"


def run(text: str, style: str = "") -> str:
    return f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_merged_cells_stand_in_each_place_that_they_span() -> None:
    rows = [("+Monday", "Yoga", "+Ann"), ("", "Chess", ""), ("", "Judo", "Bob")]
    assert word(table(("Day", "Class", "Teacher"), *rows)) == (
        "| Day | Class | Teacher |\n| --- | --- | --- |\n| Monday | Yoga | Ann |\n"
        "| Monday | Chess | Ann |\n| Monday | Judo | Bob |\n"
    )


def test_names_and_values_are_lines() -> None:
    rows = [("Rent", "£900 a month"), ("Deposit", "£1,350"), ("Notice", "two months")]
    assert word(table(*rows)) == "Rent: £900 a month\nDeposit: £1,350\nNotice: two months\n"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ('<w:fldSimple w:instr=" IF 2 &gt; 1 ">', "</w:fldSimple>"),
        ("<w:fldSimple w:instr=' A > B '>", "</w:fldSimple>"),
        ('<w:bdo w:val="ltr">', "</w:bdo>"),
        ('<w:dir w:val="ltr"><w:customXml>', "</w:customXml></w:dir>"),
    ],
)
def test_what_stands_around_a_run_hides_it_not(start: str, end: str) -> None:
    body = f"<w:p>{run('Due on ')}{start}{run('3 May')}{end}{run('.')}</w:p>"
    assert word(body) == "Due on 3 May.\n"


def test_a_power_is_told_from_the_number_below_it() -> None:
    raised = run("6", '<w:vertAlign w:val="superscript"/>')
    assert word(f"<w:p>{run('Stars: 3 × 10')}{raised}</w:p>") == "Stars: 3 × 10^6\n"


def letters(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("equation", "text"),
    [
        (letters("450"), "450"),
        (f"<m:sSup><m:e>{letters('r')}</m:e><m:sup>{letters('2')}</m:sup></m:sSup>", "r^2"),
        (f"<m:sSub><m:e>{letters('x')}</m:e><m:sub>{letters('i')}</m:sub></m:sSub>", "x_i"),
        (f"<m:f><m:num>{letters('a+b')}</m:num><m:den>{letters('2')}</m:den></m:f>", "(a+b)/2"),
        (f"<m:rad><m:deg/><m:e>{letters('2')}</m:e></m:rad>", "√2"),
        (f"{letters('2')}<m:d><m:e>{letters('l + w')}</m:e></m:d>", "2(l + w)"),
    ],
)
def test_equations_are_letters_within_their_sentence(equation: str, text: str) -> None:
    body = f"<w:p>{run('The area is ')}<m:oMath>{equation}</m:oMath>{run(' in all.')}</w:p>"
    alone = f"<w:p><m:oMathPara><m:oMath>{equation}</m:oMath></m:oMathPara></w:p>"
    assert word(body + alone) == f"The area is {text} in all.\n\n{text}\n"


def test_a_note_is_written_once_however_often_it_is_referred_to() -> None:
    one, two = (f'<w:r><w:footnoteReference w:id="{at}"/></w:r>' for at in (2, 3))
    notes = (
        f'<w:footnote w:id="{at}"><w:p>{run(t)}</w:p></w:footnote>'
        for at, t in ((2, "Old."), (3, "New."))
    )
    text = word(f"<w:p>{run('Oaks grow.')}{one * 99}{two * 99}</w:p>", "".join(notes))
    assert (text.count("Old."), text.count("New.")) == (1, 1)
