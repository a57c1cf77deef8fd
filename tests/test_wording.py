"""Words that say the same, less, or something else."""

import pytest

from rag.answering.values.wording import exclude, holds, read_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The  Beyoncé!", ["beyonce"]),
        ("IU's", ["iu"]),
        ("Kim’s father", ["kim's", "father"]),
        ("vitamin A", ["vitamin", "a"]),
        ("C++ and C#", ["c++", "and", "c#"]),
        ("B-", ["b-"]),
        ("Um Tae-hwa", ["um", "tae", "hwa"]),
        ("the U.S.-born J. R. R. Tolkien", ["us", "born", "jrr", "tolkien"]),
        ("J.R.Tolkien of U.N.'s", ["jr", "tolkien", "of", "un"]),
        ("George W. Bush", ["george", "w", "bush"]),
        ("it's. A day; the U.S. a year", ["it's", "day", "us", "year"]),
        ("the twenty-third", ["23rd"]),
        ("a second-half goal", ["2nd", "half", "goal"]),
        ("ten seconds, one second", ["ten", "seconds", "one", "second"]),
        ("metres per second", ["metres", "per", "second"]),
        ("isn't", ["is", "not"]),
        ("no more than 5", ["5"]),
    ],
)
def test_words_keep_what_tells_them_apart(text: str, words: list[str]) -> None:
    assert list(read_words(text)) == words


@pytest.mark.parametrize(
    ("longer", "shorter", "expected"),
    [
        ("Kim Taehyung", "Taehyung", True),
        ("Tokyo's Ueno Zoo", "Ueno Zoo", True),
        ("Tokyo's Ueno Zoo", "Tokyo", False),
        ("vice president", "president", False),
        ("after the war", "the war", False),
        ("Windows 10", "Windows", True),
        ("3.11.2", "3.11", False),
        ("Kimberly", "Kim", False),
        ("third-largest", "largest", False),
        ("the second Duke of York", "York", True),
    ],
)
def test_a_longer_text_holds_a_shorter_one_of_the_same_meaning(
    longer: str, shorter: str, expected: bool
) -> None:
    assert holds(read_words(longer), read_words(shorter)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("not guilty", "guilty", True),
        ("never", "not once", False),
        ("early 2024", "late 2024", True),
        ("early 2024", "2024", False),
        ("rose and fell", "fell", False),
        ("No. 7", "7", False),
    ],
)
def test_texts_exclude_each_other_by_denial_or_by_side(
    one: str, other: str, expected: bool
) -> None:
    assert exclude(read_words(one), read_words(other)) is expected
