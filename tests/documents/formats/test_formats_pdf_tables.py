"""Tables of a PDF: rows and columns by where words stand, heads, and what goes on over a page."""

import pytest
from pdf_files import Text, pdf_of

from rag.documents.formats.pdf import tables as pdf_tables
from rag.documents.formats.pdf.document import read_pdf
from rag.documents.formats.pdf.lines import Line, Word
from rag.documents.formats.pdf.table_heads import written
from rag.documents.formats.pdf.tables import Tables

Rows = list[tuple[float, tuple[str, ...]]]  # where a line stands, and its cells


def lines_of(rows: Rows, columns: tuple[float, ...] = (50, 150, 250)) -> list[Line]:
    """Set rows of cells in letters of 10 points, each word 5 points a letter wide."""
    lines = []
    for top, cells in rows:
        words = []
        for left, cell in zip(columns, cells, strict=False):
            at = left
            for word in cell.split():
                words.append(Word(word, at, at + 5 * len(word)))
                at += 5 * len(word) + 2.5
        lines.append(Line(tuple(words), top, top + 10, size=10, bold=False))
    return lines


def table_of(rows: Rows) -> list[list[str]]:
    found = Tables(lines_of(rows)).at(0)
    return [row.texts for row in found.rows] if found else []


def text_of(rows: Rows) -> str:
    found = Tables(lines_of(rows)).at(0)
    return written(found).text if found else ""


HEAD = ("Item", "Size", "Price")


def test_a_head_farther_off_and_gaps_between_groups_join_no_rows() -> None:
    items = [("Tea", "small", "two"), ("Cake", "large", "three"), ("Jam", "large", "one")]
    tops = (20, 32, 44)
    far = [(0.0, HEAD), *zip(tops, items, strict=True)]
    assert table_of(far) == [list(HEAD), *map(list, items)]
    groups = [(0.0, HEAD), *((12 * n + 8 * (n > 4), items[n % 3]) for n in range(1, 9))]
    assert len(table_of(groups)) == 9


def test_numbers_below_each_other_are_two_rows() -> None:
    rows: Rows = [
        (0, HEAD),
        (12, ("Tea", "a", "2.50")),
        (24, ("Jam", "b", "3.00")),
        (44, ("Rye", "c", "1")),
    ]
    assert table_of(rows) == [list(cells) for _, cells in rows]


def test_a_cell_of_several_lines_is_one() -> None:
    rows: Rows = [
        (0, HEAD),
        (20, ("Black tea", "a tin", "two pounds")),
        (32, ("from Assam",)),
        (52, ("Rye bread", "a loaf", "three")),
    ]
    assert table_of(rows) == [
        list(HEAD),
        ["Black tea from Assam", "a tin", "two pounds"],
        ["Rye bread", "a loaf", "three"],
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [(0, HEAD)],
        [(0, HEAD), (12, ("this sentence goes on over all of the columns of the table above it",))],
        [(0, ("1.", "Heat the oven")), (12, ("2.", "Stir the dough"))],
        [(0, ("Tea . . . . . .", "3")), (12, ("Cake . . . . . .", "4"))],
        [(0, HEAD), (90, ("Far", "away", "below"))],
        [(0, ("The value is none.", "The", "sum")), (12, ("of all values is one",))],
    ],
)
def test_what_is_no_table(rows: Rows) -> None:
    assert table_of(rows) == []


@pytest.mark.parametrize(("gap", "is_table"), [(12.0, False), (20.0, True)])
def test_a_sentence_ends_in_a_line_set_loosely(gap: float, *, is_table: bool) -> None:
    words, after = ["in", "all", "of", "these", "there", "are", "two."], ["First", "send", "one"]
    lines = []
    for top in (0, 12):
        at, found = 50.0, []
        for word in (*words, *after):
            at += (gap if word == "First" else 5.0) if found else 0
            found.append(Word(word, at, at := at + 5 * len(word)))
        lines.append(Line(tuple(found), top, top + 10, size=10, bold=False))
    assert (Tables(lines).at(0) is not None) is is_table


def test_names_and_their_values_are_lines() -> None:
    assert text_of([(0, ("Rent:", "900 a month")), (12, ("Deposit:", "1,000"))]) == (
        "Rent: 900 a month\nDeposit: 1,000"
    )
    assert text_of([(0, ("Rent", "900")), (12, ("Deposit", "1,000"))]) == (
        "Rent: 900\nDeposit: 1,000"
    )


def test_a_row_of_values_is_no_head() -> None:
    assert text_of([(0, ("Tea", "small", "2.50")), (12, ("Cake", "large", "3.00"))]) == (
        "|  |  |  |\n| --- | --- | --- |\n| Tea | small | 2.50 |\n| Cake | large | 3.00 |"
    )
    years = [(0.0, ("Item", "2023", "2024")), (12.0, ("Tea", "2.50", "2.70"))]
    assert text_of(years).startswith("| Item | 2023 | 2024 |\n| --- |")


def test_names_may_stand_in_the_middle_of_their_columns() -> None:
    (head,) = lines_of([(0, HEAD)], (80, 190, 265))
    rest = lines_of([(12, ("Tea", "small", "2.50")), (24, ("Cake", "big", "3.00"))], (40, 150, 300))
    table = Tables([head, *rest]).at(0)
    assert table
    assert [row.texts for row in table.rows[:2]] == [list(HEAD), ["Tea", "small", "2.50"]]


def test_bold_names_may_stand_near_each_other() -> None:
    texts = [
        *(Text(x, 100, name, 10, "Helvetica-Bold") for x, name in ((60, "Name"), (94, "Role"))),
        *(Text(x, 116, cell) for x, cell in ((62, "Ann"), (94, "Chair"))),
        *(Text(x, 132, cell) for x, cell in ((62, "Bob"), (94, "Clerk"))),
    ]
    assert tables_of(texts) == ["| Name | Role |\n| --- | --- |\n| Ann | Chair |\n| Bob | Clerk |"]


COLUMNS = (60.0, 200.0, 320.0)
GOODS = [(f"Tool {n}", f"{n * 10}.00", f"{n + 3} pieces") for n in range(1, 12)]
BOLD_HEAD = ("Tool", "Price", "Stock")


def page(*rows: tuple[str, ...], title: str = "", bold: bool = True) -> list[Text]:
    """Set a title, and rows of which that of names is bold."""
    texts = [Text(60, 100, title, 18)] if title else []
    for at, row in enumerate(rows):
        font = "Helvetica-Bold" if bold and row[0][-1].isalpha() else "Helvetica"
        base = 140.0 + 16 * at
        texts += [Text(x, base, cell, 10, font) for x, cell in zip(COLUMNS, row, strict=False)]
    return texts


def tables_of(*pages: list[Text]) -> list[str]:
    """Read a PDF, and give what stands on each of its pages."""
    text = read_pdf(pdf_of(*pages), "a.pdf").text
    return [part.strip() for part in text.split("\f")]


@pytest.mark.parametrize("bold", [True, False])
def test_a_table_that_goes_on_over_a_page_keeps_its_head(*, bold: bool) -> None:
    first = page(BOLD_HEAD, *GOODS[:4], title="Prices", bold=bold)
    _, second, third = tables_of(first, page(*GOODS[4:8]), page(*GOODS[8:]))
    head = "| Tool | Price | Stock |\n| --- | --- | --- |\n"
    assert second.startswith(head + "| Tool 5 | 50.00 | 8 pieces |\n| Tool 6 |")
    assert third.startswith(head + "| Tool 9 | 90.00 | 12 pieces |\n")


def test_a_single_row_may_go_on_over_a_page() -> None:
    _, second = tables_of(page(BOLD_HEAD, *GOODS[:4]), page(GOODS[4]))
    assert second.splitlines()[::2] == ["| Tool | Price | Stock |", "| Tool 5 | 50.00 | 8 pieces |"]


def test_a_head_repeated_on_the_next_page_is_there_once() -> None:
    _, second = tables_of(page(BOLD_HEAD, *GOODS[:4]), page(BOLD_HEAD, *GOODS[4:8]))
    assert second.count("Price") == 1
    assert second.splitlines()[2] == "| Tool 5 | 50.00 | 8 pieces |"


def test_another_table_on_the_next_page_has_its_own_head() -> None:
    other = [("Place", "Rent", "Since"), ("Kelby 1", "900", "2021"), ("Marn 2", "700", "2022")]
    _, second = tables_of(page(BOLD_HEAD, *GOODS[:4]), page(*other))
    assert second.startswith("| Place | Rent | Since |\n| --- | --- | --- |\n| Kelby 1 | 900 |")
    prose = [Text(60, 140, "The tools of this list are lent for three days against a deposit.")]
    assert "|" not in tables_of(page(BOLD_HEAD, *GOODS[:4]), prose)[1]


def test_long_tables_are_whole_and_read_in_linear_time(monkeypatch: pytest.MonkeyPatch) -> None:
    looks, placed = [0], pdf_tables.placed

    def counted(line: Line, columns: list[pdf_tables.Column]) -> pdf_tables.Placed | None:
        looks[0] += 1
        return placed(line, columns)

    monkeypatch.setattr(pdf_tables, "placed", counted)
    last = ("Tea 9", "small", "long words " * 14)
    for count in (50, 400):
        goods = [(f"Tea {n}", "small", f"{n}.50") for n in range(count)]
        rows = [(12.0 * at, row) for at, row in enumerate([HEAD, *goods, last])]
        looks[0], at, tables, found = 0, 0, Tables(lines_of(rows)), list[str]()
        while at < len(rows):
            table = tables.at(at)
            found += [row.texts[0] for row in table.rows] if table else []
            at += table.lines if table else 1
        assert looks[0] < 4 * count
        if count > 100:  # longer than what is looked at together
            assert found == ["Item", *(f"Tea {n}" for n in range(count))]


def test_a_sentence_below_an_equations_number_is_no_row() -> None:
    def words(base: float, texts: list[str], lefts: list[float]) -> list[Text]:
        return [Text(x, base, one, font="Courier") for one, x in zip(texts, lefts, strict=True)]

    sentence = "So the sum is positive. It is handy to express"
    before, after = sentence.split(" It ")
    lefts = [60.0]
    for one in sentence.split()[:-1]:  # letters of 6 points, spaces of 3 and, behind the stop, 5
        lefts.append(lefts[-1] + 6 * len(one) + (5 if one.endswith(".") else 3))
    texts = [*words(100, ["B=N(0,S).", "(3)"], [60, 310]), *words(112, sentence.split(), lefts)]
    read = read_pdf(pdf_of([*texts, Text(60, 124, "it by ropes.", font="Courier")]), "a.pdf").text
    assert f"{before} It {after}" in " ".join(read.split())
