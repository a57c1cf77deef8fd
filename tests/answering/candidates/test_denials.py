"""What a text denies is no answer."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.constraints.denials import with_denials_cut, without_denied
from rag.reading.reader import Reading

RULES = (with_denials_cut, without_denied)


def left(question: str, text: str, *marked: str) -> list[str]:
    """Ask of a text where the reader marked some words; give those that are left."""
    hit = hit_of(text)
    read = [mark(hit, words, 0.3) for words in marked]
    return [one.text for one in adjust(RULES, question, Reading(tuple(read), 0.3)).candidates]


@pytest.mark.parametrize(
    ("question", "text", "denied", "said"),
    [
        ("where does the smell come from?",
         "The smell does not come from the drain at all. It comes from the cellar.",
         "the drain", "the cellar"),
        ("how much discount did Ines agree to?",
         "I cannot agree to 15 %, but I will take off 8 %.", "15 %", "8 %"),
        ("when is the sale?", "The sale is on Friday, not on Monday.", "Monday", "Friday"),
        ("who conducts the choir", "Bo Lind conducts it instead of Ann Moss.", "Ann Moss", "Bo"),
        ("which room is used", "Room 4 is used now, no longer the gym.", "the gym", "Room 4"),
        ("who voted for the plan?", "The plan was never voted for by Vale. Um did vote for it.",
         "Vale", "Um"),
        ("what colour will the hall be painted",
         "The hall won't be painted green. It will be white.", "green", "white"),
        ("who signed?", "Neither Kit Rowe nor Ida Blum signed. Um signed.",
         "Kit Rowe nor Ida Blum", "Um"),
        ("colour of the bath", "The bath is ~~white~~ cream.", "white", "cream"),
        ("What painkiller will my cat be given?",
         "Never give human painkillers: aspirin kills cats. It will get Metacam.",
         "aspirin", "Metacam"),
        ("which nuts may they have?", "Avoid large nuts such as almonds. Use pine nuts.",
         "almonds", "pine nuts"),
        ("who captained Hull in the final?",
         "Hull, without their injured captain Bo Lind, lost. Um Vale wore the armband.",
         "Bo Lind", "Um Vale"),
        ("who gave money", "None of the banks gave money. Vale gave some.", "the banks", "Vale"),
    ],
)  # fmt: skip
def test_what_is_denied_is_left_out(question: str, text: str, denied: str, said: str) -> None:
    assert left(question, text, denied, said) == [said]


@pytest.mark.parametrize(
    ("text", "marked", "said"),
    [
        ("It was drawn not by Moss but by Vale himself.", "Moss but by Vale himself",
         "Vale himself"),
        ("It opens not in May, but rather in June.", "May, but rather in June", "June"),
        ("It was drawn by Moss but signed by Vale.", "Moss but signed by Vale",
         "Moss but signed by Vale"),
    ],
)  # fmt: skip
def test_what_stands_behind_but_is_kept_of_a_denial(text: str, marked: str, said: str) -> None:
    assert left("who or when?", text, marked) == [said]


@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        ("when does it open?", "It does not open until 11 on Sundays.", "11"),
        ("how long may a boat be?", "No boat may be longer than 5 m.", "5 m"),
        ("what is the limit?", "A boat must not exceed 5 m.", "5 m"),
        ("what is not allowed?", "It is not allowed to smoke.", "to smoke"),
        ("who came?", "Ann did not come, but Bo did.", "Bo"),
        ("who refused to sign?", "Vale did not sign it, Um said.", "Vale"),
        ("who wrote it?", "Not only Ann wrote it.", "Ann"),
        ("which room was used before?", "Room 4 is used, no longer the gym.", "the gym"),
        ("what must I never give?", "Never give painkillers: aspirin kills cats.", "aspirin"),
        ("which pills should I avoid?", "Avoid pills such as aspirin.", "aspirin"),
        ("which pills are toxic?", "Never give pills such as aspirin.", "aspirin"),
        ("when was it last won?", "It has not been won since 5 May.", "5 May"),
        ("what is a game?", "A game is without subscription CHF 4.", "CHF 4"),
        ("what should I use?", "Never use bleach: vinegar does no harm.", "vinegar"),
        ("how often may I reset it?", "Do not reset it more than five times.", "five"),
        (
            "how often may I reset it?",
            "Do not reset it more than five times.",
            "more than five times",
        ),
        ("when can I bathe him?", "Do not bathe him until he is well.", "until he is well"),
        ("when does it open?", "It does not open before 11.", "before 11"),
        ("who is the captain?", "Hull, without their captain Bo Lind, lost.", "Bo Lind"),
        ("why was it moved?", "It was not moved because of rain.", "rain"),
        ("who has paid?", "The club has not yet thanked Ann, who has paid.", "Ann"),
        ("who is the treasurer?", "Um, who did not stand again, was followed by Vale.", "Vale"),
    ],
)
def test_other_negations_deny_nothing(question: str, text: str, said: str) -> None:
    assert left(question, text, said) == [said]


def test_belief_in_what_is_denied_goes_to_the_others() -> None:
    text = "It does not come from the drain. It comes from the cellar."
    hit = hit_of(text)
    read = (mark(hit, "the drain", 0.8), mark(hit, "the cellar", 0.1))
    (found,) = adjust(RULES, "where does it come from?", Reading(read, 0.8)).candidates
    assert found.text == "the cellar" and found.score == pytest.approx(0.5)
