"""Tables of web pages: merged cells, heads of several rows, names and values."""

import time

import pytest

from rag.documents.formats.html.page import text_of
from rag.documents.formats.html.plain_tables import plain_tables


def table(*rows: str) -> str:
    """Write a table of Markdown of rows whose cells are parted by commas."""
    head, *below = (f"| {' | '.join(row.split(','))} |" for row in rows)
    return "\n".join((head, f"|{' --- |' * (rows[0].count(',') + 1)}", *below))


TIMETABLE = table("Day,Class,Teacher", "Monday,Yoga,Ann", "Monday,Chess,Ann", "Monday,Judo,Bob")


def test_merged_cells_stand_in_each_place_that_they_span() -> None:
    page = (
        "<table><tr><th>Day<th>Class<th>Teacher<tr><td rowspan=3>Monday<td>Yoga"
        "<td rowspan='2'>Ann<tr><td>Chess<tr><td>Judo<td>Bob</table>"
    )
    assert text_of(page) == TIMETABLE + "\n"


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (
            "<tr><th rowspan=2>name<th colspan=2>score<tr><th>2023<th>2024<tr><td>Ann<td>1<td>2",
            table("name,score 2023,score 2024", "Ann,1,2"),
        ),
        (
            "<thead><tr><td colspan=3>Fees<tr><td>a<td>b<td>c<tbody><tr><td>1<td>2<td>3",
            f"Fees\n\n{table('a,b,c', '1,2,3')}",
        ),
        (
            "<tr><th>a<th>b<tr><td colspan=2>Soups<tr><td>leek<td>5",
            table("a,b", "Soups,", "leek,5"),
        ),
        (
            "<tr><th>a<th colspan=2>b<th>c<tr><td>1<td colspan=2>2<td>3",
            table("a,b,c", "1,2,3"),
        ),
        ("<tr><td rowspan=9>a<td>b<td>c<tr><td>d<td>e", table("a,b,c", "a,d,e")),
        ("<tr><th>a<th>b</th></tr><tr><td colspan=0>1<td>2", table("a,b", "1,2")),
    ],
)
def test_a_table_has_one_row_of_names_and_lines_once(rows: str, text: str) -> None:
    assert text_of(f"<table>{rows}</table>") == text + "\n"
    assert text_of(f"<!-- <table> --><p>In</p><table>{rows}</table>Out") == f"In\n\n{text}\n\nOut\n"


FLAT = [("Rent", "£900 a month"), ("Deposit", "£1,350"), ("Notice", "two months")]
LINES = "Rent: £900 a month\nDeposit: £1,350\nNotice: two months\n"


@pytest.mark.parametrize("name", ["th", "td"])
def test_a_table_of_names_and_values_has_no_head(name: str) -> None:
    rows = "".join(f"<tr><{name}>{one}</{name}><td>{other}</td></tr>" for one, other in FLAT)
    assert text_of(f"<table>{rows}</table>") == LINES
    title = "<tr><th colspan=2>Flat 5</th></tr>"
    assert text_of(f"<table>{title}{rows}</table>") == f"Flat 5\n\n{LINES}"


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ("<tr><th>grade<th>rate<tr><td>junior<td>low", table("grade,rate", "junior,low")),
        ("<thead><tr><td>a<td>b</thead><tr><td>c<td>d", table("a,b", "c,d")),
        ("<tr><td><b>a</b><td><b>b</b><tr><td>c<td>d", table("a,b", "c,d")),
        ("<tr><td>grade<td>rate<tr><td>junior<td>£14.20", table("grade,rate", "junior,£14.20")),
        ("<tr><td>one<td>row", table("one,row")),
        (
            f"<tr><td>{'Prose. ' * 60}<td>b<tr><td>c<td>d",
            table(f"{'Prose. ' * 60}".strip() + ",b", "c,d"),
        ),
        ("<tr><td>a<td>b<td>c<tr><td>d<td>e<td>f", table("a,b,c", "d,e,f")),
    ],
)
def test_other_tables_keep_their_head(rows: str, text: str) -> None:
    assert text_of(f"<table>{rows}</table>") == text + "\n"


@pytest.mark.parametrize("hiding", ["hidden", "style='color: red; display: none'"])
def test_what_is_hidden_stays_so(hiding: str) -> None:
    rows = f"<tr><th>a<th>b<tr {hiding}><td>c<td>d<tr style='overflow: hidden'><td>e<td>f"
    more = f"<tr><td rowspan=2>g<td>h<td {hiding}>i<tr><td>j"
    expected = table("a,b", "e,f", "g,h", "g,j")
    assert text_of(f"<table>{rows}{more}</table>") == expected + "\n"


def test_a_bar_in_a_value_is_no_edge() -> None:
    rows = "<tr><td>a|b<td>c<tr><td>d<td>e|f"
    assert text_of(f"<table>{rows}</table>") == "a|b: c\nd: e|f\n"


@pytest.mark.parametrize(
    "html",
    [
        "<table><td '" * 50_000,
        '<td "' * 50_000 + "<table>",
        "<table>" * 20_000 + "<tr><td rowspan=2>a" + "</table>" * 20_000,
        "<table><tr><td rowspan=99 colspan=50>" + "x" * 999 + "<tr>" * 2_000 + "</table>",
    ],
)
def test_odd_tables_take_little_time(html: str) -> None:
    began = time.process_time()
    assert len(plain_tables(html)) < 6_000_000
    assert time.process_time() - began < 10
