"""Questions that want sentences are told from those that want a few exact words."""

import pytest

from rag.answering.questions import asks_for_several, wanted
from rag.text.whether import asks_whether


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
        "whats the film about",
        "hows it made",
        "tell me about the music video",
        "what about pets?",
        "and how about the garden?",
        "Describe the ending.",
        "summarise the interview",
        "can you explain the metaphor",
        "what happened to IU?",
        "plot of the music video",
        "what is the storyline of the film?",
        "the story behind the song",
        "How to make kimchi?",
        "how exactly does it end?",
        "how might it end?",
        "how’s it made",
        "What’s the book about?",
        "what do you know about the book?",
        "can you give me a summary of the video?",
        "give me a brief summary",
        "do you know why he left?",
        "tell me how IU prepared for it",
        "can you tell me how he died?",
        "tell me what the film is about",
        "Hi, why did he leave?",
        "Hello! Could you please summarise it?",
        "could you kindly tell me about the film",
        "how did it end, and when?",
        "what if I forget a dose?",
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
        "how LONG is it?",
        "How Old is she?",
        "How to Train Your Dragon was released when?",
        "How the Grinch Stole Christmas was directed by whom?",
        "How old is she?",
        "how much does it cost",
        "what is the name of the album?",
        "which tracks are on it?",
        "release date of The Winning",
        "where was it filmed",
        "the reason why",
        "HOW LONG IS IT?",
        "how quickly did it sink?",
        "Can you tell me who wrote the book?",
        "Tell me when the book was released",
        "ok, do you know how old she is?",
        "Hi, who wrote it?",
    ],
)
def test_others_want_a_few_words(question: str) -> None:
    assert wanted(question) == "span"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Is there a lift?", True),
        ("was Ann the winner?", True),
        ("And didn't she win?", True),
        ("May I smoke here?", True),
        ("can't I smoke here?", True),
        ("Can you give me the address?", False),
        ("Could you please list all rooms?", False),
        ("Is it red or blue?", False),
        ("Can you tell me who won?", False),
        ("Did he say when it opens?", False),
        ("May 5 is a holiday?", False),
        ("Who is it?", False),
        ("will smith age", False),
        ("am I allowed to bring a dog?", True),
        ("Dogs allowed?", True),
        ("You can keep a cat, right?", True),
        ("The pool is heated, isn't it?", True),
        ("Which dogs are allowed?", False),
        ("He asked who came, right?", False),
    ],
)
def test_questions_for_yes_or_no_are_known_by_their_words(question: str, expected: bool) -> None:
    assert asks_whether(question) is expected


@pytest.mark.parametrize(
    "question",
    [
        "what are the ingredients?",
        "Who are the members?",
        "which tools does the kit contain?",
        "what opening hours do they have",
        "Which people must sign?",
        "list everything in the kit",
        "Name the countries that helped.",
        "what is in the kit?",
        "What's on the menu?",
        "who was present?",
        "what was damaged by the storm?",
        "what was stolen?",
        "which trees fell in the storm?",
        "Which firms delivered stones?",
        "who attended the meeting?",
        "who took part on Monday?",
        "who all came to the tea?",
        "who sings in the town choir?",
        "what is not included?",
        "What does the kit contain?",
        "what do I need for the soup?",
    ],
)
def test_several_things_are_asked_for(question: str) -> None:
    assert asks_for_several(question)


@pytest.mark.parametrize(
    "question",
    [
        "which of the tools comes in a pair?",
        "what is the first item?",
        "what is the price of the kit?",
        "who wrote the book?",
        "who was the winner?",
        "which class does she take?",
        "Which team wins?",
        "what has changed?",
        "what was the result?",
        "who plays the drums in the band?",
        "Tell me the address",
        "name the author",
        "what does it cost?",
        "how many tools are in the kit?",
    ],
)
def test_one_thing_is_asked_for(question: str) -> None:
    assert not asks_for_several(question)
