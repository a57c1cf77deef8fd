"""Abbreviations in questions are spelled out by the texts that are to answer."""

import pytest

from rag.questions.abbreviations import spell_out

TEXTS = (
    "The music video came out in January. IU sings in the music video.",
    "It was the vote in the town and in the valley that the video showed again in January.",
    "The chief executive officer liked the music video; the Chief Executive Officer was paid.",
)
KNOWN = frozenset({"when", "was", "the", "did", "out", "it", "who", "in", "is"})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("when was the MV released?", "when was the music video released?"),
        ("when did the mv come out", "when did the music video come out"),
        ("who is the ceo?", "who is the chief executive officer?"),
        ("who is the CEO's boss", "who is the chief executive officer's boss"),
        ("why don't they", "why don't they"),
        ("when did iu sing", "when did iu sing"),  # the texts use it
        ("who is in it", "who is in it"),  # known words, though "it" could be initials
        (
            "WHEN WAS THE MV RELEASED? WHO IS IN IT?",
            "WHEN WAS THE music video RELEASED? WHO IS IN IT?",
        ),
        ("was it on TV?", "was it on TV?"),  # not "the vote", "the valley", "the video"
        ("who is the IT chief?", "who is the IT chief?"),  # not "in the"
        ("what is the bbc", "what is the bbc"),  # the texts never spell it
    ],
)
def test_an_abbreviation_is_spelled_out_where_the_texts_do(typed: str, meant: str) -> None:
    assert spell_out(typed, TEXTS, KNOWN.__contains__) == meant


def test_a_phrase_that_occurs_once_is_chance() -> None:
    assert spell_out("the mv", ["A most violent night."], KNOWN.__contains__) == "the mv"


def test_an_abbreviation_that_the_texts_write_with_stops_is_theirs() -> None:
    texts = ["The U.N. met. The union now met; a union now is rare. He is from the U.S.A."]
    assert spell_out("when did the UN meet?", texts, KNOWN.__contains__) == "when did the UN meet?"
    assert spell_out("when did the un meet?", texts, KNOWN.__contains__) == "when did the un meet?"
