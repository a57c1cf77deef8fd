"""The passage after a good one is read with it."""

from rag.reading.followers import BEHIND, with_followers
from rag.types import Document, Hit, Passage, Span


def hit(rank: int, name: str, ordinal: int, score: float) -> Hit:
    document = Document(name, "text", name, (Span(0, 4),), "0" * 64)
    return Hit(document, Passage(name, ordinal, 0, 4, "text", 1, (Span(0, 4),)), score, rank)


def test_a_passage_is_at_most_so_far_behind_the_one_before_it() -> None:
    hits = [hit(1, "a", 2, 9.0), hit(2, "b", 3, 7.0), hit(3, "a", 1, 5.0), hit(4, "a", 3, 2.0)]
    lifted = [(one.rank, one.score) for one in with_followers(hits)]
    assert lifted == [(1, 9.0), (4, 9.0 - BEHIND), (2, 7.0), (3, 5.0)]


def test_what_is_lent_is_not_lent_on() -> None:
    hits = [hit(1, "a", 0, 9.0), hit(2, "a", 1, 4.0), hit(3, "a", 2, 3.5)]
    assert [one.score for one in with_followers(hits)] == [9.0, 9.0 - BEHIND, 3.5]


def test_a_better_passage_keeps_its_score() -> None:
    hits = [hit(1, "a", 1, 9.0), hit(2, "a", 0, 8.0)]
    assert with_followers(hits) == hits
