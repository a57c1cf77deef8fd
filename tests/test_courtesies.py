"""What is said to be polite is told from questions, in time linear in its length."""

import pytest

from rag.conversation.courtesies import ABOUT_ME, REPLY, is_farewell, reply


@pytest.mark.parametrize(
    "said",
    [
        *("bye", "bye bye", "bye, bye", "goodbye", "goodbye bye", "good night", "see you"),
        *("see you later", "thanks", "thanks a lot", "thank you", "thank you very much", "ok"),
        *("many thanks", "hi", "hi there", "hello", "good morning", "all right", "got it"),
    ],
)
@pytest.mark.parametrize("end", ["x", "help x", "bye?x", " " * 400 + "x"])
def test_a_question_after_many_courtesies_is_told_in_linear_time(said: str, end: str) -> None:
    text = f"{said} " * 400 + end  # for ever if it is not
    assert reply(text) is None
    assert not is_farewell(text)


@pytest.mark.parametrize(
    "text", ["bye!", "Bye bye", "bye-bye", "bye bye bye", "Goodbye.", "good night, bye", "see you"]
)
def test_any_number_of_farewells_is_one(text: str) -> None:
    assert is_farewell(text)
    assert reply(text) == REPLY


@pytest.mark.parametrize(
    "text", ["thanks", "ok, bye", "byebye", "bye the way", "goodbye Mr. Chips"]
)
def test_what_holds_more_than_farewells_is_none(text: str) -> None:
    assert not is_farewell(text)


def test_many_courtesies_before_a_call_for_help_leave_it_one() -> None:
    assert reply("bye bye " * 200 + "help me, please") == ABOUT_ME
