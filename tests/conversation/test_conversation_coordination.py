"""A pronoun after two names, or after one that took another's place."""

import pytest

from rag.conversation import Exchange, Resolver, TermMarker
from rag.conversation.antecedents.coordination import singular_they, with_who_answered
from rag.conversation.antecedents.phrases import Phrase
from rag.conversation.antecedents.substituted import latest_in_place

MODEL = Resolver(TermMarker())
KILN = Exchange("who fired the kiln with Ida Krol?", "Jan Holt")
ASKED = "which halls does Ida Krol play with Olga Brandt?"


def name(text: str, said: str) -> Phrase:
    at = said.index(text)
    keys = frozenset(text.lower().split())
    return Phrase(1, at, at + len(text), text, 0.9, keys)


def test_they_together_are_who_was_asked_about_and_who_answers() -> None:
    both = with_who_answered(name("Ida Krol", KILN.question), KILN)
    assert both is not None
    assert both.text == "Ida Krol and Jan Holt"
    assert with_who_answered(name("Ida Krol", KILN.question), Exchange(KILN.question)) is None
    meant = MODEL.resolve("have they known each other long?", [KILN]).standalone
    assert meant == "have Ida Krol and Jan Holt known each other long?"


@pytest.mark.parametrize(
    ("last", "text"),
    [
        ("which halls does Ida Krol play with Jan Holt?", "Jan Holt"),
        ("where is Jan Holt?", "Olga Brandt"),
        ("which halls does Ida Krol play with an oboe?", "Olga Brandt"),
    ],
)
def test_a_name_in_anothers_place_is_newer(last: str, text: str) -> None:
    assert latest_in_place(name("Olga Brandt", ASKED), ASKED, Exchange(last)).text == text


def test_he_is_who_took_anothers_place() -> None:
    talk = [
        Exchange("Which halls are played with Olga Brandt?", "three of them"),
        Exchange("Which halls are played with Jan Holt?", "Derby"),
    ]
    assert MODEL.resolve("who is he?", talk).standalone == "who is Jan Holt?"


@pytest.mark.parametrize(
    ("asked", "question", "meant"),
    [
        ("what was the bond for our shed?", "when do we get it back?",
         "when do we get the bond for our shed back?"),
        ("When is the garden concert for Olga?", "where is it?",
         "where is the garden concert for Olga?"),
        ("what were the offers for the barn?", "which one did they take?",
         "which one did they take?"),
    ],
)  # fmt: skip
def test_it_is_what_is_asked_of_with_what_that_is_for(
    asked: str, question: str, meant: str
) -> None:
    assert MODEL.resolve(question, [Exchange(asked, "3 May")]).standalone == meant


HE_RAN = Exchange("how long did Jan Krol run", "7 hours", "how long did he run")
SHE_RAN = Exchange("how long did Jan Krol run", "7 hours", "how long did she run")
JAN_RAN = Exchange("how long did Jan Krol run", "7 hours", "how long did Jan Krol run")
HE_RAN_IT = Exchange("when did Jan Krol run the Coast Race", "in May", "when did he run it")


@pytest.mark.parametrize(
    ("last", "question", "standalone"),
    [
        (HE_RAN, "did she run too?", "did she run too?"),
        (HE_RAN, "is he tired?", "is Jan Krol tired?"),
        (SHE_RAN, "where is his bike?", "where is his bike?"),
        (JAN_RAN, "is she tired?", "is Jan Krol tired?"),
        (HE_RAN_IT, "is she tired?", "is Jan Krol tired?"),
    ],
)
def test_whom_he_stood_for_is_nobody_that_she_stands_for(
    last: Exchange, question: str, standalone: str
) -> None:
    history = [Exchange("who is the runner?", "Jan Krol"), last]
    assert MODEL.resolve(question, history).standalone == standalone


@pytest.mark.parametrize(
    ("asked", "answer", "question", "name"),
    [
        ("who drew the map of Salt Road?", "Ida Krol", "when did they join?", "Ida Krol"),
        ("who drew the map?", "Ida Krol", "what is their phone number?", "Ida Krol"),
        ("who drew the map?", "Ida Krol", "when did they print it?", None),  # the publishers
        ("who leads the choir?", "Ida Krol", "where do they work?", None),
        ("who trains the rowers?", "Ida Krol", "where do they live?", None),
        ("who drew the map?", "a pupil", "where do they live?", None),
        ("what did Ida draw?", "Bode", "where do they live?", None),
    ],
)
def test_they_may_be_the_one_who_who_answered(
    asked: str, answer: str, question: str, name: str | None
) -> None:
    found = singular_they(question, Exchange(asked, answer))
    assert (found and found.text) == name


def test_they_are_no_place() -> None:
    where = [Exchange("where does the drummer live?", "Bode")]
    assert "Bode" not in Resolver(TermMarker()).resolve("when did they join?", where).standalone
