"""A fragment may name no thing: an adverb, a group of people, one of what was counted."""

import pytest

from rag.conversation import Exchange, Resolver, TermMarker
from rag.conversation.ellipsis.adjuncts import put_adverb, put_group, put_rate
from rag.conversation.form.fragments import is_adverb
from rag.training.terms.rules import RuleMarker

BOTH = pytest.mark.parametrize(
    "resolver", [Resolver(RuleMarker()), Resolver(TermMarker())], ids=["rules", "model"]
)


@BOTH
@pytest.mark.parametrize(
    ("asked", "fragment", "reading"),
    [
        ("When do we sail to Bode?", "and back?", "When do we sail back?"),
        ("How much is a kayak?", "and later?", "How much is a kayak later?"),
        ("How much is an adult pass for the lido?", "and for seniors?",
         "How much is a senior pass for the lido?"),
        ("How much is an adult pass?", "and for teenagers?", "How much is a teenager pass?"),
        ("How much is a kayak per hour?", "and per day?", "How much is a kayak per day?"),
        ("How much is a kayak?", "and per person?", "How much is a kayak per person?"),
        ("How many cups did Vesna win?", "which ones?", "which cups did Vesna win?"),
    ],
)  # fmt: skip
def test_the_last_question_is_asked_again_with_it(
    resolver: Resolver, asked: str, fragment: str, reading: str
) -> None:
    resolved = resolver.resolve(fragment, [Exchange(asked, "3")])
    assert (resolved.standalone, resolved.other) == (reading, None)


@pytest.mark.parametrize(
    ("fragment", "question", "filled"),
    [
        ("home", "when do they fly to New Bode", "when do they fly home"),
        ("outside", "who sings in the hall", "who sings in the hall outside"),
        ("afterwards", "what do I pay before 3 May", "what do I pay afterwards"),
        ("later", "who sings on Sunday evening in Bode", "who sings in Bode later"),
        ("outside", "who sings on Sunday", "who sings on Sunday outside"),
        ("now", "who sings in the hall", "who sings in the hall now"),
    ],
)
def test_only_where_to_gives_way_to_a_way_and_when_to_a_time(
    fragment: str, question: str, filled: str
) -> None:
    assert is_adverb(fragment)
    assert put_adverb(fragment, question) == filled
    assert not is_adverb("the back")


@pytest.mark.parametrize(
    ("fragment", "question"),
    [("for dogs", "how much is an adult pass"), ("for children", "how much is the blue boat")],
)
def test_only_a_group_of_people_takes_the_place_of_another(fragment: str, question: str) -> None:
    assert put_group(fragment, question) is None


@BOTH
@pytest.mark.parametrize(
    ("asked", "fragment", "reading"),
    [
        ("when is the class 3 play?", "and class 5?", "when is the class 5 play?"),
        ("when is the class 3 play?", "and the fire play?", "when is the fire play?"),
        ("what does the class 3 play cost?", "and the fire play?", "what does the fire play cost?"),
        ("how wide is gate 4?", "and gate 7?", "how wide is gate 7?"),
    ],
)
def test_a_thing_with_a_number_in_it_gives_way_whole(
    resolver: Resolver, asked: str, fragment: str, reading: str
) -> None:
    assert resolver.resolve(fragment, [Exchange(asked, "3 May")]).standalone == reading


def test_what_is_no_rate_is_not_put_in_its_place() -> None:
    assert put_rate("for children", "How much is a kayak per hour") is None
