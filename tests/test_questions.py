"""Questions that want sentences are told from those that want a few exact words."""

import pytest

from rag.answering.questions import wanted


@pytest.mark.parametrize(
    "question",
    [
        "why did he practise screaming?",
        "Why?",
        "and why was that",
        "how did they find the camera?",
        "How does the film end?",
        "what is the video about?",
        "What's the song about",
        "tell me about the music video",
        "Describe the ending.",
        "summarise the interview",
        "can you explain the metaphor",
        "what happened to IU?",
    ],
)
def test_open_questions_want_sentences(question: str) -> None:
    assert wanted(question) == "sentences"


@pytest.mark.parametrize(
    "question",
    [
        "when was the MV released?",
        "who directed it",
        "how many tracks are there?",
        "how long did they run?",
        "How old is she?",
        "how much does it cost",
        "what is the name of the album?",
        "which tracks are on it?",
        "release date of The Winning",
        "where was it filmed",
        "the reason why",
    ],
)
def test_others_want_a_few_words(question: str) -> None:
    assert wanted(question) == "span"
