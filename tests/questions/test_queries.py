"""A question as it is typed, made ready for patterns."""

import pytest

from rag.questions.queries import checked


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("  when was it? ", "when was it?"),
        ("when \t was\n\nit?", "when was it?"),
        ("who" + " " * 3000 + "is it?", "who is it?"),
    ],
)
def test_white_space_is_single_spaces(typed: str, asked: str) -> None:
    assert checked(typed) == asked
