"""Rankings beside relevance judgements: nDCG@10, MRR@10, recall@k, success@k.

Computed by `ir_measures` through `pytrec_eval`, that is, by the code of trec_eval: the gain
of a grade is the grade itself, unjudged documents are not relevant. Measures bear the names
that ir_measures gives them (RR@10 averages to MRR@10). Knows ids and grades, nothing else.
"""

from collections.abc import Mapping, Sequence

RECALL_AT = (1, 3, 5, 10, 20, 50)
SUCCESS_AT = (1, 5, 10)
MEASURES = (
    "nDCG@10",
    "RR@10",
    *(f"R@{k}" for k in RECALL_AT),
    *(f"Success@{k}" for k in SUCCESS_AT),
)

Relevance = Mapping[str, int]  # id -> grade; 0 and below are not relevant


def score_ranking(ranking: Sequence[str], relevant: Relevance) -> dict[str, float]:
    """Score one ranking of distinct ids, best first: each of `MEASURES` -> 0..1.

    Nothing relevant at all scores nothing: an empty result.
    """
    return score_rankings({"": ranking}, {"": relevant}).get("", {})


def score_rankings(
    rankings: Mapping[str, Sequence[str]], relevant: Mapping[str, Relevance]
) -> dict[str, dict[str, float]]:
    """Score rankings by name or query id; those without anything relevant are left out."""
    import ir_measures

    judged = {key: relevant[key] for key in rankings if any(g > 0 for g in relevant[key].values())}
    if not judged:
        return {}
    qrels = [
        ir_measures.Qrel(key, id_, grade)
        for key, grades in judged.items()
        for id_, grade in grades.items()
    ]
    run = [
        # Scores fall strictly with the rank, so that trec_eval's own tie-breaking has no say.
        ir_measures.ScoredDoc(key, id_, -float(rank))
        for key in judged
        for rank, id_ in enumerate(rankings[key])
    ]
    measures = [ir_measures.parse_measure(name) for name in MEASURES]
    scores: dict[str, dict[str, float]] = {key: dict.fromkeys(MEASURES, 0.0) for key in judged}
    for found in ir_measures.iter_calc(measures, qrels, run):
        scores[found.query_id][str(found.measure)] = float(found.value)
    return scores


def distinct(ids: Sequence[str]) -> list[str]:
    """Keep the first of each id: passages' documents -> a ranking of documents."""
    return list(dict.fromkeys(ids))
