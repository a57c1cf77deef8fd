"""A word and its plural have one stem; words that only look alike have not."""

import pytest

from rag.text.stems import stems


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("bus", "buses"),
        ("gas", "gases"),
        ("box", "boxes"),
        ("glass", "glasses"),
        ("case", "cases"),
        ("lunch", "lunches"),
        ("dish", "dishes"),
        ("price", "prices"),
        ("camera", "cameras"),
        ("fee", "fees"),
        ("lantern", "lanterns"),
    ],
)
def test_one_and_many_are_alike(one: str, many: str) -> None:
    assert stems(one) == stems(many)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("car", "care"),
        ("bus", "but"),
        ("plan", "plane"),
        ("rat", "rate"),
        ("100234", "100235"),
        ("AB-12345", "AB-12346"),
        ("2.10.11", "2.10.12"),
    ],
)
def test_other_words_are_not(one: str, other: str) -> None:
    assert stems(one) != stems(other)


def test_function_words_are_left_out() -> None:
    assert stems("The boosters of 2024") == {"2024", "boost"}
