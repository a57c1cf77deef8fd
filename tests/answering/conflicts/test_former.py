"""What asks for a value of before, and what only has words like it."""

import pytest

from rag.answering.conflicts.former import asks_for_former, asks_for_now


@pytest.mark.parametrize(
    "question",
    [
        "What was the old price?",
        "what were the old opening hours?",
        "What was it before?",
        "what was the first date?",
        "what did a token cost originally?",
        "how much was it before the merger?",
        "what did a token cost before March 2031?",
        "what was the limit before 12 May?",
        "which level was used before version 2.3.0?",
        "who was chair before Ann Moss?",
        "who was her predecessor?",
    ],
)
def test_a_former_value_is_asked_for(question: str) -> None:
    assert asks_for_former(question)


@pytest.mark.parametrize(
    "question",
    [
        "How old is the hall?",
        "where is the old mill?",
        "when does the first bus leave?",
        "how long before departure must I check in?",
        "how much earlier is the bus?",
        "what may I do before maintenance begins?",
        "what comes before step 3?",
        "who came before noon?",
    ],
)
def test_no_former_value_is_asked_for(question: str) -> None:
    assert not asks_for_former(question)


@pytest.mark.parametrize(
    ("question", "now"),
    [
        ("what is the current price?", True),
        ("who is the nurse at the moment?", True),
        ("who is the new nurse?", True),
        ("what do new members pay?", False),
        ("what is the price?", False),
    ],
)
def test_what_is_now_is_asked_for(question: str, now: bool) -> None:
    assert asks_for_now(question) == now
