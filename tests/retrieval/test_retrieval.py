"""Evidence for candidates; hits with the scores of both searches; filters."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from fake_embedder import FakeEmbedder
from filelock import FileLock
from stored_texts import DIMENSION, EMBEDDER, document, put

import rag.retrieval.search as retrieval
from rag.index import Index
from rag.models.embedding import Vectors
from rag.retrieval.ranking import Features, score
from rag.retrieval.search import (
    DEPTH,
    Filter,
    Ranker,
    TermMatches,
    _mean,
    candidate_features,
    ranks,
    retrieve,
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Three documents of 2023, 2024 and no date, and sixty more that say nothing of fruit."""
    made = Index(tmp_path_factory.mktemp("index"), dimension=DIMENSION, settings={"x": "y"})
    with made.commit() as writing:
        apples = "red apples grow here\ngreen apples grow there"
        put(writing, document("a.txt", apples, published=date(2023, 12, 31)))
        put(writing, document("b.txt", "red apples are sold", published=date(2024, 1, 1)))
        put(writing, document("c.txt", "apples without a date"))
        for n in range(60):
            put(writing, document(f"n{n:02}.txt", f"machine number {n} runs"))
    made.refresh()
    yield made
    made.close()


def names(index: Index, query: str, where: Filter, limit: int = 10) -> list[str]:
    hits = retrieve(query, index, EMBEDDER, limit=limit, where=where)
    return [hit.document.id for hit in hits if hit.lexical_rank]


def test_hits_carry_ranks_and_scores_of_both_searches_and_the_ranking_s(index: Index) -> None:
    hits = retrieve("red apples", index, EMBEDDER)
    dense = ranks(index.dense.search(EMBEDDER.embed_query("red apples"), DEPTH))
    lexical = ranks(index.lexical.search("red apples", DEPTH))
    scores = {
        key: score(features)
        for key, features in candidate_features(TermMatches("red apples", index), dense, lexical)
    }
    keys = sorted(scores, key=lambda key: (-scores[key], key))
    assert [hit.rank for hit in hits] == list(range(1, 11))
    for hit, key in zip(hits, keys, strict=False):
        assert index.store.passages([key])[key] == (hit.document, hit.passage)
        assert hit.score == scores[key]
        assert (hit.dense_rank, hit.dense_score) == dense.get(key, (None, None))
        assert (hit.lexical_rank, hit.lexical_score) == lexical.get(key, (None, None))
    assert {hits[0].passage.text, hits[1].passage.text} == {
        "red apples grow here",
        "red apples are sold",
    }


def test_the_evidence_is_what_each_feature_says_it_is(index: Index) -> None:
    """ "the apples" have one content word, which says nothing of neighbours."""
    dense, lexical = {1: (1, 0.5), 4: (2, 0.25)}, {2: (1, 4.0), 1: (2, 3.0)}
    found = dict(candidate_features(TermMatches("Green APPLES?", index), dense, lexical))
    texts = {key: text for key, _, _, text in index.store.texts(sorted(found))}
    assert texts[2] == "green apples grow there"
    assert set(found) == {1, 2, 4}
    assert found[2] == Features(cosine=0.25, lexical=1.0, coverage=1.0, bigrams=1.0)
    assert found[1][:2] == (0.5, 0.75)
    assert 0 < found[1].coverage < 0.5  # "apples" are common here, "green" is rare
    assert found[1].bigrams == 0.0
    assert found[4][:2] == (0.25, 0.75)
    assert (
        dict(candidate_features(TermMatches("the apples", index), dense, lexical))[2].bigrams == 0.0
    )


def test_a_hit_that_one_search_alone_found_has_none_of_the_other(index: Index) -> None:
    last = retrieve("red apples", index, EMBEDDER)[-1]
    assert last.dense_rank is not None
    assert (last.lexical_rank, last.lexical_score) == (None, None)


def test_the_limit_keeps_the_first_and_may_exceed_the_depth(index: Index) -> None:
    every = retrieve("red apples", index, EMBEDDER, limit=64)
    assert len(every) == 64
    assert [h.passage for h in retrieve("red apples", index, EMBEDDER, limit=3)] == [
        h.passage for h in every[:3]
    ]


def test_a_limit_of_a_billion_gives_every_passage(index: Index) -> None:
    assert len(retrieve("red apples", index, EMBEDDER, limit=10**9)) == 64


def test_passages_are_exact_slices_of_their_documents(index: Index) -> None:
    for hit in retrieve("apples", index, EMBEDDER, limit=64):
        assert hit.document.text[hit.passage.start : hit.passage.end] == hit.passage.text


def test_filters_keep_to_documents_and_to_dates_inclusive(index: Index) -> None:
    assert sorted(names(index, "apples", Filter())) == ["a.txt", "a.txt", "b.txt", "c.txt"]
    assert names(index, "apples", Filter(documents=["c.txt"])) == ["c.txt"]
    assert names(index, "apples", Filter(after=date(2024, 1, 1))) == ["b.txt"]
    assert names(index, "apples", Filter(before=date(2023, 12, 31))) == ["a.txt", "a.txt"]
    both = Filter(after=date(2023, 12, 31), before=date(2024, 1, 1))
    assert sorted(names(index, "apples", both)) == ["a.txt", "a.txt", "b.txt"]
    neither = Filter(documents=["a.txt"], after=date(2024, 1, 1))
    assert retrieve("apples", index, EMBEDDER, where=neither) == []
    assert retrieve("apples", index, EMBEDDER, where=Filter(documents=[])) == []


def test_with_a_context_passages_are_ranked_by_a_mean_of_both_scores(index: Index) -> None:
    alone = {h.passage: h.score for h in retrieve("grow where", index, EMBEDDER, limit=64)}
    within = {h.passage: h.score for h in retrieve("grow where green", index, EMBEDDER, limit=64)}
    hits = retrieve("grow where", index, EMBEDDER, limit=64, context="green")
    assert hits[0].passage.text == "green apples grow there"
    for hit in hits:
        if hit.passage in alone.keys() & within.keys():
            mean = (alone[hit.passage] + 2 * within[hit.passage]) / 3
            assert hit.score == pytest.approx(min(mean, max(alone.values())))
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)


def test_a_passage_that_repeats_the_context_is_no_better_than_the_best_without(
    index: Index,
) -> None:
    best = retrieve("apples", index, EMBEDDER)[0].score
    repeated = "green apples grow there"
    assert retrieve(f"apples {repeated}", index, EMBEDDER)[0].score > best
    hits = retrieve("apples", index, EMBEDDER, context=repeated)
    assert (hits[0].passage.text, hits[0].score) == (repeated, pytest.approx(best))


class Interrupted(FakeEmbedder):
    """An embedder that has something done while the first queries are embedded."""

    def __init__(self, *actions: Callable[[], None]) -> None:
        super().__init__(dimension=DIMENSION)
        self.actions = list(actions)

    def embed_query(self, text: str) -> Vectors:
        if self.actions:
            self.actions.pop(0)()
        return super().embed_query(text)


@pytest.fixture
def changing(tmp_path: Path) -> Iterator[Index]:
    with closing(Index(tmp_path, dimension=DIMENSION, settings={"x": "y"})) as changing:
        with changing.commit() as writing:
            put(writing, document("a.txt", "red apples"))
            put(writing, document("b.txt", "red apples too"))
        changing.refresh()
        yield changing


def test_a_document_removed_during_a_search_is_left_out(changing: Index) -> None:
    def remove() -> None:
        with changing.commit() as writing:
            writing.remove(["a.txt"])

    hits = retrieve("red apples", changing, Interrupted(remove))
    assert [(hit.rank, hit.document.id) for hit in hits] == [(1, "b.txt")]


@pytest.mark.parametrize("by", ["hybrid", "dense", "lexical"])
def test_a_document_replaced_during_a_search_is_found_in_its_new_version(
    changing: Index, by: Ranker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace(version: int) -> None:
        with changing.commit() as writing:
            put(writing, document("a.txt", f"red apples, version {version}"))

    if by == "lexical":  # which embeds nothing
        searched = changing.lexical.search

        def search(*query: Any, **how: Any) -> list[tuple[int, float]]:
            found = searched(*query, **how)
            if actions:
                actions.pop(0)()
            return found

        monkeypatch.setattr(changing.lexical, "search", search)
    actions = [partial(replace, 1), partial(replace, 2)]
    embedder = EMBEDDER if by == "lexical" else Interrupted(*actions)
    texts = [hit.document.text for hit in retrieve("red apples", changing, embedder, by=by)]
    assert sorted(texts) == ["red apples too", "red apples, version 2"]


def test_what_is_replaced_all_the_time_is_found_all_the_same(changing: Index) -> None:
    def replace(version: int) -> None:
        with changing.commit() as writing:
            put(writing, document("a.txt", f"red apples, version {version}"))

    def elsewhere(version: int) -> None:
        thread = Thread(target=replace, args=(version,))
        thread.start()
        thread.join()

    embedder = Interrupted(*(partial(elsewhere, version) for version in range(100)))
    for _ in range(5):
        hits = retrieve("red apples", changing, embedder)
        assert {hit.document.id for hit in hits} == {"a.txt", "b.txt"}
    assert embedder.actions  # every search was disturbed


def test_a_search_waits_for_another_s_turn_no_longer_than_its_patience(
    changing: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retrieval, "PATIENCE", 0.05)
    with changing.commit() as writing:
        writing.remove(["a.txt"])
    with FileLock(changing.folder / "mirrors.lock"):  # as a process that folds a large index
        hits = retrieve("red apples", changing, EMBEDDER)
    assert [hit.document.id for hit in hits] == ["b.txt"]


def test_what_a_query_did_not_find_scores_as_the_last_that_it_found() -> None:
    without, within = {1: 5.0, 2: 3.0}, {1: 2.0, 3: 4.0}
    assert _mean([(without, 0.5), (within, 0.5)]) == [(1, 3.5), (3, 3.5), (2, 2.5)]
