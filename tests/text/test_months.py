"""The names of months are English, whatever the locale of the program."""

import calendar
import runpy
from datetime import date

import pytest

from rag.reading.inputs import prefix_text
from rag.text import months

GERMAN = ["", *["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September"]]


@pytest.mark.parametrize(
    ("name", "number"), [("January", 1), ("may", 5), ("Sept", 9), ("DEC", 12), ("June", 6)]
)
def test_names_in_full_and_cut_have_their_number(
    name: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar, "month_name", GERMAN)
    assert runpy.run_path(months.__file__)["month_number"](name) == number


class GermanDate(date):
    """As dates are written after `locale.setlocale(locale.LC_ALL, "de_DE.UTF-8")`."""

    def __format__(self, form: str) -> str:
        return "Januar" if form == "%B" else super().__format__(form)


def test_the_reader_is_told_a_date_in_english() -> None:
    assert prefix_text("News", GermanDate(2024, 1, 24)) == "News (January 24, 2024): "
