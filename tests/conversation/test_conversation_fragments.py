"""A fragment asks the last question of something else, or brings up something new."""

from pathlib import Path

import pytest

from rag import KnowledgeBase
from rag.conversation import Exchange, Resolver, TermMarker
from rag.conversation.form.fragments import has_noun_phrase
from rag.training.terms.rules import RuleMarker

BOTH = pytest.mark.parametrize(
    "resolver", [Resolver(RuleMarker()), Resolver(TermMarker())], ids=["rules", "model"]
)
DEPOSIT = Exchange("when do I get the deposit back?", "within 10 working days")
AWAY = Exchange("Until when is Anselm Brown away?", "until Tuesday week")
AGE = Exchange("How old is Pip Anand?", "8")
SHED = Exchange("what colour is the tool shed?", "green")
NUMBER = Exchange("what is Ida’s number?", "07700 900")
HIRE = Exchange("how much is a canoe per day?", "9 euros")
SCORE = Exchange("who wrote the score?", "Ole Berg")
RATE = Exchange("what rate do guests pay?", "9 euros")
RED = Exchange("how wide is the red Quill?", "2 m")
DEPTH = Exchange("How deep is the pond?", "2 m")
PETS = Exchange("What about pets?", "no dogs")
COST = Exchange("What did the kayak cost?", "£380")
LEASE = """TENANCY AGREEMENT

4. Deposit. The Tenant pays a deposit of £969, which is held by the Deposit Service. It is \
returned within 10 working days after the end of the tenancy.

5. Pets. No dogs are allowed. One cat may be kept with the written consent of the Landlord.

6. Smoking. Smoking is forbidden in the flat but is permitted on the balcony.
"""


@BOTH
@pytest.mark.parametrize(
    ("last", "fragment", "readings"),
    [
        (AWAY, "What about the harvest supper?",
         ["What about the harvest supper?", "Until when is the harvest supper away?"]),
        (AGE, "and the oldest?", ["What about the oldest?", "How old is the oldest?"]),
        # And second, where something asked of is like it.
        (DEPOSIT, "What about pets?", ["when do I get pets?", "What about pets?"]),
        (DEPOSIT, "and cats?", ["when do I get cats?", "What about cats?"]),
        (COST, "and Henrik?", ["What did Henrik cost?", "What about Henrik?"]),
        (DEPTH, "what about the lake?", ["How deep is the lake?", "what about the lake?"]),
    ],
)  # fmt: skip
def test_what_may_be_new_is_asked_alone_as_well_first_if_it_is_unlike_all_asked_of(
    resolver: Resolver, last: Exchange, fragment: str, readings: list[str]
) -> None:
    resolved = resolver.resolve(fragment, [last])
    assert [resolved.standalone, resolved.other] == readings


@BOTH
@pytest.mark.parametrize(
    ("last", "fragment", "reading"),
    [
        (DEPTH, "and the lake?", "How deep is the lake?"),
        (DEPTH, "no, I meant the lake", "How deep is the lake"),
        (DEPTH, "and in May?", "How deep is the pond in May?"),
        (DEPTH, "what about the small one?", "How deep is the small pond?"),
        (AGE, "What about Wilf?", "How old is Wilf?"),
        (DEPTH, "same for the lake?", "How deep is the lake?"),
        (DEPTH, "the same in May?", "How deep is the pond in May?"),
        (SHED, "and the seed shed?", "what colour is the seed shed?"),
        (NUMBER, "and Ole's?", "what is Ole's number?"),
        (HIRE, "and a raft?", "how much is a raft per day?"),
        (Exchange("Is Ada Lunt mayor?", "yes"), "and treasurer?", "Is Ada Lunt treasurer?"),
        (RATE, "and members?", "what rate do members pay?"),
        (RED, "and the blue one?", "how wide is the blue Quill?"),
        (SCORE, "not him, the director", "who is the director"),
        (SCORE, "not the score, the script", "who wrote the script"),
        (SCORE, "and if we are late?", "who wrote the score if we are late?"),
        (
            Exchange("How much is a parcel within Ruritania?"),
            "and to Galia?",
            "How much is a parcel to Galia?",
        ),
    ],
)
def test_what_asks_the_same_of_its_like_has_one_reading(
    resolver: Resolver, last: Exchange, fragment: str, reading: str
) -> None:
    resolved = resolver.resolve(fragment, [last])
    assert (resolved.standalone, resolved.other) == (reading, None)


@BOTH
@pytest.mark.parametrize(
    ("asked", "typed", "readings"),
    [
        ("what is the price of nails?", "I meant the bolt",
         ("what is the bolt of nails", "what is the price of the bolt")),
        ("who wrote the play for Ida?", "no, the song", ("who wrote the song for Ida", None)),
        ("when did Ida buy the boat?", "I meant Ole", ("when did Ole buy the boat", None)),
    ],
)  # fmt: skip
def test_a_correction_may_be_of_another_thing_that_was_asked_of(
    resolver: Resolver, asked: str, typed: str, readings: tuple[str, str | None]
) -> None:
    resolved = resolver.resolve(typed, [Exchange(asked, "3 euros")])
    assert (resolved.standalone, resolved.other) == readings


def test_any_before_a_thing_names_it() -> None:
    resolved = Resolver(TermMarker()).resolve("any ferns?", [Exchange("when are roses watered?")])
    assert (resolved.standalone, resolved.other) == ("when are ferns watered?", "any ferns?")
    assert not has_noun_phrase("anything else")


@BOTH
@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        ([DEPTH, PETS], "and the lake?", "How deep is the lake?"),
        ([DEPTH, PETS], "where?", "where are pets?"),
        ([DEPTH, Exchange("and the fair?", "Monday")], "until when?", "until when is the fair?"),
        ([DEPTH, PETS], "how many?", "how many pets?"),
    ],
)
def test_after_a_fragment_asked_alone_no_words_of_it_are_taken_for_a_question(
    resolver: Resolver, history: list[Exchange], question: str, standalone: str
) -> None:
    assert resolver.resolve(question, history).standalone == standalone


@BOTH
@pytest.mark.parametrize(
    ("asked", "fragment", "filled"),
    [
        ("the oldest, How old is Pip?", "and the fee?", "the fee, How old is Pip?"),
        ("How much is a bicycle?", "and dogs?", "How much is dogs?"),
        ("How much is a bicycle?", "and car?", "How much is a car?"),
    ],
)
def test_articles_are_neither_doubled_nor_put_before_what_takes_none(
    resolver: Resolver, asked: str, fragment: str, filled: str
) -> None:
    resolved = resolver.resolve(fragment, [Exchange(asked, "8")])
    assert filled in (resolved.standalone, resolved.other)


def test_over_a_folder_what_is_new_is_not_answered_with_the_last_answer(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "lease.txt").write_text(LEASE, encoding="utf-8")
    with KnowledgeBase.open(tmp_path / "index") as kb:
        kb.sync(tmp_path / "texts")
        chat = kb.chat()
        assert "10 working days" in chat.ask("when do I get the deposit back?").text
        for question, word in (("What about pets?", "dogs"), ("and smoking?", "Smoking")):
            quotes = [cited.quote for cited in chat.ask(question).citations]
            assert any(word in quote for quote in quotes), question
