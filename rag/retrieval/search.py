"""Question -> hits: dense and lexical search, merged into one ranking.

Each search gives its first candidates; `rag.retrieval.ranking` scores them all. This module knows
nothing of how an answer is made from hits.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rag.index import Index, signatures
from rag.index.store import Keys
from rag.models.embedding import Embedder
from rag.retrieval.ranking import Features, QueryTerms, score
from rag.stopwatch import Stopwatch
from rag.types import Hit

Ranker = Literal["hybrid", "dense", "lexical"]

# Candidates taken from each search. Of 500 held-out news questions, 85.4 % have the answer among
# the best 12 with 50, 85.0 % with 40, 84.2 % with 30; each ten cost a millisecond.
DEPTH = 40
# The weight of a follow-up's scores with its context; the rest is of those without. Of 589
# follow-ups of training conversations, 68 % have their answer first and 88 % among the first five
# with 1/3, 69 and 91 % with 1/2, 69 and 92 % with 2/3; 58 and 81 % without any context.
_WITHIN = 2 / 3
_NEAR = 20  # passages with words like one that none has
_TRIES = 3  # at finding what has not been replaced meanwhile, before others must wait
PATIENCE = 1.0  # seconds a question waits while another brings the search files in line


@dataclass(frozen=True, slots=True)
class Filter:
    """Which passages may be found; dates are of publication, inclusive on both ends."""

    documents: Sequence[str] | None = None  # document ids
    after: date | None = None
    before: date | None = None


EVERYWHERE = Filter()


Ranks = Mapping[int, tuple[int, float]]  # passage key -> (rank from 1, score)


def ranks(found: Sequence[tuple[int, float]]) -> Ranks:
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
    context: str = "",
    stopwatch: Stopwatch | None = None,
) -> list[Hit]:
    """Find the `limit` best passages for a query, best first, by both searches or by one.

    `context` is what was said before, for a query that leans on it: passages are ranked by a
    mean of their scores with and without it. It counts in hybrid search alone.
    """
    watch = stopwatch or Stopwatch()
    search = _Search(index, embedder, where, max(DEPTH, limit), watch)
    for tried in range(_TRIES + 1):
        with _up_to_date(index, still=tried == _TRIES):
            hits, whole = _ranked(search, query, context, by, limit)
        if whole:
            break  # else a document was replaced between being found and being read
    return hits


def near_texts(index: Index, where: Filter, word: str, query: str) -> list[str]:
    """Read the best passages, with their titles, that have a word like one that no passage has.

    Their words are to correct it by, as `rag.questions.spelling` does.
    """
    only = index.store.keys_where(where.documents, where.after, where.before)
    keys = index.lexical.near(word, query, _NEAR, only=only)
    return [f"{title}, {above}\n{text}" for _, title, above, text in index.store.texts(keys)]


def _up_to_date(index: Index, *, still: bool) -> AbstractContextManager[None]:
    """Let searches reflect the truth at the beginning or, holding others up, until the end."""
    if still:
        return index.still(patience=PATIENCE)
    index.refresh(patience=PATIENCE)
    return nullcontext()


def _ranked(
    search: "_Search", query: str, context: str, by: Ranker, limit: int
) -> tuple[list[Hit], bool]:
    """Search once; say also whether everything found was still in the truth when it was read."""
    first = search.by_one(query, by) if by != "hybrid" else search.by_both(query)
    both = [(first, 1.0)]
    if context and by == "hybrid":
        both = [(first, 1 - _WITHIN), (search.by_both(f"{query} {context}"), _WITHIN)]
    with search.watch.time("fuse"):
        means = _mean([(found.scores, weight) for found, weight in both])
        ranked = _no_better(means, first.scores)[:limit]
        hits = _hits(ranked, first.dense, first.lexical, search.index)
    return hits, all(found.whole for found, _ in both) and len(hits) == len(ranked)


@dataclass(frozen=True, slots=True)
class _Found:
    """What one query found, and the scores by which that is ranked."""

    dense: Ranks
    lexical: Ranks
    scores: Mapping[int, float]

    @property
    def whole(self) -> bool:
        """Say whether everything found is still in the truth."""
        return len(self.scores) == len(self.dense.keys() | self.lexical)


@dataclass(frozen=True, slots=True)
class _Search:
    """Where and how far to search."""

    index: Index
    embedder: Embedder
    where: Filter
    depth: int
    watch: Stopwatch

    def by_both(self, query: str) -> _Found:
        """Search by meaning and by words side by side: both leave Python's lock.

        The passages found by words are read meanwhile too: of two cores one would wait.
        """
        only = self._only()
        with ThreadPoolExecutor(1) as other:
            meaning = other.submit(self._dense, query, only)
            lexical = self._lexical(query, only)
            with self.watch.time("lexical"):
                matches = TermMatches(query, self.index)
                matches.read(lexical)
            dense = meaning.result()
        with self.watch.time("fuse"):
            found = candidate_features(matches, dense, lexical)
            return _Found(dense, lexical, {key: score(features) for key, features in found})

    def by_one(self, query: str, by: Ranker) -> _Found:
        """Search by words or by meaning alone; its own scores rank."""
        only = self._only()
        dense = self._dense(query, only) if by == "dense" else ranks(())
        lexical = self._lexical(query, only) if by == "lexical" else ranks(())
        return _Found(
            dense, lexical, {key: value for key, (_, value) in {**dense, **lexical}.items()}
        )

    def _only(self) -> Keys | None:
        return self.index.store.keys_where(
            self.where.documents, self.where.after, self.where.before
        )

    def _dense(self, query: str, only: Keys | None) -> Ranks:
        with self.watch.time("embed"):
            vector = self.embedder.embed_query(query)
        with self.watch.time("dense"):
            return ranks(self.index.dense.search(vector, self.depth, only=only))

    def _lexical(self, query: str, only: Keys | None) -> Ranks:
        with self.watch.time("lexical"):
            return ranks(self.index.lexical.search(query, self.depth, only=only))


def _mean(scores: Sequence[tuple[Mapping[int, float], float]]) -> list[tuple[int, float]]:
    """Rank by the mean of scores with their weights, best first, ties by key.

    What a query did not find scores there as the last that it found.
    """
    least = [min(one.values(), default=0.0) for one, _ in scores]
    means = {
        key: sum(w * one.get(key, last) for (one, w), last in zip(scores, least, strict=True))
        for found, _ in scores
        for key in found
    }
    return sorted(means.items(), key=lambda pair: (-pair[1], pair[0]))


def _no_better(
    ranked: Sequence[tuple[int, float]], alone: Mapping[int, float]
) -> list[tuple[int, float]]:
    """Cut what is ranked to the best score of the question alone.

    A passage that repeats what was said before would leave all others so far behind that a reader
    passes them over: of 366 follow-ups of invented chats 294 were answered rightly so, 302 are now.
    """
    most = max(alone.values(), default=0.0)
    return [(key, min(value, most)) for key, value in ranked]


class TermMatches:
    """How much of a question's words passages have, each of them read once."""

    def __init__(self, query: str, index: Index) -> None:
        self._index = index
        words = index.lexical.content_words(query)
        self._asked = QueryTerms(words, index.lexical.rarity(words), index.lexical.relatives)
        self._above: dict[str, list[str]] = {}  # titles and headings, which passages have in common
        self.shares: dict[int, tuple[float, float]] = {}  # by key: of the words, of their pairs

    def read(self, keys: Iterable[int]) -> None:
        """Read those passages that are still in the truth and have not been read."""
        unread = sorted(set(keys) - self.shares.keys())
        for key, title, headings, text in self._index.store.texts(unread):
            words = self._index.lexical.content_words(text)
            heads = self._words_above(headings)
            covered = self._asked.coverage(words, self._words_above(title), heads)
            self.shares[key] = (covered, self._asked.bigrams(words, heads))

    def _words_above(self, line: str) -> list[str]:
        if line not in self._above:
            self._above[line] = self._index.lexical.content_words(line)
        return self._above[line]


def candidate_features(
    matches: TermMatches, dense: Ranks, lexical: Ranks
) -> Iterator[tuple[int, Features]]:
    """Yield every candidate's key and features, by ascending key.

    A passage that a search did not find scores there what the last one found does, at most; it
    is taken to do so.
    """
    matches.read({*dense, *lexical})
    least_cosine = min((value for _, value in dense.values()), default=0.0)
    least_bm25 = min((value for _, value in lexical.values()), default=0.0)
    most_bm25 = max((value for _, value in lexical.values()), default=0.0) or 1.0
    for key, (covered, bigrams) in sorted(matches.shares.items()):
        yield (
            key,
            Features(
                cosine=dense[key][1] if key in dense else least_cosine,
                lexical=(lexical[key][1] if key in lexical else least_bm25) / most_bm25,
                coverage=covered,
                bigrams=bigrams,
            ),
        )


def _hits(
    ranked: Sequence[tuple[int, float]], dense: Ranks, lexical: Ranks, index: Index
) -> list[Hit]:
    """Read the ranked passages that still exist."""
    passages = index.store.passages([key for key, _ in ranked])
    there = [(key, value) for key, value in ranked if key in passages]
    originals = signatures.originals(
        index.store, list(dict.fromkeys(passages[key][0].id for key, _ in there))
    )
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
