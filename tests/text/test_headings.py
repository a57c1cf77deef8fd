"""What a place in a text stands under."""

import pytest

from rag.text.headings import heading_above, headings_above, level_of_line

FLATS = """# Rents

## Flat 2

Rent: 800

### Extras

Bike shed 5.

## Flat 3

Rent: 900
"""


def above(text: str, line: str) -> tuple[str, ...]:
    at = text.index(line)
    return headings_above(text, at, at)


def test_a_line_stands_under_its_section_and_the_one_around_it() -> None:
    assert above(FLATS, "Rent: 800") == ("Flat 2",)
    assert above(FLATS, "Bike shed") == ("Flat 2", "Extras")
    assert above(FLATS, "Rent: 900") == ("Flat 3",)
    at = FLATS.index("shed 5")  # within a line
    assert heading_above(FLATS, at, at) == "Flat 2, Extras"


def test_a_heading_stands_under_nothing_nor_what_follows_the_title() -> None:
    assert above(FLATS, "## Flat 3") == above(FLATS, "# Rents") == ()
    assert above("Rents\n=====\n\nAll of 2024.", "All of") == ()


def test_what_is_shown_anyway_is_left_out() -> None:
    at = FLATS.index("Rent: 900")
    assert headings_above(FLATS, FLATS.index("## Flat 3"), at) == ()
    assert headings_above(FLATS, FLATS.index("### Extras"), FLATS.index("Bike")) == ("Flat 2",)


@pytest.mark.parametrize("line", ["<!-- YAML", "`ERR_CALLBACK`.", "(LAUGHTER)"])
def test_capitals_of_code_comments_and_asides_head_nothing(line: str) -> None:
    assert above(f"All prices.\n\n{line}\n\nLate: 5.\n", "Late") == ()


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("## Fees ##", "Fees"),
        ("Fees\n----", "Fees"),
        ("FEES AND FINES", "FEES AND FINES"),
        ("**Fees**", "Fees"),
        ("**Fees:**", "Fees"),
        ("__Fees__", "Fees"),
    ],
)
def test_headings_of_several_forms_lead_as_far_as_the_next(heading: str, words: str) -> None:
    text = f"All prices.\n\n{heading}\n\nLate: 5.\n\nVery late: 9.\n"
    assert above(text, "Late") == above(text, "Very late") == (words,)


def test_a_line_with_a_colon_leads_its_list_only() -> None:
    text = "Trip\n\nBring along:\n- a tent\n- boots\n\nWe leave at 9.\n"
    assert above(text, "- boots") == ("Bring along",)
    assert above(text, "We leave") == ()


@pytest.mark.parametrize(
    "line",
    [
        "He said it.",
        "- tent:",
        "Total     40,676\n--------------",
        "OK",
        "(LAUGHTER)",
        "a | b",
        "*",
        "Fee: 5",
    ],
)
def test_other_lines_are_no_headings(line: str) -> None:
    assert above(f"Title\n\n{line}\nThe next line.\n", "The next") == ()


def test_no_more_than_a_few_pages_above_are_looked_at() -> None:
    text = "Top.\n\n## Far away\n\n" + "a word and more\n" * 1_000 + "here\n"
    assert above(text, "here") == ()
    assert above(text[:5_000] + "here\n", "here") == ("Far away",)


@pytest.mark.parametrize(
    ("text", "line", "level"),
    [
        ("**Pets**\n\nNone may be kept.", "**Pets**", 5),
        ("QUIET HOURS\n\nNo music after ten.", "QUIET HOURS", 5),
        ("Pets\n----\n\nNone may be kept.", "Pets\n----", 2),
        ("## Pets\n\nNone may be kept.", "## Pets", 2),
        ("None may be kept.\n\n**Pets**\n", "**Pets**", None),  # nothing stands below
        ("NO DOGS\n\nNO BALL GAMES\n", "NO DOGS", None),  # all is in capitals
        ("We bring:\n- a tent", "We bring:", None),
        ("See you on Monday.\n--\nAnn Moss", "See you on Monday.", None),  # a signature's rule
        ("**Pets** are kept.\nSo are birds.", "**Pets**", None),  # part of a line
        ("None may be kept.\nSo are birds.", "None may be kept.", None),
    ],
)
def test_a_line_of_its_own_has_a_level_if_it_heads_what_is_below(
    text: str, line: str, level: int | None
) -> None:
    start = text.index(line)
    assert level_of_line(text, start, start + len(line)) == level
