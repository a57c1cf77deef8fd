"""What confidences are worth, beside their definitions written out."""

import numpy as np
import pytest

from rag.evaluation.confidence_metrics import (
    area_under_roc,
    calibration_error,
    precision_recall,
    reliability,
    risk_coverage,
)


def test_the_area_under_roc_counts_pairs() -> None:
    rng = np.random.default_rng(0)
    yes, no = rng.integers(0, 9, 50).astype(float), rng.integers(0, 7, 40).astype(float)
    pairs = [1.0 if a > b else 0.5 if a == b else 0.0 for a in yes for b in no]
    assert area_under_roc(yes, no) == pytest.approx(float(np.mean(pairs)))


def test_risk_is_the_mean_loss_of_the_surest() -> None:
    curve = risk_coverage(np.array([0.2, 0.9, 0.5]), np.array([0.0, 1.0, 0.5]))
    assert curve.coverage == pytest.approx([1 / 3, 2 / 3, 1])
    assert curve.risk == pytest.approx([0.0, 0.25, 0.5])
    assert curve.area == pytest.approx(0.25)


def test_the_order_of_equal_confidences_does_not_matter() -> None:
    confidence = np.array([0.5, 0.5, 0.9, 0.5])
    worth = np.array([0.0, 1.0, 1.0, 0.5])
    areas = {
        round(risk_coverage(confidence[order], worth[order]).area, 12)
        for order in (np.array(o) for o in ([0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2]))
    }
    assert len(areas) == 1


@pytest.mark.parametrize(
    ("decided", "truth", "expected"),
    [
        ([1, 1, 0, 0], [1, 0, 1, 0], (0.5, 0.5, 0.5)),
        ([0, 0], [1, 0], (None, 0.0, 0.0)),
        ([1, 0], [0, 0], (0.0, None, 0.0)),
        ([0], [0], (None, None, None)),
    ],
)
def test_precision_and_recall_are_absent_where_nothing_is_to_be_divided(
    decided: list[int], truth: list[int], expected: tuple[float | None, ...]
) -> None:
    found = precision_recall(np.array(decided, dtype=bool), np.array(truth, dtype=bool))
    assert (found.precision, found.recall, found.f1) == expected


def test_reliability_groups_like_confidences() -> None:
    curve = reliability([0.05, 0.95, 1.0, 0.91], [0.0, 1.0, 1.0, 0.0])
    assert [one.count for one in curve] == [1, 3]
    assert curve[1].predicted == pytest.approx(2.86 / 3)
    assert curve[1].observed == pytest.approx(2 / 3)
    assert calibration_error(curve) == pytest.approx((0.05 + abs(2.86 - 2)) / 4)
