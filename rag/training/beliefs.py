"""Fit how belief is shared out among the spans of retrieved passages (`rag.reading.beliefs`).

Held-out questions are searched and read by the exported model: those on news in the whole corpus,
others in the one article or folder that they were written for, where what is said to have no
answer has none for certain. The weights make a right span likely, or "no answer" where no span is
right. This is the whole path that a question takes, so what is fitted is the confidence that
answers are given with.
"""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rag.answering.grouping import group_equal
from rag.asking import READ_PASSAGES
from rag.evaluation.answer_metrics import token_f1
from rag.evaluation.confidence_metrics import calibration_error, reliability
from rag.index import Index
from rag.models.embedding import Embedder, load_embedder
from rag.models.packaged import PACKAGED_NAME
from rag.questions.spelling import marked
from rag.reading.beliefs import Beliefs
from rag.reading.evidence import evidence
from rag.reading.found import FoundSpan
from rag.reading.reader import Candidate
from rag.reading.spans import SpanReader
from rag.retrieval import retrieve
from rag.training.calibrate import best_threshold
from rag.training.corpora import Corpus, folders, indexed, news
from rag.training.examples import Example

Floats = npt.NDArray[np.float64]

RIGHT = 0.5  # token F1 from which on an answer counts as right
_RIDGE = 1e-3
_FOLDS = 5
_START = np.array([0.3, 0.3, 0.0, 0.0, 0.0])  # in the order of the fields of `Beliefs`


@dataclass(frozen=True, slots=True)
class Read:
    """A question's spans, what speaks for each, and what each is worth as an answer.

    How well the best passage was found is no evidence: the data's unanswerable questions are
    worded like their passage, so it would count for the wrong side.
    """

    answerable: bool
    spans: tuple[FoundSpan, ...]
    evidence: Floats  # (spans, 4)
    f1: Floats  # (spans,)


def describe_beliefs(
    data: Path, work: Path, model: Path, held: Sequence[Example]
) -> dict[str, Any]:
    """Give the fitted weights, and what cross-validation says of the confidence they yield."""
    read = list(observe(data, work, model, held))
    parts = np.arange(len(read)) % _FOLDS
    outcomes = [
        outcome(one, weights)
        for fold in range(_FOLDS)
        for weights in [fit([r for r, part in zip(read, parts, strict=True) if part != fold])]
        for one, part in zip(read, parts, strict=True)
        if part == fold
    ]
    confidence, f1, answerable = (
        np.array(column, dtype=float) for column in zip(*outcomes, strict=True)
    )
    curve = reliability(list(confidence), list((f1 >= RIGHT).astype(float)))
    cuts = [round(0.05 * step, 2) for step in range(15)]
    return {
        "beliefs": asdict(fit(read)),
        "confidence": {
            "questions": len(read),
            "answerable": int(answerable.sum()),
            "best_refusal_below": best_threshold(confidence, f1, 1 - answerable),
            "expected_calibration_error": calibration_error(curve),
            "reliability": [asdict(one) for one in curve],
            "refusing": [_refusing(cut, confidence, f1, answerable) for cut in cuts],
        },
    }


def observe(data: Path, work: Path, model: Path, held: Sequence[Example]) -> Iterator[Read]:
    """Search and read every held-out question on news, and on each held-out folder."""
    embedder = load_embedder(PACKAGED_NAME)
    reader = SpanReader(model=model)
    asked = [(e.question, tuple(a.text for a in e.answers)) for e in held if e.source == "news"]
    with closing(indexed(news(data), work, embedder)) as index:
        yield from _read(asked, index, reader, embedder)
    for folder in folders(data, held):
        corpus = Corpus("folder", folder.documents, [])
        with (
            tempfile.TemporaryDirectory() as own,
            closing(indexed(corpus, Path(own), embedder)) as index,
        ):
            yield from _read(folder.questions, index, reader, embedder)


def _read(
    asked: Sequence[tuple[str, tuple[str, ...]]],
    index: Index,
    reader: SpanReader,
    embedder: Embedder,
) -> Iterator[Read]:
    index.refresh()
    for typed, golds in asked:
        question = marked(typed)  # as the program asks
        hits = retrieve(question, index, embedder, limit=READ_PASSAGES)
        spans = tuple(reader.spans(question, hits))
        worth = np.array([_worth(span, golds) for span in spans])
        yield Read(bool(golds), spans, evidence(question, spans), worth)


def fit(read: Sequence[Read]) -> Beliefs:
    """Find the weights under which what is right is likeliest, question by question."""
    from scipy.optimize import minimize

    observed = [
        (np.column_stack([one.evidence, np.ones(len(one.spans))]), one.f1 >= RIGHT)
        for one in read
        if one.spans
    ]

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = _RIDGE * float(weights @ weights), 2 * _RIDGE * weights
        for features, right in observed:
            scores = np.append(features @ weights, 0.0)
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            wanted = np.append(right, not right.any())
            hit = max(float(chances @ wanted), 1e-12)
            total -= np.log(hit) / len(observed)
            pull = chances[:-1] * (wanted[:-1] / hit - 1)
            slope -= features.T @ pull / len(observed)
        return total, slope

    found = minimize(loss, _START, jac=True, method="L-BFGS-B")
    return Beliefs(*found.x.tolist())


def outcome(read: Read, beliefs: Beliefs) -> tuple[float, float, bool]:
    """Give the confidence in the best value, what it is worth, and if there is an answer."""
    shares = beliefs.shares(read.evidence)
    worth = {(s.hit.document.id, s.span): f for s, f in zip(read.spans, read.f1, strict=True)}
    candidates = [
        Candidate(s.hit, s.span, s.quote, float(share))
        for s, share in zip(read.spans, shares, strict=True)
    ]
    groups = group_equal(sorted(candidates, key=lambda c: -c.score))
    if not groups:
        return 0.0, 0.0, read.answerable
    best = groups[0].best
    return groups[0].probability, float(worth[best.hit.document.id, best.span]), read.answerable


def _worth(span: FoundSpan, golds: tuple[str, ...]) -> float:
    text = span.hit.document.text[span.span.start : span.span.end]
    return token_f1(text, golds) if golds else 0.0


def _refusing(cut: float, confidence: Floats, f1: Floats, answerable: Floats) -> dict[str, float]:
    """Say what refusing below `cut` gives: shares 0..1."""
    said = confidence >= cut
    refused, missing = (~said).sum(), (1 - answerable).sum()
    return {
        "below": cut,
        "f1": float((f1 * said).sum() / answerable.sum()),
        "answered": float((said * answerable).sum() / answerable.sum()),
        "refusal_f1": float(2 * (~said * (1 - answerable)).sum() / max(refused + missing, 1)),
    }
