"""Measures of rankings beside their definitions, written out."""

import math
import random

import pytest

from rag.evaluation.ranking_metrics import distinct, score_ranking, score_rankings


def ndcg(ranking: list[str], relevant: dict[str, int], k: int) -> float:
    """Järvelin and Kekäläinen (2002), gain the grade, discount log2 of rank + 1."""
    gains = [max(relevant.get(id_, 0), 0) for id_ in ranking[:k]]
    best = sorted((max(g, 0) for g in relevant.values()), reverse=True)[:k]

    def total(values: list[int]) -> float:
        return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(values, 1))

    return total(gains) / total(best)


def expected(ranking: list[str], relevant: dict[str, int]) -> dict[str, float]:
    good = {id_ for id_, grade in relevant.items() if grade > 0}
    ranks = [rank for rank, id_ in enumerate(ranking, 1) if id_ in good]
    first = ranks[0] if ranks else math.inf
    return {
        "nDCG@10": ndcg(ranking, relevant, 10),
        "RR@10": 1 / first if first <= 10 else 0.0,
        **{f"R@{k}": sum(r <= k for r in ranks) / len(good) for k in (1, 3, 5, 10, 20, 50)},
        **{f"Success@{k}": float(first <= k) for k in (1, 5, 10)},
    }


@pytest.mark.parametrize("seed", range(8))
def test_every_measure_equals_its_definition(seed: int) -> None:
    chance = random.Random(seed)
    ids = [f"d{i}" for i in range(60)]
    ranking = chance.sample(ids, 50)
    relevant = {id_: chance.choice([0, 1, 1, 2, 3]) for id_ in chance.sample(ids, 12)}
    relevant["d-not-found"] = 1
    assert score_ranking(ranking, relevant) == pytest.approx(expected(ranking, relevant))


def test_a_ranking_without_a_relevant_document_scores_zero() -> None:
    assert set(score_ranking(["a", "b"], {"c": 1}).values()) == {0.0}
    assert set(score_ranking([], {"c": 1}).values()) == {0.0}


def test_nothing_relevant_scores_nothing() -> None:
    assert score_ranking(["a"], {}) == {}
    assert score_ranking(["a"], {"a": 0}) == {}
    assert score_rankings({"x": ["a"], "y": ["a"]}, {"x": {"a": 1}, "y": {}}).keys() == {"x"}


def test_documents_stand_where_their_first_passage_does() -> None:
    assert distinct(["b", "a", "b", "c", "a"]) == ["b", "a", "c"]
