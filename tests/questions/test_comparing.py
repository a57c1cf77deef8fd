"""A question compares where it has a word for that, or a superlative."""

import pytest

from rag.questions.comparing import compares


@pytest.mark.parametrize(
    "question",
    [
        "which is the cheapest?",
        "Cheapest room?",
        "THE BIGGEST TANK",
        "the easiest way in",
        "the priciest seat",
        "the largest one",
        "the best room",
        "the worst week",
        "how far is the furthest buoy?",
        "what is the latest version?",
        "what else is there besides tea?",
        "who came after Ann?",
        "how do the two differ?",
        "is it more than £5?",
    ],
)
def test_superlatives_and_words_that_leave_out_compare(question: str) -> None:
    assert compares(question)


@pytest.mark.parametrize(
    "question",
    [
        "how many failed the test of the guest house in the west?",
        "what is the fare to Budapest?",
        "how high is everest?",
        "which fish live in the Midwest?",
        "when does the digest come out?",
        "what do the rest suggest?",
        "whose request is of interest to the priest?",
        "is the earnest man modest?",
        "when is the contest in the forest?",
        "",
    ],
)
def test_other_words_with_that_ending_do_not(question: str) -> None:
    assert not compares(question)
