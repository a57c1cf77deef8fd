"""A page's title ends with its site's name only where the page says that it is that."""

import pytest

from rag.documents.formats.html.site_names import host_names, without_site


@pytest.mark.parametrize(
    ("title", "names", "shown"),
    [
        ("The Beatles — A History", ["Kelby Records"], "The Beatles — A History"),
        ("Love wins all – IU", ["Melon"], "Love wins all – IU"),
        ("Rope | Kelby Museum", ["kelbymuseum"], "Rope"),
        ("Rope|Kelby Museum", ["Kelby Museum"], "Rope"),
        ("Rope - Café Kelby", ["cafe-kelby"], "Rope"),
        ("Rope » The Courier", ["Courier"], "Rope"),
        ("Rope | News | Courier", ["Courier"], "Rope | News"),
        ("Rope | Kelby - the museum", ["Kelby – The Museum"], "Rope"),
        ("Rope-Kelby", ["Kelby"], "Rope-Kelby"),
        ("Kelby Museum", ["Kelby Museum"], "Kelby Museum"),
        ("| Kelby Museum", ["Kelby Museum"], "| Kelby Museum"),
        ("Rope | ...", ["...", ""], "Rope | ..."),
    ],
)
def test_a_title_loses_its_last_part_where_that_names_the_site(
    title: str, names: list[str], shown: str
) -> None:
    assert without_site(title, names) == shown


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("https://www.kelby.example/rope", ["kelby.example", "kelby", "kelby"]),
        ("https://en.kelby.example", ["en.kelby.example", "en.kelby", "en", "kelby"]),
        ("/rope", []),
        ("http://[rope/", []),
    ],
)
def test_a_host_names_a_site_as_a_whole_and_by_its_labels(address: str, names: list[str]) -> None:
    assert host_names(address) == names
