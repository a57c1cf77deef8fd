"""Score an exported reader on examples whose passage is given, and time it.

Official SQuAD metrics: over several gold answers the best counts; a refusal earns 1 on a
question without an answer and 0 on one with. Knows predictions; runs no network itself but
for the timing.
"""

import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rag.evaluation.answer_metrics import exact_match, token_f1
from rag.evaluation.confidence_metrics import area_under_roc
from rag.models.bert_input import CLS, SEP
from rag.models.packaged import sha256_of
from rag.reading.inputs import InputRow
from rag.reading.second_look import READ_AGAIN
from rag.training.examples import Example, read_examples
from rag.training.predict import Prediction
from rag.training.two_looks import TwoLooks

Floats = npt.NDArray[np.float64]

_PASSAGE, _QUOTE = 160, 80  # tokens of a row that is timed


@dataclass(frozen=True, slots=True)
class Scores:
    """Means in percent; those over no example are None."""

    examples: int
    answerable_f1: float | None  # no refusal allowed
    answerable_exact: float | None
    refusing_f1: float  # refusing below the threshold, all questions
    refusing_exact: float
    best_refusing_f1: float  # at this set's own best threshold: a bound, not a result
    roc_area: float | None  # of the margin, answerable against not, 0..1


def golds(example: Example) -> tuple[str, ...]:
    """Give the gold answers' texts; `("",)` when there is none."""
    return tuple(answer.text for answer in example.answers) or ("",)


def score(
    examples: Sequence[Example], predictions: Sequence[Prediction], threshold: float
) -> Scores:
    """Score predictions, refusing those whose margin is below `threshold`."""
    f1 = [token_f1(p.text, golds(e)) for e, p in zip(examples, predictions, strict=True)]
    exact = [exact_match(p.text, golds(e)) for e, p in zip(examples, predictions, strict=True)]
    margins = np.array([p.margin for p in predictions])
    has = np.array([bool(e.answers) for e in examples])
    kept = margins >= threshold
    refused = (~has).astype(float)  # what a refusal earns
    both = has.any() and not has.all()
    return Scores(
        examples=len(examples),
        answerable_f1=_percent(np.array(f1)[has]) if has.any() else None,
        answerable_exact=_percent(np.array(exact)[has]) if has.any() else None,
        refusing_f1=_percent(np.where(kept, np.array(f1), refused)),
        refusing_exact=_percent(np.where(kept, np.array(exact), refused)),
        best_refusing_f1=_best(margins, np.array(f1), refused),
        roc_area=area_under_roc(margins[has], margins[~has]) if both else None,
    )


def reading_time(reader: TwoLooks, *, runs: int = 50) -> float:
    """Give the median milliseconds of reading 8 passages of 160 tokens, and then 4 quotes of 80."""
    times = []
    for run in range(runs + 3):
        rng = np.random.default_rng(run)  # what was read before is remembered
        passages = [_made_up(rng, _PASSAGE) for _ in range(8)]
        quotes = [_made_up(rng, _QUOTE) for _ in range(READ_AGAIN)]
        begun = time.perf_counter()
        reader.read(passages, quotes)
        times.append((time.perf_counter() - begun) * 1e3)
    return statistics.median(times[3:])  # the first calls allocate


def _made_up(rng: np.random.Generator, tokens: int) -> InputRow:
    ids = rng.integers(1996, 30000, tokens).astype(np.int32)
    ids[0], ids[12], ids[-1] = CLS, SEP, SEP
    segments = (np.arange(tokens) > 12).astype(np.int32)
    return InputRow(ids, segments, 13, tokens - 1)


def _best(margins: Floats, answered: Floats, refused: Floats) -> float:
    """Give the mean score, in percent, at the threshold that is best for these very examples."""
    gain = (refused - answered)[np.argsort(margins, kind="stable")]
    return float(100 * (answered.sum() + max(0.0, np.cumsum(gain).max())) / len(margins))


def _percent(values: Floats) -> float:
    return float(100 * values.mean())


def report(model: Path, reader: TwoLooks, files: Mapping[Path, float]) -> dict[str, Any]:
    """Score a reader, whose first network is `model`, on each file at its threshold; time it.

    It is scored with and without titles.
    """
    result: dict[str, Any] = {
        "sha256": sha256_of(model),
        "bytes": model.stat().st_size,
        "read_8_passages_ms": reading_time(reader),
    }
    for file, threshold in files.items():
        examples = read_examples(file)
        scored: dict[str, Any] = {"threshold": threshold}
        for name, titles in (("with_titles", True), ("without_titles", False)):
            scores = score(examples, reader.predict(examples, titles=titles), threshold)
            scored[name] = asdict(scores)
        result[file.name.split(".")[0]] = scored
    return result
