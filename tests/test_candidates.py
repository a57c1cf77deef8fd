"""A reading keeps its whole when candidates are left out of it."""

from dataclasses import replace

import pytest
from marked import hit_of, mark

from rag.reading.reader import Reading

HIT = hit_of("Ann came first, Ben second.\n")
ANN, BEN = mark(HIT, "Ann", 0.5), mark(HIT, "Ben", 0.25)
READING = Reading((ANN, BEN), 0.5)


def test_belief_in_what_is_left_out_is_taken_out_of_the_whole() -> None:
    (ben,) = READING.without_others([BEN]).candidates
    assert ben.score == pytest.approx(0.25 / 0.5)


def test_a_reading_of_which_all_stays_is_itself() -> None:
    assert READING.without_others([ANN, BEN]) is READING


def test_what_was_changed_is_kept_as_it_is_now() -> None:
    wider = replace(ANN, quote=BEN.quote)
    assert READING.without_others([wider, BEN]).candidates[0].quote == BEN.quote


def test_nothing_may_be_left() -> None:
    assert READING.without_others([]).candidates == ()
