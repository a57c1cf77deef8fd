"""Of two answered readings of a fragment, the one that speaks of what is named is meant."""

import pytest
from ui_server import answer, citation, document

from rag import Answer, Conversation
from rag.conversation import Resolution, Resolver
from rag.conversation.evidence import named_by, speaks_of
from rag.conversation.rules import RuleMarker
from rag.conversation.words import content_keys

HOUSE = document(
    "# House\n\n## Keys\n\nA lost key costs 40 euro.\n\n4. Waste: put bins out on Monday.\n\n"
    "## Animals and birds\n\nOne cat may be kept.\n"
)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("what about the bins?", "bins"),
        ("and birds?", "birds"),
        ("what do the birds eat?", ""),
        ("how much?", ""),
    ],
)
def test_only_fragments_name_something(question: str, named: str) -> None:
    assert named_by(question) == content_keys(named)


@pytest.mark.parametrize(
    ("quote", "word", "speaks"),
    [
        ("A lost key costs 40 euro.", "key", True),
        ("One cat may be kept.", "birds", True),  # in the heading over it
        ("put bins out on Monday.", "waste", True),  # in the label before it
        ("A lost key costs 40 euro.", "birds", False),
        ("One cat may be kept.", "waste", False),
    ],
)
def test_an_answer_speaks_of_what_its_quote_stands_under(
    quote: str, word: str, speaks: bool
) -> None:
    assert speaks_of(answer(citation(HOUSE, quote)), content_keys(word)) is speaks


def test_a_refusal_speaks_of_nothing() -> None:
    assert not speaks_of(Answer("and birds?", "not_found"), content_keys("birds"))


def chosen(first: str, second: str) -> str:
    """Say what "what about birds?" is taken to mean, of two readings with these quotes."""
    read = Resolution("what about birds?", "How much is a bird?", "what about birds?", leans=True)
    assert read.other is not None
    replies = {
        read.standalone: answer(citation(HOUSE, first), question=read.standalone, confidence=0.9),
        read.other: answer(citation(HOUSE, second), question=read.other, confidence=0.4),
    }
    talk = Conversation(lambda question, **_: replies[question], Resolver(RuleMarker()))
    return talk.answer(read).question


def test_the_reading_whose_answer_speaks_of_the_fragment_is_meant() -> None:
    assert chosen("A lost key costs 40 euro.", "One cat may be kept.") == "what about birds?"


def test_the_surer_reading_is_meant_where_neither_speaks_of_it() -> None:
    assert chosen("A lost key costs 40 euro.", "put bins out on Monday.") == "How much is a bird?"
