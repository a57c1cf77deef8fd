"""Links of a web page to its neighbours, and to where they stand, are no words of it."""

import pytest

from rag.documents.formats.html.page import read_html

TEXINFO = (
    '<p>Next: <a href="#Oars" accesskey="n" rel="next">Oars</a>, Up: <a href="#Top" rel="up">Top'
    '</a> &nbsp; [<a href="#Toc" rel="contents">Contents</a>]</p>'
)
DOCBOOK = (
    '<table><tr><td><a accesskey="p" href="1.html">Prev</a></td><td> </td>'
    '<td><a accesskey="n" href="3.html">Next</a></td></tr></table>'
)


@pytest.mark.parametrize("steps", [TEXINFO, DOCBOOK])
def test_a_line_of_links_to_neighbours_is_left_out(steps: str) -> None:
    page = f'{steps}<h1>Ropes<a href="#ropes">¶</a></h1><p>Dry them.</p>{steps}'
    assert read_html(page.encode(), "a.html").text == "# Ropes\n\nDry them.\n"


def test_prose_with_a_link_to_a_neighbour_stays() -> None:
    said = "Ropes that have been in salt water are rinsed, and dried for two days in the loft,"
    said += " before they are stowed away for the winter;"
    page = f'<h1>Ropes</h1><p>{said} see <a rel="next" href="2.html">how</a>.</p>'
    assert read_html(page.encode(), "a.html").text == f"# Ropes\n\n{said} see how.\n"
