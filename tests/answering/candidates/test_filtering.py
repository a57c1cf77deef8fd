"""A filter keeps what its rule says, and does with the belief in the rest what its policy says."""

from dataclasses import replace

import pytest
from marked import hit_of, mark

from rag.answering.candidates.filtering import (
    Asked,
    Belief,
    Filter,
    Keep,
    Least,
    applied,
    narrowed,
)
from rag.reading.reader import Candidate, Reading

HIT = hit_of("Ann came first, Ben second.\n")
ANN, BEN = mark(HIT, "Ann", 0.5), mark(HIT, "Ben", 0.25)
READING = Reading((ANN, BEN), 0.5)


def test_shared_belief_is_taken_out_of_the_whole() -> None:
    (ben,) = narrowed(READING, [BEN], Belief.SHARED).candidates
    assert ben.score == pytest.approx(0.25 / 0.5)


def test_a_reading_of_which_all_stays_is_itself() -> None:
    assert narrowed(READING, [ANN, BEN], Belief.SHARED) is READING


def test_what_was_changed_is_kept_as_it_is_now() -> None:
    wider = replace(ANN, quote=BEN.quote)
    assert narrowed(READING, [wider, BEN], Belief.SHARED).candidates[0].quote == BEN.quote


def test_nothing_may_be_left() -> None:
    assert narrowed(READING, [], Belief.SHARED) == Reading((), 0.0)


@pytest.mark.parametrize(
    ("belief", "score", "expected"),
    [
        (Belief.SHARED, 0.05, 0.1),
        (Belief.SHARED_IF_SURE, 0.05, 0.05),
        (Belief.SHARED_IF_SURE, 0.1, 0.2),
        (Belief.LOST, 0.1, 0.1),
    ],
)
def test_the_policy_tells_what_the_rest_is_believed(
    belief: Belief, score: float, expected: float
) -> None:
    reading = Reading((ANN, replace(BEN, score=score)), 0.5)
    (ben,) = Filter(not_ann, belief)(Asked("who?", (), reading)).candidates
    assert ben.score == pytest.approx(expected)


@pytest.mark.parametrize(
    ("least", "scores", "expected"),
    [
        (Least.NOTHING, [0.5], []),
        (Least.ONE, [0.5], ["Ann"]),
        (Least.ONE, [0.5, 0.05], ["Ben"]),
        (Least.ONE_BELIEVED, [0.5, 0.05], ["Ann", "Ben"]),
        (Least.ONE_BELIEVED, [0.5, 0.1], ["Ben"]),
    ],
)
def test_a_filter_that_would_leave_too_little_leaves_all(
    least: Least, scores: list[float], expected: list[str]
) -> None:
    marked = (replace(one, score=score) for one, score in zip((ANN, BEN), scores, strict=False))
    asked = Asked("who?", (), Reading(tuple(marked), 0.5))
    left = Filter(not_ann, Belief.LOST, least)(asked).candidates
    assert [one.text for one in left] == expected


def test_a_rule_with_nothing_to_say_changes_nothing() -> None:
    assert Filter(lambda _: None, Belief.SHARED)(Asked("who?", (), READING)) is READING


def test_each_step_sees_what_the_one_before_left() -> None:
    seen = list[tuple[Candidate, ...]]()

    def see(asked: Asked) -> Keep | None:
        seen.append(asked.reading.candidates)
        return None

    steps = (Filter(not_ann, Belief.LOST), Filter(see, Belief.LOST))
    assert applied(steps, Asked("who?", (), READING)).candidates == (BEN,) == seen[0]


def not_ann(_: Asked) -> Keep:
    return lambda one: one.text != "Ann"
