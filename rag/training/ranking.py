"""Fit the weights by which retrieval ranks what both searches found (`rag.retrieval.ranking`).

Two corpora that have little in common: news articles, and paragraphs of encyclopaedia articles.
For each, training questions are searched; the weights make the passages that hold the answer
likely under a softmax over each question's candidates (Cao et al. 2007, the list-wise loss).
Retrieval is never trained on these questions otherwise, so no part need be held out for this.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rag.models.embedding import Embedder, load_embedder
from rag.models.packaged import PACKAGED_NAME
from rag.retrieval.ranking import WEIGHTS, Features
from rag.retrieval.search import DEPTH, TermMatches, candidate_features, ranks
from rag.training.corpora import Corpus, indexed, news, paragraphs

Floats = npt.NDArray[np.float64]

_RIDGE = 1e-5
_DEPTHS = (1, 4, 8, 12, 20)


@dataclass(frozen=True, slots=True)
class Judged:
    """A question's candidates: features (candidates, 4) and which hold the answer, 0 or 1."""

    features: Floats
    right: Floats


def fit_ranking(data: Path, work: Path) -> dict[str, Features]:
    """Fit on each corpus and on both; print how often the answer is among the first few."""
    embedder = load_embedder(PACKAGED_NAME)
    judged = {c.name: list(judge(c, work, embedder)) for c in (news(data), paragraphs(data))}
    fitted = {name: fit(lists) for name, lists in judged.items()}
    fitted["both"] = fit([one for lists in judged.values() for one in lists])
    fitted["in use"] = WEIGHTS
    for name, weights in fitted.items():
        print(f"weights of {name}: " + ", ".join(f"{w:.2f}" for w in weights))
        for corpus, lists in judged.items():
            shares = ", ".join(f"@{d} {100 * found(lists, weights, d):.1f}" for d in _DEPTHS)
            print(f"  answer found in {corpus}: {shares}", flush=True)
    return fitted


def judge(corpus: Corpus, work: Path, embedder: Embedder) -> Iterator[Judged]:
    """Index a corpus in `work`, and search its questions; those without any answer are left out."""
    index = indexed(corpus, work, embedder)
    index.refresh()
    for example, home in corpus.questions:
        dense = ranks(index.dense.search(embedder.embed_query(example.question), DEPTH))
        lexical = ranks(index.lexical.search(example.question, DEPTH))
        candidates = list(candidate_features(TermMatches(example.question, index), dense, lexical))
        passages = index.store.passages([key for key, _ in candidates])
        golds = [_plain(answer.text) for answer in example.answers]
        right = [
            document.id == home and any(gold in _plain(passage.text) for gold in golds)
            for document, passage in (passages[key] for key, _ in candidates)
        ]
        if any(right):
            features = np.array([one for _, one in candidates], dtype=float)
            yield Judged(features, np.array(right, dtype=float))
    index.close()


def fit(lists: Sequence[Judged]) -> Features:
    """Find the weights under which the right candidates are likeliest, list by list."""
    from scipy.optimize import minimize

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = _RIDGE * float(weights @ weights), 2 * _RIDGE * weights
        for one in lists:
            scores = one.features @ weights
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            hit = max(float(chances @ one.right), 1e-12)
            total -= np.log(hit) / len(lists)
            slope -= one.features.T @ (chances * one.right / hit - chances) / len(lists)
        return total, slope

    start = np.ones(len(Features._fields))
    return Features(*minimize(loss, start, jac=True, method="L-BFGS-B").x.tolist())


def found(lists: Sequence[Judged], weights: Features, depth: int) -> float:
    """Give the share of questions with the answer among the first `depth` candidates."""
    orders = (np.argsort(-(one.features @ np.array(weights)), kind="stable") for one in lists)
    hits = [one.right[order[:depth]].max() for one, order in zip(lists, orders, strict=True)]
    return float(np.mean(hits))


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()
