"""One of several that were named is told by its place in the list, or by which is left."""

import pytest

from rag.conversation import Exchange, Resolver, TermMarker
from rag.conversation.antecedents.ordinals import resolve_ordinal

FIRMS = [Exchange("which firms bid?", "Brak, Oster and Lund Works")]
SHEDS = [Exchange("which two sheds were mended?", "the tool shed and the seed shed")]
GREEN = [*SHEDS, Exchange("what colour is the tool shed?", "green")]
TWO = [Exchange("who rescued the rider?", "Ida Krol and Olga Brandt")]
BRAK = [*FIRMS, Exchange("where is Brak based?", "Bode")]
BRAK_AND_LUND = [*BRAK, Exchange("where is Lund Works?", "Hull")]
JOINED = [Exchange("is Eco or Comfort warmer?", "Comfort")]


@pytest.mark.parametrize(
    ("history", "question", "named"),
    [
        (FIRMS, "where is the first one based?", "where is Brak based?"),
        (FIRMS, "when did the third open?", "when did Lund Works open?"),
        (FIRMS, "and the last two?", "and Oster and Lund Works?"),
        (FIRMS, "no, the second one", "no, Oster"),
        (BRAK, "what about the last one?", "and Lund Works?"),
        (BRAK, "how old is the second of them?", "how old is Oster?"),
        (BRAK, "where are the other two?", "where are Oster and Lund Works?"),
        (BRAK_AND_LUND, "and the other one?", "and Oster?"),
        (SHEDS, "how big is the second shed?", "how big is the seed shed?"),
        (GREEN, "and the other one?", "and the seed shed?"),
        (JOINED, "how warm is the other?", "how warm is Eco?"),
        (TWO, "how long has the former served?", "how long has Ida Krol served?"),
        (TWO, "how old is the latter’s son?", "how old is Olga Brandt’s son?"),
    ],
)
def test_it_is_named(history: list[Exchange], question: str, named: str) -> None:
    assert resolve_ordinal(question, history) == named


@pytest.mark.parametrize(
    ("history", "question"),
    [
        (FIRMS, "who works on the first floor?"),
        (FIRMS, "how old is the latter?"),  # of three
        (FIRMS, "where is the fourth one?"),
        (FIRMS, "where is the other one?"),  # none was spoken of since
        (BRAK, "where is the other one?"),  # two are left
        (TWO, "who was the former mayor?"),
        (TWO, "when did the last train to Bode leave?"),
        (TWO, "is the first or the second one ill?"),
        ([Exchange("when is it?", "Monday and Tuesday")], "is the second one full?"),
        ([Exchange("what happened?", "it leaks and it rusts")], "and the second one?"),
    ],
)
def test_nothing_is_named_where_it_is_not_plain(history: list[Exchange], question: str) -> None:
    assert resolve_ordinal(question, history) is None


def test_a_fragment_takes_the_place_of_its_like_in_the_last_question() -> None:
    read = Resolver(TermMarker()).resolve("what about the last one?", BRAK)
    assert (read.question, read.standalone, read.leans) == (
        "what about the last one?", "where is Lund Works based?", True
    )  # fmt: skip
