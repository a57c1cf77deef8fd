"""Lines that head a section by their number, and items of a list, which do not."""

import pytest

from rag.text import numbered
from rag.text.headings import headings_above, level_of_line
from rag.text.numbered import numbered_headings

MINUTES = """Minutes of the board

1. Apologies
Ann Moss was away.

2. Summer party
The 21st clashes with the fair.

3. Any other business
3.1 Keys
Hattie has them.
3.2 Bins
They go out at night.

4. Next meeting
1. May is too early.
2. June fits.
"""


def above(text: str, line: str) -> tuple[str, ...]:
    at = text.index(line)
    return headings_above(text, at, at)


def test_what_is_below_a_numbered_line_stands_under_it() -> None:
    assert above(MINUTES, "The 21st") == ("2. Summer party",)
    assert above(MINUTES, "Hattie") == ("3. Any other business", "3.1 Keys")
    assert above(MINUTES, "They go") == ("3. Any other business", "3.2 Bins")
    assert above(MINUTES, "2. June") == ("4. Next meeting",)
    assert above(MINUTES, "2. Summer") == ()


def test_such_a_line_has_a_level() -> None:
    start = MINUTES.index("2. Summer party")
    assert level_of_line(MINUTES, start, start + len("2. Summer party")) == 4
    start = MINUTES.index("1. May")
    assert level_of_line(MINUTES, start, start + len("1. May is too early.")) is None


@pytest.mark.parametrize(
    "text",
    [
        "1. Milk\n2. Eggs\n3. Bread\n",  # a list
        "1. Open the lid\n\n2. Fill in water\n\n3. Close it\n\nEnjoy your coffee.\n",
        "12 May 2024\nWe met.\n\n13 May 2024\nWe met again.\n",
        "1. Pets may be kept if they are small.\nSo may birds.\n2. Cars may not.\nNor may boats.\n",
        "4. Summer party\nIt is on 21 June.\n",  # no other one
        "1. pay the rent\nby the third\n2. call Ann\nabout the key\n",
        "7. Goals\n",
    ],
)
def test_lists_dates_clauses_and_single_lines_head_nothing(text: str) -> None:
    assert numbered_headings(text) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1. Dogs", "2. Cats"),
        ("1) Dogs", "2) Cats"),
        ("4.1 Dogs", "4.2 Cats"),
        ("Section 1 - Dogs", "Section 2 - Cats"),
        ("Article 1. Dogs", "Article 2. Cats"),
        ("§ 1 Dogs", "§ 2 Cats"),
    ],
)
def test_numbers_are_written_in_several_ways(one: str, other: str) -> None:
    text = f"Rules of the house.\n\n{one}\nNone are kept.\n\n{other}\nTwo are kept.\n"
    assert above(text, "None are") == (one,)
    assert above(text, "Two are") == (other,)


def test_a_text_is_read_once_though_many_others_are_looked_at_in_between(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = list[str]()
    lines = numbered._numbered_lines
    monkeypatch.setattr(numbered, "_remembered", {})
    monkeypatch.setattr(numbered, "_numbered_lines", lambda text: read.append(text) or lines(text))
    texts = [f"1. Dogs\nNone of {n}.\n2. Cats\nOne.\n" for n in range(80)]
    for text in texts * 3:
        assert set(numbered_headings(text)) == {0, text.index("2. Cats")}
    assert read == texts


def test_of_many_texts_only_the_last_ones_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbered, "_remembered", {})
    for n in range(600):
        numbered_headings(f"text {n}")
    assert len(numbered._remembered) == numbered._REMEMBERED
