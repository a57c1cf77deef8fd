"""Of two answered readings of a fragment, the one that speaks of what is named is meant."""

import pytest
from ui_server import answer, citation, document

from rag import Answer, Conversation
from rag.conversation import Resolution, Resolver
from rag.conversation.answer_checks import fragment_keys, is_of_another, speaks_of
from rag.conversation.form.fragments import brings_up
from rag.conversation.word_keys import content_keys
from rag.training.terms.rules import RuleMarker

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
    assert fragment_keys(question) == content_keys(named)


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


@pytest.mark.parametrize(
    ("quote", "asked", "other"),
    [
        ("She is 41.", "how old is he?", True),
        ("She was born in Bode.", "where was he born?", True),
        ("She was born in Bode.", "where was she born?", False),
        ("Krol and Holm met in 1999.", "when did he meet her?", False),
        ("Filming ended because of rain.", "why did he stop?", False),
        ("Holm, 41, lives in Bode.", "how old is it?", False),
        ("Holm, 41, lives in Bode.", "how old is he?", True),
        ("Holm knew him, 41 now, as a child.", "how old is he?", False),
    ],
)
def test_an_answer_of_him_is_not_quoted_of_somebody_else(
    quote: str, asked: str, other: bool
) -> None:
    told = document(f"# News\n\nJan Krol, who directs Pia Holm, was late. {quote}\n")
    assert is_of_another(answer(citation(told, quote)), asked, {"krol"}) is other


INNS = document(
    "# Inns\n\n## Inn Krol, Bode\n\nNo dogs.\n\n## Inn Holm, Hull\n\nDogs pay 5 euro. No cats.\n"
)


@pytest.mark.parametrize(
    ("quote", "keys", "other"),
    [
        ("No dogs.", {"hull"}, True),
        ("Dogs pay 5 euro.", {"hull"}, False),
        ("No dogs.", {"lima"}, False),  # no heading has it
        ("No dogs.", {"inns"}, False),  # that of the whole text
    ],
)
def test_what_stands_under_another_heading_is_of_another_place(
    quote: str, keys: set[str], other: bool
) -> None:
    assert is_of_another(answer(citation(INNS, quote)), "are dogs allowed there?", keys) is other


def test_what_a_refused_question_pointed_back_to_is_remembered() -> None:
    chat = Conversation(lambda question, **_: Answer(question, "not_found"), Resolver(RuleMarker()))
    for typed, meant in (("how old is he?", "how old is Jan Krol?"), ("and dogs?", "any dogs?")):
        chat.answer(Resolution(typed, meant, other=typed, leans=True))
    assert [one.question for one in chat.history] == ["how old is Jan Krol?", "and dogs?"]


def test_of_two_readings_of_a_correction_one_that_a_quote_has_all_words_of_is_meant() -> None:
    told = document("A bolt lasts 9 years. The price of bolts is 3 euros.")
    replies = {
        "what is the bolt of nails": answer(
            citation(told, "A bolt lasts 9 years."), question="what is the bolt of nails",
            confidence=0.9,
        ),
        "what is the price of the bolt": answer(
            citation(told, "The price of bolts is 3 euros."),
            question="what is the price of the bolt", confidence=0.4,
        ),
    }  # fmt: skip
    chat = Conversation(lambda question, **_: replies[question], Resolver(RuleMarker()))
    first, second = replies
    read = Resolution("I meant the bolt", first, second, leans=True)
    assert chat.answer(read).question == second


def test_what_is_said_of_somebody_else_does_not_answer_a_question_as_typed() -> None:
    told = document("Jan Krol directs Pia Holm. She is 41.")
    typed, meant = "how old is he?", "how old is Jan Krol?"
    found = answer(citation(told, "She is 41."), question=typed, confidence=0.9)

    def ask(question: str, *, context: str = "") -> Answer:
        return found if question == typed else Answer(question, "not_found")

    chat = Conversation(ask, Resolver(RuleMarker()))
    assert chat.answer(Resolution(typed, meant, leans=True)).status == "not_found"


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


GATE = document("# Gate\n\nThe Marlow Bridge stays open until 22:00. Weaver was here.\n")
OVEN = document("# Oven\n\nIt is open until 20:00. On 4 July ask Ida Krol for dry wood.\n")


@pytest.mark.parametrize(
    ("typed", "reading", "quotes", "asked"),
    [
        # The second source names what is left out: the first is what the answer says.
        ("until when?", "until when is the Marlow Bridge open?", ("20:00", "22:00"), 1),
        ("until when?", "until when is the Marlow Bridge open?", ("22:00", "20:00"), 0),
        ("and on 4 July?", "until when is the Marlow Bridge open on 4 July?", ("4 July",), 1),
        ("until when is it open?", "until when is the Marlow Bridge open?", ("20:00", "22:00"), 1),
        # What a fragment itself brings up needs nothing of what was said.
        ("and dry wood?", "how wide is Marlow Bridge’s dry wood?", ("dry wood",), 0),
    ],
)  # fmt: skip
def test_a_question_as_typed_is_answered_only_of_what_it_was_taken_to_be_about(
    typed: str, reading: str, quotes: tuple[str, ...], asked: int
) -> None:
    cited = [citation(OVEN if quote in OVEN.text else GATE, quote) for quote in quotes]
    replies = {
        typed: answer(*cited, question=typed, confidence=0.9),
        reading: Answer(reading, "not_found"),
    }
    talk = Conversation(lambda question, **_: replies[question], Resolver(RuleMarker()))
    read = Resolution(typed, reading, leans=True)
    assert talk.answer(read).question == (typed, reading)[asked]


@pytest.mark.parametrize(
    ("question", "does"),
    [("and pets?", True), ("what about pets?", True), ("and in May?", False), ("where?", False),
     ("where are pets?", False), ("the small one?", False)],
)  # fmt: skip
def test_a_fragment_that_names_a_thing_brings_it_up(question: str, does: bool) -> None:
    assert brings_up(question) is does
