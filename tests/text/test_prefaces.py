"""What leads politely into a question is left out of it; a title that looks alike is not."""

import pytest

from rag.text.prefaces import without_preface


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("Can you tell me who wrote the book?", "who wrote the book?"),
        ("Could you please tell us, please: why?", "why?"),
        ("Tell me in which year it ended", "in which year it ended"),
        ("And do you know when it ended?", "when it ended?"),
        ("I’d like to know how old she is", "how old she is"),
        ("please, who is it", "who is it"),
        ("Hi, who wrote it?", "who wrote it?"),
        ("Good morning! Can you tell me who’s there?", "who’s there?"),
        ("hello there, is it true?", "is it true?"),
        ("hello everyone is it true?", "is it true?"),
        ("hi - was it true?", "was it true?"),
        ("hi do you know when it ended?", "when it ended?"),
        ("CAN YOU TELL ME WHO?", "WHO?"),
    ],
)
def test_a_preface_is_left_out(typed: str, left: str) -> None:
    assert without_preface(typed) == left


@pytest.mark.parametrize(
    "question",
    [
        "who wrote it?",
        "tell me about the video",
        "Tell me the name of the author",
        "can you summarise it?",
        "Do you know any school?",
        "Tell Me Why was released when?",
        "Do You Know Who You Are is by whom?",
        "Hello, Dolly! premiered when?",
        "Hey Jude was written by whom?",
        "Hello was released when?",
        "Hi is short for what?",
        "Please Please Me was released when?",
        "hi",
        "",
    ],
)
def test_what_is_no_preface_stays(question: str) -> None:
    assert without_preface(question) == question
