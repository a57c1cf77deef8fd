"""Words around a value that tell it new, taken back or of the past, and words only like them."""

import time

import pytest
from marked import hit_of, mark

from rag.answering.conflicts.changes import is_new, is_of_the_past, is_old, leaves, succeeds


@pytest.mark.parametrize(
    ("text", "words", "new"),
    [
        ("The rent is raised to £62 for a full plot and £33 for a half plot.", "£33", True),
        ("It is moved to Sunday 24 May and to the hut in the lane.", "the hut in the lane", True),
        ("Your premium for the coming year is £352.10.", "£352.10", True),
        ("The rent is £62 for a full plot and £33 for a half plot.", "£33", False),
        ("We now open at 10; until now it was 9 to 1.", "9 to 1", False),
    ],
)
def test_a_value_is_told_to_be_new(text: str, words: str, new: bool) -> None:
    assert is_new(mark(hit_of(text), words)) == new


@pytest.mark.parametrize(
    ("text", "old"),
    [
        ("The hall is not available on Sunday after all.", True),
        ("The hall isn't free on Sunday.", True),
        ("The hall is no longer in use.", True),
        ("The hall is not heated.", False),
        ("The hall is available.", False),
    ],
)
def test_a_place_is_taken_back(text: str, old: bool) -> None:
    assert is_old(mark(hit_of(text), "The hall")) == old


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("Last year you paid £5.", True),
        ("Until now it cost £5.", True),
        ("It cost £5 last year.", True),
        ("The fee used to be £5.", True),
        ("Last year, all went well: the fee is £5.", False),
        ("Unlike last year, the fee is £5.", False),
        ("Since last year the fee is £5.", False),
        ("The fee is £5 as last year.", False),
        ("Last year's fair cost us dear, so the fee is £5.", False),
    ],
)
def test_a_value_is_of_the_past(text: str, past: bool) -> None:
    assert is_of_the_past(mark(hit_of(text), "£5")) == past


@pytest.mark.parametrize(
    ("text", "comes", "goes"),
    [
        ("Her successor is Ann Moss.", True, False),
        ("He hands over to Ann Moss.", True, False),
        ("Ann Moss takes over from him.", True, False),
        ("Ann Moss stood down as chair.", False, True),
        ("Ann Moss, who retires in May, was thanked.", False, True),
        ("Ann Moss was thanked.", False, False),
    ],
)
def test_who_comes_after_and_who_goes(text: str, comes: bool, goes: bool) -> None:
    found = mark(hit_of(text), "Ann Moss")
    assert (succeeds(found), leaves(found)) == (comes, goes)


def test_a_long_sentence_is_read_in_a_moment() -> None:
    text = "moved to " + "1" * 20_000 + " last year and to " * 2_000 + "the end"
    found = mark(hit_of(text), "the end")
    begin = time.perf_counter()
    for tells in (is_new, is_old, is_of_the_past, succeeds, leaves):
        tells(found)
    assert time.perf_counter() - begin < 2
