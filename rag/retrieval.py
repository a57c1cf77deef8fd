"""Question -> hits: dense and lexical search, merged into one ranking.

Each search gives its first candidates; `rag.ranking` scores them all. This module knows nothing
of how an answer is made from hits.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rag.embedding import Embedder
from rag.index import Index
from rag.ranking import Asked, Features, score
from rag.stopwatch import Stopwatch
from rag.types import Hit

Ranker = Literal["hybrid", "dense", "lexical"]

# Candidates taken from each search. Of 500 held-out news questions, 85.4 % have the answer among
# the best 12 with 50, 85.0 % with 40, 84.2 % with 30; each ten cost a millisecond.
DEPTH = 40
_TRIES = 4  # at finding what has not been replaced meanwhile
PATIENCE = 1.0  # seconds a question waits while another brings the search files in line


@dataclass(frozen=True, slots=True)
class Filter:
    """Which passages may be found; dates are of publication, inclusive on both ends."""

    documents: Sequence[str] | None = None  # document ids
    after: date | None = None
    before: date | None = None


EVERYWHERE = Filter()


Places = Mapping[int, tuple[int, float]]  # passage key -> (rank from 1, score)


def places(found: Sequence[tuple[int, float]]) -> Places:
    """Note each key's rank and score in a search's result, best first."""
    return {key: (rank, value) for rank, (key, value) in enumerate(found, 1)}


def retrieve(
    query: str,
    index: Index,
    embedder: Embedder,
    *,
    limit: int = 10,
    where: Filter = EVERYWHERE,
    by: Ranker = "hybrid",
    stopwatch: Stopwatch | None = None,
) -> list[Hit]:
    """Find the `limit` best passages for a query, best first, by both searches or by one."""
    watch = stopwatch or Stopwatch()
    only = index.keys_where(where.documents, where.after, where.before)
    depth = max(DEPTH, limit)

    def by_meaning() -> list[tuple[int, float]]:
        with watch.time("embed"):
            vector = embedder.embed_query(query)
        with watch.time("dense"):
            return index.dense_search(vector, depth, only)

    def by_words() -> list[tuple[int, float]]:
        with watch.time("lexical"):
            return index.lexical_search(query, depth, only)

    for _ in range(_TRIES):
        index.refresh(patience=PATIENCE)
        dense = lexical = places(())
        if by == "hybrid":
            with ThreadPoolExecutor(1) as other:  # both leave Python's lock: two cores at work
                words = other.submit(by_words)
                dense = places(by_meaning())
                lexical = places(words.result())
        elif by == "dense":
            dense = places(by_meaning())
        else:
            lexical = places(by_words())
        with watch.time("fuse"):
            ranked = _ranked(query, index, dense, lexical, by)
            hits = _hits(ranked[:limit], dense, lexical, index)
        if len(ranked) == len(dense.keys() | lexical) and len(hits) == len(ranked[:limit]):
            break
        # Else a document was replaced between being found and being read: find it anew.
    return hits


def _ranked(
    query: str, index: Index, dense: Places, lexical: Places, by: Ranker
) -> list[tuple[int, float]]:
    """Order the candidates by score, best first; those no longer in the truth are left out."""
    if by == "hybrid":
        scored = ((key, score(each)) for key, each in evidence(query, index, dense, lexical))
        return sorted(scored, key=lambda pair: (-pair[1], pair[0]))
    return [(key, value) for key, (_, value) in (dense or lexical).items()]


def evidence(
    query: str, index: Index, dense: Places, lexical: Places
) -> Iterator[tuple[int, Features]]:
    """Yield every candidate's key and features, by ascending key.

    A passage that a search did not find scores there what the last one found does, at most; it
    is taken to do so.
    """
    question = index.lexical.content_words(query)
    asked = Asked(question, index.lexical.rarity(question))
    least_cosine = min((value for _, value in dense.values()), default=0.0)
    least_bm25 = min((value for _, value in lexical.values()), default=0.0)
    most_bm25 = max((value for _, value in lexical.values()), default=0.0) or 1.0
    titles: dict[str, list[str]] = {}  # many passages have their document's in common
    for key, title, text in index.texts(sorted({*dense, *lexical})):
        if title not in titles:
            titles[title] = index.lexical.content_words(title)
        words = index.lexical.content_words(text)
        yield (
            key,
            Features(
                cosine=dense[key][1] if key in dense else least_cosine,
                lexical=(lexical[key][1] if key in lexical else least_bm25) / most_bm25,
                coverage=asked.coverage(words, titles[title]),
                pairs=asked.pairs(words),
            ),
        )


def _hits(
    ranked: Sequence[tuple[int, float]], dense: Places, lexical: Places, index: Index
) -> list[Hit]:
    """Read the ranked passages that still exist."""
    passages = index.passages([key for key, _ in ranked])
    there = [(key, value) for key, value in ranked if key in passages]
    originals = index.originals(list(dict.fromkeys(passages[key][0].id for key, _ in there)))
    hits = list[Hit]()
    for key, value in there:
        document, passage = passages[key]
        dense_rank, dense_score = dense.get(key, (None, None))
        lexical_rank, lexical_score = lexical.get(key, (None, None))
        hits.append(
            Hit(
                document=document,
                passage=passage,
                score=value,
                rank=len(hits) + 1,
                dense_score=dense_score,
                dense_rank=dense_rank,
                lexical_score=lexical_score,
                lexical_rank=lexical_rank,
                copy_of=originals.get(document.id),
            )
        )
    return hits
