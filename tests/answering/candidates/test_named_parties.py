"""Who is called "the landlord" in a contract is named where that party begins."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.lookups.named_parties import of_named_parties
from rag.reading.reader import Reading
from rag.types import Hit

LEASE = hit_of(
    "This agreement is made between Mrs Ann Moss, 8 Mill Lane, Hull (the landlord), and "
    "Mr Bo Lind and Ms Ida Voss (the tenants). The caretaker (the man at the door) has a key.\n"
)
SUPPLY = hit_of(
    'This deed is made between: (1) NORTH & SONS LIMITED, a company of York (the "Supplier"); and '
    "(2) Bank of Hull plc whose office is at 4 Quay (hereinafter referred to as “the Customer”).\n"
)
DOUBT = hit_of(
    "Made between Ann Moss, Hull, and Bo Lind (the tenant). Between Ida and Max (the buyer) it is "
    "agreed. He saw Rolf Berg, 54 (the owner).\n"
)


def said(hit: Hit, question: str) -> list[str]:
    other = mark(hit, "Hull", 0.75)
    reading = adjust(of_named_parties, question, Reading((other,), 0.75), [hit])
    return [one.text for one in reading.candidates]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("who is the landlord", "Mrs Ann Moss"),
        ("Who are the tenants?", "Mr Bo Lind and Ms Ida Voss"),
        ("name of the landlord in the contract", "Mrs Ann Moss"),
        ("who's our landlord", "Mrs Ann Moss"),
    ],
)
def test_a_party_is_who_is_called_so(question: str, name: str) -> None:
    assert said(LEASE, question) == [name]


def test_what_was_believed_of_the_name_is_believed() -> None:
    found = Reading((mark(LEASE, "Mrs Ann Moss", 0.9), mark(LEASE, "Hull", 0.05)), 0.9)
    assert (
        adjust(of_named_parties, "who is the landlord", found, [LEASE]).candidates[0].score == 0.9
    )


def test_numbers_and_quotes_are_no_part_of_a_name() -> None:
    assert said(SUPPLY, "who is the supplier?") == ["NORTH & SONS LIMITED"]
    assert said(SUPPLY, "who is the customer?") == ["Bank of Hull plc"]


@pytest.mark.parametrize("begins", ["Between ", "BETWEEN: ", "Issued by "])
def test_a_party_begins_behind_a_sentence_s_first_word(begins: str) -> None:
    hit = hit_of(f"{begins}Ann Moss, 8 Mill Lane, Hull (the landlord), and Bo Lind (the tenant)")
    assert said(hit, "who is the landlord?") == ["Ann Moss"]


@pytest.mark.parametrize(
    "question", ["who is the tenant", "who is the buyer?", "who is the owner?", "where is Hull?"]
)
def test_what_is_in_doubt_is_left_to_the_reader(question: str) -> None:
    assert said(DOUBT, question) == ["Hull"]


def test_two_called_alike_are_left_to_the_reader() -> None:
    two = hit_of(
        "Made between Ann Moss, Hull (the landlord), and Bo. Now between Max Berg (the landlord) "
        "and Bo.\n"
    )
    assert said(two, "who is the landlord?") == ["Hull"]
