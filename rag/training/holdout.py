"""Calibrate an exported reader on given passages that were held out of training.

This module gathers the margins that `calibrate` fits. What a question's search finds is the
business of `beliefs`.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from rag.evaluation.answer_metrics import token_f1
from rag.evaluation.confidence_metrics import calibration_error, reliability
from rag.models.packaged import sha256_of
from rag.reading.decoding import MAX_ANSWER
from rag.reading.inputs import MAX_LENGTH, MAX_PREFIX, MAX_QUESTION
from rag.reading.spans import SECOND_LOOK
from rag.training.calibrate import Calibration, crossing, fit
from rag.training.evaluate import golds
from rag.training.examples import Example
from rag.training.predict import Prediction
from rag.training.two_looks import TwoLooks

# Sets whose unanswerable questions people wrote for the very passage.
_PASSAGE_SOURCES = ("squad20_dev_TRAINPART", "news")
ALL = "all"  # sources together
_RIGHT = 0.5  # token F1 from which on an answer counts as right


@dataclass(frozen=True, slots=True)
class Observed:
    """What the reader did on a question: its widest margin and what the answer was worth."""

    margin: float
    f1: float  # of the best span; 0 when there is no answer
    answerable: bool
    source: str
    weight: int = 1


def calibrate_reader(model: Path, reader: TwoLooks, held: Sequence[Example]) -> dict[str, Any]:
    """Describe a reader: its limits, its hashes, and its calibration with the curve.

    `model` is the file of its first network.
    """
    given = [example for example in held if example.source in _PASSAGE_SOURCES]
    return {
        "sha256": sha256_of(model),
        "second_look": sha256_of(model.with_name(SECOND_LOOK)),
        "max_length": MAX_LENGTH,
        "max_question": MAX_QUESTION,
        "max_prefix": MAX_PREFIX,
        "max_answer_tokens": MAX_ANSWER,
        "calibration": _fitted(observe_given(reader, given)),
    }


def observe_given(reader: TwoLooks, examples: Sequence[Example]) -> list[Observed]:
    """Read each example's own passage; each data set weighs alike, as do yes and no in it."""
    seen = [_observed(e, p) for e, p in zip(examples, reader.predict(examples), strict=True)]
    groups: dict[tuple[str, bool], int] = {}
    for example in examples:
        kind = (example.source, bool(example.answers))
        groups[kind] = groups.get(kind, 0) + 1
    largest = max(groups.values(), default=1)
    return [
        replace(one, weight=round(largest / groups[(example.source, one.answerable)]))
        for example, one in zip(examples, seen, strict=True)
    ]


def _observed(example: Example, prediction: Prediction) -> Observed:
    f1 = token_f1(prediction.text, golds(example)) if example.answers else 0.0
    return Observed(prediction.margin, f1, bool(example.answers), example.source)


def _fitted(observed: Sequence[Observed]) -> dict[str, Any]:
    """Fit the chance that the best span is right, and the margins to refuse below."""
    counted = [one for one in observed for _ in range(one.weight)]
    margins = np.array([one.margin for one in counted])
    f1 = np.array([one.f1 for one in counted])
    right = (f1 >= _RIGHT).astype(float)
    calibration = Calibration(*fit(margins, right))
    chances = [calibration.probability(one.margin) for one in counted]
    curve = reliability(chances, list(right))
    return {
        **asdict(calibration),
        "thresholds": thresholds(observed),
        "examples": len(observed),
        "expected_calibration_error": calibration_error(curve),
        "reliability": [asdict(one) for one in curve],
    }


def thresholds(observed: Sequence[Observed]) -> dict[str, float]:
    """Give the margin to refuse below for each source of questions, and for `ALL` of them.

    Where people wrote questions to mislead, a margin says less than where they did not, and more
    of the questions lack an answer: each kind has a threshold of its own.
    """
    kinds = {ALL: list(observed)}
    for one in observed:
        kinds.setdefault(one.source, []).append(one)
    return {
        kind: crossing(
            np.array([one.margin for one in some]),
            np.array([one.f1 for one in some]),
            np.array([float(not one.answerable) for one in some]),
        )
        for kind, some in kinds.items()
    }
