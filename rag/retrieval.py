"""Question -> hits: dense and lexical search, fused into one ranking.

Fusion is by reciprocal rank (Cormack, Clarke and Buettcher, 2009): a passage scores the sum
of 1 / (k + rank) over the searches that found it, k = 60. This module knows nothing of how
an answer is made from hits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rag.embedding import Embedder
from rag.index import Index
from rag.stopwatch import Stopwatch
from rag.types import Hit

RRF_K = 60
DEPTH = 50  # candidates taken from each search


@dataclass(frozen=True, slots=True)
class Filter:
    """Which passages may be found; dates are of publication, inclusive on both ends."""

    documents: Sequence[str] | None = None  # document ids
    after: date | None = None
    before: date | None = None


EVERYWHERE = Filter()


def reciprocal_rank_fusion(
    rankings: Sequence[Sequence[int]], *, k: int = RRF_K
) -> list[tuple[int, float]]:
    """Fuse rankings of keys, each best first, into (key, score), best first, ties by key.

    [[1, 2], [2, 3]] -> [(2, 1/61 + 1/62), (1, 1/61), (3, 1/62)]
    """
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, key in enumerate(ranking, 1):
            scores[key] = scores.get(key, 0.0) + 1 / (k + rank)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


def retrieve(
    query: str,
    index: Index,
    embedder: Embedder,
    *,
    limit: int = 10,
    where: Filter = EVERYWHERE,
    stopwatch: Stopwatch | None = None,
) -> list[Hit]:
    """Find the `limit` best passages for a query, best first."""
    watch = stopwatch or Stopwatch()
    only = index.keys_where(where.documents, where.after, where.before)
    depth = max(DEPTH, limit)
    with watch.time("embed"):
        vector = embedder.embed_query(query)
    with watch.time("dense"):
        dense = index.dense_search(vector, depth, only)
    with watch.time("lexical"):
        lexical = index.lexical_search(query, depth, only)
    with watch.time("fuse"):
        fused = reciprocal_rank_fusion([[key for key, _ in dense], [key for key, _ in lexical]])
        return _hits(fused, _ranked(dense), _ranked(lexical), index, limit)


def _ranked(found: Sequence[tuple[int, float]]) -> dict[int, tuple[int, float]]:
    """Map key -> (rank from 1, score)."""
    return {key: (rank, score) for rank, (key, score) in enumerate(found, 1)}


def _hits(
    fused: Sequence[tuple[int, float]],
    dense: Mapping[int, tuple[int, float]],
    lexical: Mapping[int, tuple[int, float]],
    index: Index,
    limit: int,
) -> list[Hit]:
    """Read the passages behind the first `limit` keys that still exist."""
    passages = index.passages([key for key, _ in fused[:limit]])
    hits = list[Hit]()
    for key, score in fused[:limit]:
        if key in passages:
            document, passage = passages[key]
            dense_rank, dense_score = dense.get(key, (None, None))
            lexical_rank, lexical_score = lexical.get(key, (None, None))
            hits.append(
                Hit(
                    document=document,
                    passage=passage,
                    score=score,
                    rank=len(hits) + 1,
                    dense_score=dense_score,
                    dense_rank=dense_rank,
                    lexical_score=lexical_score,
                    lexical_rank=lexical_rank,
                )
            )
    return hits
