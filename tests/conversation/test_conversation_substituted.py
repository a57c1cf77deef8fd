"""What a fragment brought up, and what a pronoun stood for, is spoken of next."""

import pytest
from said import marked

from rag.conversation import Exchange, Resolver, TermMarker
from rag.conversation.antecedents.earlier_pronouns import last_antecedent, people_spoken_of
from rag.conversation.antecedents.substituted import brought_up

MODEL = Resolver(TermMarker())
JOINED = Exchange("when did Olga Brandt join?", "2011", "when did Olga Brandt join?")
LONG = Exchange("how long is the short path?", "35 km", "how long is the short path?")
CLERK = Exchange("when did the clerk join?", "2012", "and the clerk?")
SONG = Exchange("what is the longest song on Tin Roof?", "Moss and Other Tales", "")


@pytest.mark.parametrize(
    ("question", "typed", "text"),
    [
        ("when did Ida Krol join?", "and Ida?", "Ida Krol"),
        ("how long is the long path?", "and the long one?", "long path"),
        ("how much is a canoe per day?", "and per day?", None),
        ("how much is it for pupils?", "and for pupils?", None),
        ("when was it in May?", "and in May?", None),
        ("how long is the path?", "how long is the path?", None),
    ],
)
def test_a_fragment_brings_up_the_thing_it_names(
    question: str, typed: str, text: str | None
) -> None:
    found = brought_up(Exchange(question, "1", typed), marked(question))
    assert (found and found.text) == text


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        (
            [JOINED, Exchange("when did Ida join?", "2022", "sorry, I meant Ida")],
            "what does she look after?",
            "what does Ida look after?",
        ),
        (
            [LONG, Exchange("how long is the long path?", "80 km", "and the long one?")],
            "who leads it?",
            "who leads the long path?",
        ),
        (
            [JOINED, CLERK],
            "what is his number?",
            "what is the clerk’s number?",
        ),
    ],
)
def test_a_pronoun_stands_for_what_a_fragment_brought_up(
    history: list[Exchange], question: str, standalone: str
) -> None:
    assert MODEL.resolve(question, history).standalone == standalone


def test_a_pronoun_goes_on_standing_for_what_it_stood_for() -> None:
    led = Exchange("who leads the long path?", "Olga Brandt", "who leads it?")
    assert MODEL.resolve("where does it go?", [LONG, led]).standalone == (
        "where does the long path go?"
    )
    number = Exchange("what is the clerk’s number?", "118", "what is his number?")
    found = last_antecedent("he", [JOINED, CLERK, number])
    assert found is not None
    assert (found.leading, found.text) == ("the", "clerk")
    assert last_antecedent("she", [JOINED, CLERK, number]) is None


def test_it_is_nobody_that_he_or_she_stood_for() -> None:
    spoke = Exchange("what does Ida Krol speak?", "Galian", "what does she speak?")
    assert people_spoken_of([JOINED, spoke]) == {"ida", "krol"}
    cost = Exchange("how much does her tour cost?", "160", "how much does her tour cost?")
    meant = MODEL.resolve("when does it begin?", [spoke, cost]).standalone
    assert meant == "when does the tour begin?"


def test_it_is_the_one_of_some_that_was_asked_for() -> None:
    meant = MODEL.resolve("when was it written?", [SONG]).standalone
    assert meant == "when was Moss and Other Tales written?"


def test_what_happened_is_asked_of_before_it_is_a_thing() -> None:
    broke = Exchange("who broke a wrist?", "Jan Holt")
    meant = MODEL.resolve("where did it happen?", [LONG, broke]).standalone
    assert meant == "where was it that Jan Holt broke a wrist?"


def test_it_of_what_something_takes_stands_for_nothing() -> None:
    meant = MODEL.resolve("how long does it take for the large one?", [LONG]).standalone
    assert "does it take" in meant
