"""Fitting the ranking: the loss finds what separates, and the whole path runs on a few texts."""

import json
import lzma
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rag.retrieval.ranking import Features
from rag.training.ranking import Judged, fit, fit_ranking, found


def judged(rng: np.random.Generator, column: int) -> Judged:
    """Twenty candidates; the right one stands out in one feature alone."""
    features = rng.random((20, 4))
    right = np.zeros(20)
    right[3] = 1
    features[3, column] += 0.8
    return Judged(features, right)


@pytest.mark.parametrize("column", range(4))
def test_the_feature_that_tells_gets_the_weight(column: int) -> None:
    rng = np.random.default_rng(7)
    lists = [judged(rng, column) for _ in range(60)]
    weights = np.array(fit(lists))
    assert weights.argmax() == column
    others = np.delete(weights, column)
    assert np.abs(others).max() < 0.3 * weights[column]
    assert found(lists, Features(*weights), 1) > 0.6 > found(lists, Features(*-weights), 1)


def test_found_counts_questions_with_a_right_candidate_among_the_first() -> None:
    features = np.array([[3.0, 0, 0, 0], [2.0, 0, 0, 0], [1.0, 0, 0, 0]])
    lists = [Judged(features, np.array(right)) for right in ([1.0, 0, 0], [0, 0, 1.0])]
    shares = [found(lists, Features(1, 0, 0, 0), depth) for depth in (1, 2, 3)]
    assert shares == [0.5, 0.5, 1.0]


def row(number: int, title: str, context: str, answer: str) -> dict[str, Any]:
    answers = [{"text": answer, "start": context.index(answer)}]
    question = f"What does {title} like most?"
    return {
        "id": f"q{number}", "dataset": "squad_du_test", "title": title, "context": context,
        "question": question, "answers": answers, "doc_id": f"news-{number}",
    }  # fmt: skip


def test_the_command_runs_on_a_few_texts(tmp_path: Path) -> None:
    likes = {"Ada": "engines", "Grace": "compilers", "Edsger": "proofs", "Barbara": "types"}
    rows = [
        row(i, name, f"Everybody says that {name} likes {what} most of all things.", what)
        for i, (name, what) in enumerate(likes.items())
    ]
    corpus = [{"id": r["doc_id"], "title": r["title"], "text": r["context"]} for r in rows]
    for name, content in (
        ("train/news", rows),
        ("train/mix", rows),
        ("news/corpus", corpus),
    ):
        path = tmp_path / f"{name}.jsonl.xz"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(lzma.compress("\n".join(map(json.dumps, content)).encode()))
    fitted = fit_ranking(tmp_path, tmp_path / "work")
    assert set(fitted) == {"news", "paragraphs", "both", "in use"}
    assert fitted["both"].coverage > 0  # the name in the question is what tells them apart
