"""Question -> how well each ranker ranks: dense alone, lexical alone, hybrid.

Documents are judged by the set; a passage is relevant when it belongs to a relevant document
(any document, where the set names none) and holds a gold answer. Which passages there are is
known from what the three rankers find between them (pooling, as TREC does), so recall of
passages is relative to that pool. Knows nothing of answers given.
"""

from collections.abc import Mapping, Sequence
from typing import get_args

from rag.evaluation.answer_metrics import contains
from rag.evaluation.questions import Question
from rag.evaluation.ranking_metrics import distinct, score_rankings
from rag.knowledge_base import KnowledgeBase
from rag.retrieval import Ranker
from rag.types import Hit

RANKERS: tuple[Ranker, ...] = get_args(Ranker)
_DEEP = 50  # passages: the deepest cut that is reported


def searched(kb: KnowledgeBase, question: str) -> dict[str, list[Hit]]:
    """Search with every ranker."""
    return {ranker: kb.search(question, limit=_DEEP, by=ranker) for ranker in RANKERS}


def ranked_ids(hits: Mapping[str, Sequence[Hit]]) -> dict[str, list[str]]:
    """Give the ids of passages and of documents: "passage.dense" -> [...], best first."""
    passages = {f"passage.{name}": [h.passage.id for h in found] for name, found in hits.items()}
    documents = {
        f"document.{name}": distinct([hit.document.id for hit in found])
        for name, found in hits.items()
    }
    return documents | passages


def score_hits(hits: Mapping[str, Sequence[Hit]], question: Question) -> dict[str, float]:
    """Score the rankings where there is something to find: "document.dense.nDCG@10" -> 0..1."""
    rankings = ranked_ids(hits)
    judged = {"document": dict(question.relevance), "passage": relevant_passages(hits, question)}
    scores = score_rankings(rankings, {name: judged[name.split(".")[0]] for name in rankings})
    return {
        f"{name}.{measure}": value
        for name, measures in scores.items()
        for measure, value in measures.items()
    }


def relevant_passages(hits: Mapping[str, Sequence[Hit]], question: Question) -> dict[str, int]:
    """Judge the passages found by any ranker: those that hold a gold answer, by id."""
    pool = {hit.passage.id: hit for found in hits.values() for hit in found}
    documents = frozenset(question.documents)
    return {
        id_: 1
        for id_, hit in pool.items()
        if (not documents or hit.document.id in documents)
        and contains(hit.passage.text, question.answers or ())
    }
