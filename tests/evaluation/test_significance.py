"""Paired tests beside SciPy's, and what they say of differences that are and are not there."""

import numpy as np
import pytest

from rag.evaluation.significance import holm, paired_difference


def scores(seed: int, gain: float, count: int = 60) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    first = rng.random(count)
    return first, np.clip(first + rng.normal(gain, 0.1, count), 0, 1)


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "gain"), [(0, 0.0), (1, 0.02), (2, 0.03), (3, -0.025)])
def test_p_value_and_interval_agree_with_scipy(seed: int, gain: float) -> None:
    from scipy import stats

    first, second = scores(seed, gain)
    found = paired_difference(first, second, seed=7)
    differences = second - first
    randomised = stats.permutation_test(
        (differences,), np.mean, permutation_type="samples", n_resamples=20_000, rng=1
    )
    assert found.p == pytest.approx(randomised.pvalue, abs=0.02)
    interval = stats.bootstrap(
        (differences,), np.mean, n_resamples=20_000, method="percentile", rng=1
    ).confidence_interval
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high), abs=0.002)


def test_few_questions_give_the_exact_p_value() -> None:
    """Three equal gains: 2 of the 8 sign patterns are as extreme."""
    found = paired_difference(np.zeros(3), np.ones(3))
    assert found.mean == 1.0
    assert found.p == pytest.approx(0.25, abs=0.02)


@pytest.mark.parametrize("rounds", [99, 10_000])
def test_the_p_value_counts_what_was_seen_and_so_is_never_0(rounds: int) -> None:
    """Of 60 equal gains no random signs are as extreme."""
    found = paired_difference(np.zeros(60), np.ones(60), resamples=rounds)
    assert found.p == pytest.approx(1 / (rounds + 1), rel=1e-12)


def test_equal_runs_do_not_differ() -> None:
    found = paired_difference(np.ones(5), np.ones(5))
    assert (found.mean, found.low, found.high, found.p) == (0.0, 0.0, 0.0, 1.0)


def test_the_same_seed_gives_the_same_figures() -> None:
    first, second = scores(5, 0.02)
    assert paired_difference(first, second, seed=3) == paired_difference(first, second, seed=3)
    assert paired_difference(first, second, seed=3) != paired_difference(first, second, seed=4)


def test_large_sets_are_tested_in_pieces() -> None:
    """More draws than one piece holds; the known standard error comes out."""
    rng = np.random.default_rng(0)
    differences = rng.normal(0, 1, 30_000)
    found = paired_difference(np.zeros(30_000), differences)
    error = differences.std() / 30_000**0.5
    assert found.high - found.low == pytest.approx(2 * 1.96 * error, rel=0.05)


@pytest.mark.parametrize(
    ("given", "adjusted"),
    [([0.01, 0.04, 0.03], [0.03, 0.06, 0.06]), ([0.5, 0.9], [1.0, 1.0]), ([], [])],
)
def test_holm_multiplies_the_smallest_most(given: list[float], adjusted: list[float]) -> None:
    assert holm(given) == pytest.approx(adjusted)
