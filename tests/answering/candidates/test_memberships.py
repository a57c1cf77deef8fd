"""Whether one belongs to others is told by the list of them."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.lookups.memberships import in_lists, without_other_denials
from rag.reading.reader import Reading

RULES = (in_lists, without_other_denials)
HIT = hit_of(
    "The Ferry includes six tracks such as Low Tide, Anchor, Gull, and Lantern, and features "
    "artists like KIRI and Anna of Nordlys. Harry Webb, who mends the taps, is not on the "
    "committee. The committee is made up of Joan Pike, Dev Rao and Milly Stone. Nordlys is a band. "
    "Its members are Per Vik, Mads Holm and Ida. The choir features everyone but Tom, Ann and Joe. "
    "The Ferry is on the pier."
)


def said(question: str) -> list[str]:
    reading = Reading((mark(HIT, "Harry Webb", 0.84), mark(HIT, "on the pier", 0.05)), 0.84)
    return [one.quoted[:13] for one in adjust(RULES, question, reading, [HIT]).candidates]


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("is Anchor on The Ferry?", "The Ferry inc"),
        ("Is low tide a track on the album the ferry?", "The Ferry inc"),
        ("is KIRI on The Ferry?", "The Ferry inc"),
        ("is Anna on The Ferry?", "The Ferry inc"),
        ("is Dev Rao on the committee?", "The committee"),
        ("is Joan Pike a member of the committee?", "The committee"),
        ("is Mads Holm in Nordlys?", "Its members a"),
    ],
)
def test_the_list_that_has_the_name_answers(question: str, begins: str) -> None:
    assert said(question) == [begins]


@pytest.mark.parametrize(
    "question",
    [
        "is Tom Hale on the committee?",
        "is Dev on the committee?",  # only a part of a name
        "is Anchor on the committee?",
        "is Tom in the choir?",
        "is Nordlys on The Ferry?",
    ],
)
def test_nothing_is_told_of_one_who_is_in_no_list(question: str) -> None:
    assert said(question) == ["The Ferry is "]


@pytest.mark.parametrize("question", ["is Harry Webb on the committee?", "who is Anchor?"])
def test_what_is_said_of_the_one_asked_about_stays(question: str) -> None:
    assert said(question) == ["Harry Webb, w", "The Ferry is "]


@pytest.mark.parametrize(
    "question",
    [
        "is the bank open on monday mornings?",
        "is the bank shut in winter?",
        "is the bank free in the week?",
    ],
)
def test_a_time_has_nobody_in_it(question: str) -> None:
    hit = hit_of("Monday | closed | no | 8:00\n\nThe Ferry is on the pier.")
    reading = Reading((mark(hit, "closed", 0.9), mark(hit, "on the pier", 0.05)), 0.9)
    assert adjust(RULES, question, reading, [hit]) == reading


@pytest.mark.parametrize("question", ["is the inn in hull refundable?", "is the inn in hull full?"])
def test_how_a_thing_somewhere_is_asks_for_no_list(question: str) -> None:
    hit = hit_of("Two double rooms, three nights, no refund.\n\nThe Ferry is on the pier.")
    reading = Reading((mark(hit, "no refund", 0.9), mark(hit, "on the pier", 0.05)), 0.9)
    assert adjust(RULES, question, reading, [hit]) == reading
