"""A pronoun stands for what is of its kind, and is left alone where nothing is."""

import pytest

from rag.conversation import Exchange, Resolver
from rag.conversation.marks import Marked, Marks, Said
from rag.conversation.words import find_words

ROOF = [Exchange("What is wrong with the tin roof?", "it leaks"),
        Exchange("who noticed the tin roof?", "Olga Brandt")]  # fmt: skip
FAIR = [Exchange("where is the spring fair?", "Market Square")]
BOAT = [Exchange("where is his boat?", "Eastmoor")]
TWO = [Exchange("who lives at number 6?", "Pia Holm and Ivo Renz")]
NOBODY = [*ROOF, Exchange("who is going to mend the tin roof?")]
LAMP = [Exchange("which room has the largest lamp?", "the hall")]


class _All:
    """Takes every word to be meant, and every word of the question to give way."""

    def mark(self, question: str, history: list[Exchange]) -> Marks:
        said = [t for e in reversed(history) for t in (e.question, e.answer) if t]
        return Marks(_marked(question), tuple(map(_marked, said)))


def _marked(text: str) -> Said:
    return Said(text, tuple(Marked(word, 0.9) for word in find_words(text)))


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        (ROOF, "how old is she?", "how old is Olga Brandt?"),
        (FAIR, "how long is it?", "how long is the spring fair?"),
        (FAIR, "is she at home?", "is she at home?"),
        (BOAT, "who painted it?", "who painted the boat?"),
        (TWO, "are they married?", "are Pia Holm and Ivo Renz married?"),
        (NOBODY, "how much does he charge?", "how much does he charge?"),
        ([*NOBODY, Exchange("how much does he charge?", "30")], "is he old?", "is he old?"),
        (FAIR, "what if it rains?", "what if it rains?"),
        (FAIR, "what does it cost to park?", "what does it cost to park?"),
    ],
)
def test_a_pronoun_stands_for_what_is_of_its_kind(
    history: list[Exchange], question: str, standalone: str
) -> None:
    assert Resolver(_All()).resolve(question, history).standalone == standalone


def test_a_thing_is_no_person() -> None:
    meant = Resolver(_All()).resolve("who will mend it?", ROOF).standalone
    assert "Olga" not in meant


@pytest.mark.parametrize(
    ("asked", "question", "standalone"),
    [
        ("can I keep rabbits?", "how many?", "how many rabbits can I keep?"),
        ("what does a sack of gravel cost?", "and sand?", "what does a sack of sand cost?"),
        ("who is Ada Lunt?", "and her address?", "what is Ada Lunt’s address?"),
    ],
)
def test_a_fragment_is_filled_in(asked: str, question: str, standalone: str) -> None:
    assert Resolver(_All()).resolve(question, [Exchange(asked)]).standalone == standalone
