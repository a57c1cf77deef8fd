"""A pronoun stands for what is of its kind, and is left alone where nothing is."""

import pytest
from said import marked

from rag.conversation import Exchange, Resolver, TermMarker
from rag.conversation.marking.marks import Marks

ROOF = [Exchange("What is wrong with the tin roof?", "it leaks"),
        Exchange("who noticed the tin roof?", "Olga Brandt")]  # fmt: skip
FAIR = [Exchange("where is the spring fair?", "Market Square")]
BOAT = [Exchange("where is his boat?", "Eastmoor")]
TWO = [Exchange("who lives at number 6?", "Pia Holm and Ivo Renz")]
NOBODY = [*ROOF, Exchange("who is going to mend the tin roof?")]
PARKING = [Exchange("where is parking in Lima?", "behind the pier")]
LAMP = [Exchange("which room has the largest lamp?", "the hall")]
STAGE_NAME = [Exchange("Who is Vesna?", "Ida Krol")]
IN_BODE = [Exchange("who runs the canteen in Bode?", "Ida Krol")]
BURNED = [Exchange("when was it that something burned down in Hull?", "at night")]
CHANGES = [Exchange("what changed in 3.1?", "receipts are longer")]
ALBUM = [Exchange("tell me about the album", "It was made by Olga Brandt and the band Karg")]
CHEF = [Exchange("what do you know about Ida Krol?", "Ida Krol learned from Olga Brandt in Bode")]
PARTY = [Exchange("when is the autumn party?", "on Sunday")]
ON_STAGE = [*STAGE_NAME, Exchange("who plays with Ida Krol?")]


class _All:
    """Takes every word to be meant, and every word of the question to give way."""

    def mark(self, question: str, history: list[Exchange]) -> Marks:
        said = [t for e in reversed(history) for t in (e.question, e.answer) if t]
        return Marks(marked(question), tuple(map(marked, said)))


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        (ROOF, "how old is she?", "how old is Olga Brandt?"),
        (FAIR, "how long is it?", "how long is the spring fair?"),
        (ALBUM, "which songs are on it?", "which songs are on the album?"),
        (CHEF, "how old is she?", "how old is Ida Krol?"),
        (FAIR, "is she at home?", "is she at home?"),
        (BOAT, "who painted it?", "who painted the boat?"),
        (TWO, "how old is she?", "how old is she?"),
        (PARKING, "when is it free?", "when is parking free?"),
        (TWO, "are they married?", "are Pia Holm and Ivo Renz married?"),
        (NOBODY, "how much does he charge?", "how much does he charge?"),
        ([*NOBODY, Exchange("how much does he charge?", "30")], "is he old?", "is he old?"),
        (STAGE_NAME, "how old is she?", "how old is Vesna?"),
        ([Exchange("Who is Ida?", "Ida Krol")], "is she old?", "is Ida Krol old?"),
        ([Exchange("Who is Vesna's son?", "Jan Krol")], "is he old?", "is Jan Krol old?"),
        (ON_STAGE, "will she play in Bode?", "will Ida Krol play in Bode?"),
        ([*FAIR, Exchange("who met Ida Krol?")], "how old is he?", "how old is he?"),
        ([*IN_BODE, Exchange("who noticed Bode?")], "how old is he?", "how old is he?"),
        (FAIR, "what if it rains?", "what if it rains?"),
        (FAIR, "what does it cost to park?", "what does it cost to park?"),
    ],
)
def test_a_pronoun_stands_for_what_is_of_its_kind(
    history: list[Exchange], question: str, standalone: str
) -> None:
    assert Resolver(_All()).resolve(question, history).standalone == standalone


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        (IN_BODE, "when does it open?", "when does the canteen open?"),
        (BURNED, "who noticed it?", "who noticed Hull?"),
        (CHANGES, "when was that released?", "when was 3.1 released?"),
        (PARTY, "why did they move it?", "why did they move the autumn party?"),
    ],
)
def test_it_is_one_thing_and_hardly_a_place(
    history: list[Exchange], question: str, standalone: str
) -> None:
    assert Resolver(TermMarker()).resolve(question, history).standalone == standalone


def test_a_thing_is_no_person() -> None:
    meant = Resolver(_All()).resolve("who will mend it?", ROOF).standalone
    assert "Olga" not in meant


@pytest.mark.parametrize(
    ("asked", "question", "standalone"),
    [
        ("can I keep rabbits?", "how many?", "how many rabbits can I keep?"),
        ("what does a sack of gravel cost?", "and sand?", "what does a sack of sand cost?"),
        ("who is Ada Lunt?", "and her address?", "what is Ada Lunt’s address?"),
        ("where was Ada Lunt born?", "and her son?", "where was Ada Lunt’s son born?"),
        ("what is Ada Lunt's age?", "and her address?", "what is Ada Lunt’s address?"),
        ("tell me about the Orbis 300", "warranty?", "what is the warranty of the Orbis 300?"),
        (
            "tell me about the Orbis 300",
            "and the filters?",
            "what are the filters of the Orbis 300?",
        ),
        ("tell me about the Orbis", "and the Sol?", "tell me about the Sol?"),
        ("tell me about the deposit", "and pets?", "tell me about pets?"),
    ],
)
def test_a_fragment_is_filled_in(asked: str, question: str, standalone: str) -> None:
    assert Resolver(_All()).resolve(question, [Exchange(asked)]).standalone == standalone
