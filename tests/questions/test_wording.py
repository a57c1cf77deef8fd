"""Questions are searched for in the words that texts use."""

import pytest

from rag.questions.wording import as_written


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("when did the MV come out?", "when was the MV released?"),
        ("When does season 2 come out", "When is season 2 released"),
        ("what year did the second album come out?", "what year was the second album released?"),
        ("on what date will it come out on disc?", "on what date will it be released on disc?"),
        ("when is the film coming out?", "when is the film released?"),
        ("tell me when the album came out", "tell me when the album came out"),
    ],
)
def test_what_comes_out_is_released(asked: str, written: str) -> None:
    assert as_written(asked) == written


@pytest.mark.parametrize(
    "asked",
    [
        "when did he come out of hospital?",
        "when did they come out against it?",
        "did the film come out?",
        "how did the cake come out?",
        "when was the film released?",
        "when did " * 400 + "it?",
    ],
)
def test_other_questions_stay(asked: str) -> None:
    assert as_written(asked) == asked
