"""What is said to be polite is told from questions, in time linear in its length."""

import pytest

from rag.conversation.small_talk import (
    ABOUT_ME,
    GOODBYE,
    OF_ANSWERS,
    REPLY,
    WELCOME,
    WELL,
    courtesy,
    is_farewell,
)


@pytest.mark.parametrize(
    "said",
    [
        *("bye", "bye bye", "bye, bye", "goodbye", "goodbye bye", "good night", "see you"),
        *("see you later", "thanks", "thanks a lot", "thank you", "thank you very much", "ok"),
        *("many thanks", "hi", "hi there", "hello", "good morning", "all right", "got it"),
        *("no", "no thanks", "thanks again for the help", "that's all", "that's great", "good job"),
        *("that's wrong", "are you sure", "shorter please", "show me the quote", "which source"),
        *("yes please", "so cool", "never mind", "no worries", "hmm", "hey again", "how nice"),
    ],
)
@pytest.mark.parametrize("end", ["x", "help x", "bye?x", " " * 400 + "x"])
def test_a_question_after_many_courtesies_is_told_in_linear_time(said: str, end: str) -> None:
    text = f"{said} " * 400 + end  # for ever if it is not
    assert courtesy(text) is None
    assert not is_farewell(text)


@pytest.mark.parametrize(
    "text", ["bye!", "Bye bye", "bye-bye", "bye bye bye", "Goodbye.", "good night, bye", "see you"]
)
def test_any_number_of_farewells_is_one(text: str) -> None:
    assert is_farewell(text)
    assert courtesy(text).text == GOODBYE


@pytest.mark.parametrize(
    "text", ["thanks", "ok, bye", "byebye", "bye the way", "goodbye Mr. Chips"]
)
def test_what_holds_more_than_farewells_is_none(text: str) -> None:
    assert not is_farewell(text)


def test_many_courtesies_before_a_call_for_help_leave_it_one() -> None:
    assert courtesy("bye bye " * 200 + "help me, please").text == ABOUT_ME


@pytest.mark.parametrize(
    ("said", "replied"),
    [
        *((text, WELCOME) for text in ("thanks!", "Thank you so much", "ty", "cool, thanks")),
        *((text, WELCOME) for text in ("thanks, that's all", "thank you for your help.")),
        *((text, REPLY) for text in ("cool", "Nice!", "wow", "lol", "great", "no thanks", "No.")),
        *((text, REPLY) for text in ("never mind", "sorry", "yes", "hey there", "No, thank you")),
        *((text, GOODBYE) for text in ("cool, bye", "thanks, goodbye!", "see you later")),
        *((text, WELL) for text in ("hi, how are you?", "How are you?", "how are you doing today")),
        *((text, OF_ANSWERS) for text in ("are you sure?", "no, that's wrong", "is that right?")),
        *((text, OF_ANSWERS) for text in ("which document is that from?", "where does it say so?")),
        *((text, OF_ANSWERS) for text in ("show me the quote", "shorter please", "ok, in full")),
        *((text, ABOUT_ME) for text in ("are you chatgpt?", "Are you a bot?", "are you an AI")),
    ],
)
def test_each_courtesy_gets_a_reply_that_fits_it(said: str, replied: str) -> None:
    assert courtesy(said).text == replied


@pytest.mark.parametrize(
    "question",
    [
        *(
            "Cool?",
            "nice?",
            "cool box",
            "how cool is it",
            "no dogs",
            "sorry for what",
            "yes or no?",
        ),
        *("how are you insured?", "are you a member?", "that's all she said", "good evening class"),
        *(
            "thank you letter",
            "thanks for the fish",
            "see you in Hull",
            "for help",
        ),
        *("which document is signed?", "are you sure of a place?", "where does it come from?"),
        *("the shorter one", "is that right of way open?", "show me the quotes of Ada"),
        *("really?", "no, the album", "yes, but when?", "fine for parking", "great western"),
    ],
)
def test_what_may_be_asked_of_documents_is_no_courtesy(question: str) -> None:
    assert courtesy(question) is None
