"""A day is counted from the entry or the mail that it stands in."""

from datetime import date

import pytest
from marked import hit_of, mark

from rag.answering.telling import told_on

WRITTEN = date(2021, 7, 3)
DIARY = """Saturday, 3 July 2021

We arrived.

Sunday, 4 July

Ann wants to swim tomorrow.

## Friday, 9 July

Marta leaves tomorrow. On 12 July we go home.
It rained for 5 days.
"""
MAIL = """Dear Bo,

the work is done. I will come on Friday.

> On Tue, 6 Feb 2024, Ann Moss wrote:
> The scaffolding will be put up tomorrow.
"""


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (DIARY, "arrived", date(2021, 7, 3)),
        (DIARY, "swim tomorrow", date(2021, 7, 4)),
        (DIARY, "leaves tomorrow", date(2021, 7, 9)),
        (DIARY, "5 days", date(2021, 7, 9)),
        (MAIL, "on Friday", WRITTEN),
        (MAIL, "put up tomorrow", date(2024, 2, 6)),
        ("Opened 5 May 2020 by Ann.\n\nIt closes tomorrow.", "tomorrow", WRITTEN),
        ("Prices\n\n12.50\n\nIt closes tomorrow.", "tomorrow", WRITTEN),
    ],
)
def test_the_dated_line_above_says_on_which_day_a_place_is_told(
    text: str, words: str, expected: date
) -> None:
    assert told_on(mark(hit_of(text, published=WRITTEN), words)) == expected


def test_without_any_day_none_is_told() -> None:
    assert told_on(mark(hit_of("It closes tomorrow."), "tomorrow")) is None
    assert told_on(mark(hit_of("4 July\n\nIt closes tomorrow."), "tomorrow")) is None
