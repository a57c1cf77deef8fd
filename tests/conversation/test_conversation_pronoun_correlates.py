"""A fragment takes the place of a pronoun of its kind that the last question still has."""

import pytest

from rag.conversation import Exchange, Resolver
from rag.conversation.ellipsis.pronoun_correlates import put_for_pronoun
from rag.training.terms.rules import RuleMarker


@pytest.mark.parametrize(
    ("fragment", "question", "filled"),
    [
        ("his", "whats her real name", "whats his real name"),
        ("hers", "what is his address", "what is her address"),
        ("v's", "whats her real name", "whats v's real name"),
        ("about v", "what did iu say about him", "what did iu say about v"),
        ("with Ada Lunt", "who sings with her in Hull", "who sings with Ada Lunt in Hull"),
        ("Ole", "what does he bring", "what does Ole bring"),
        ("Ole", "what is her number", "what is Ole’s number"),
        ("for her", "what did Bo buy for him", "what did Bo buy for her"),
    ],
)
def test_a_fragment_takes_the_place_of_its_pronoun(
    fragment: str, question: str, filled: str
) -> None:
    assert put_for_pronoun(fragment, question) == filled


@pytest.mark.parametrize(
    ("fragment", "question"),
    [
        ("his", "who sings with her"),
        ("his", "did her son meet his father"),
        ("about v", "what did he say to him"),
        ("with Ada", "who sings with her sister"),
        ("the stove", "what does he bring"),
        ("Ole", "what does he bring to Hull"),
        ("Ole", "how deep is the lake"),
        ("on Monday", "when is it open"),
    ],
)
def test_without_a_pronoun_of_its_kind_nothing_gives_way(fragment: str, question: str) -> None:
    assert put_for_pronoun(fragment, question) is None


def test_a_possessive_is_asked_in_place_of_another() -> None:
    history = [Exchange("whats her real name", "lee ji-eun")]
    assert Resolver(RuleMarker()).resolve("and his?", history).standalone == "whats his real name?"
