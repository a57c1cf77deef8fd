"""A question for a telephone number or an e-mail address is answered with one."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.answer_types.contacts import with_contacts
from rag.reading.reader import Reading

LINES = """Ann Moss, chair, 01632 960 712, ann@moss.example

Bo Lind, keys, +47 22 85 50 50 (evenings)

Office: ext. 204, office@hall.example

The hall was built in 1912 for 1,200 people.
"""


def left(question: str, *marked: str) -> list[tuple[str, float]]:
    """Ask where the reader marked these words, each with a fifth of belief."""
    hit = hit_of(LINES)
    read = [mark(hit, words, 0.2) for words in marked]
    found = adjust(with_contacts, question, Reading(tuple(read), 0.2))
    return [(one.text, round(one.score, 2)) for one in found.candidates]


@pytest.mark.parametrize(
    ("question", "marked", "said"),
    [
        ("what is Ann Moss's phone number?", "01632", "01632 960 712"),
        ("ann moss phone", "ann@moss.example", "01632 960 712"),
        ("Which number can I call for the keys?", "Bo Lind", "+47 22 85 50 50"),
        ("emergency number for the keys", "47 22 85 50 50", "+47 22 85 50 50"),
        ("telephone bo lind", "22 85", "+47 22 85 50 50"),
        ("what's Ann's email?", "01632 960 712", "ann@moss.example"),
        ("e-mail address of the chair", "moss", "ann@moss.example"),
        ("phone number of the office", "ext. 204", "ext. 204"),
    ],
)
def test_the_whole_number_or_address_is_said(question: str, marked: str, said: str) -> None:
    assert left(question, marked) == [(said, 0.2)]


@pytest.mark.parametrize(
    "number",
    [
        "07700 900461",
        "01632 960712",
        "+49 176 2345678",
        "1-800-555-0199",
        "+44 7700 900461",
        "0800 1 234 567",
        "(+44) 7700 900461",
        "(0113) 496 0000",
        "555.010.4477",
        "020 7946 0958",
        "0113 2019 345",
        "+4915112345678",
    ],
)
def test_numbers_of_all_countries_are_said_whole(number: str) -> None:
    hit = hit_of(f"Otto Lamm, since 24.1.2019, mobile {number}, comes on Fridays.")
    for words in ("Otto Lamm", number[-4:]):
        read = Reading((mark(hit, words, 0.2),), 0.2)
        (found,) = adjust(with_contacts, "phone number of Otto Lamm?", read).candidates
        assert found.text == number


def test_what_is_of_another_kind_is_left_out_of_the_whole() -> None:
    said = left("what is the phone number of the hall?", "for 1,200 people", "ext. 204")
    assert said == [("ext. 204", 0.25)]
    assert left("email of the hall?", "1912") == []


@pytest.mark.parametrize(
    "question",
    ["who do I phone about the keys?", "can I book by e-mail?", "how many people has the hall?"],
)
def test_other_questions_keep_all_candidates(question: str) -> None:
    assert left(question, "Bo Lind", "1912") == [("Bo Lind", 0.2), ("1912", 0.2)]


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("What is the deadline in Ann's email?", "1912"),
        ("Which deadline does the email give?", "1912"),
        ("What is the subject of the email?", "keys"),
        ("What is the price of the phone?", "1,200"),
        ("What did Bo say on the phone?", "evenings"),
        ("What colour is the phone?", "hall"),
        ("phone battery life", "1912"),  # may ask for a number, but none is there
    ],
)
def test_what_only_mentions_a_mail_or_a_telephone_keeps_all(question: str, marked: str) -> None:
    assert left(question, marked) == [(marked, 0.2)]
