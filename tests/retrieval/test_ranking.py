"""The four features by hand, and the score as their weighted sum."""

import pytest

from rag.retrieval.ranking import WEIGHTS, Features, QueryTerms, score

RARITY = {"mv": 3.0, "releas": 1.0}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (set(), 0.0),
        ({"mv"}, 0.75),
        ({"releas", "song"}, 0.25),
        ({"mv", "releas"}, 1.0),
    ],
)
def test_coverage_counts_rare_words_for_more(words: set[str], expected: float) -> None:
    asked = QueryTerms(["mv", "releas", "mv"], RARITY)
    assert asked.coverage(sorted(words)) == expected


def test_the_title_covers_too() -> None:
    asked = QueryTerms(["mv", "releas"], RARITY)
    assert asked.coverage(["releas"], ["mv", "mv"]) == 1.0


def test_a_relative_of_a_word_covers_it_once() -> None:
    asked = QueryTerms(
        ["direct", "mv"], {"direct": 1.0, "mv": 3.0}, {"direct": frozenset({"director"})}
    )
    assert asked.coverage(["director", "direct"]) == 0.25
    assert asked.coverage(["song", "director", "mv"]) == 1.0


def test_a_question_without_words_covers_nothing() -> None:
    assert QueryTerms([], {}).coverage(["mv"]) == 0.0


@pytest.mark.parametrize(
    ("question", "passage", "expected"),
    [
        ("a b c", "a b c", 1.0),
        ("a b c", "x b c y", 0.5),
        ("a b c", "c b a", 0.0),
        ("a b c", "a x b x c", 0.0),
        ("a", "a", 0.0),
        ("a b a b", "a b", 0.5),  # the pairs are a-b and b-a
        ("a b", "", 0.0),
    ],
)
def test_pairs_are_neighbours_in_the_same_order(
    question: str, passage: str, expected: float
) -> None:
    words = question.split()
    assert QueryTerms(words, dict.fromkeys(words, 1.0)).bigrams(passage.split()) == expected


def test_neighbours_in_a_heading_are_neighbours_too() -> None:
    asked = QueryTerms(["util", "promisifi", "do"], {"util": 1.0, "promisifi": 1.0, "do": 1.0})
    assert asked.bigrams(["take", "function"], ["util", "promisifi"]) == 0.5
    assert asked.bigrams(["promisifi", "do"], ["util"]) == 0.5  # not from one text to the other


def test_the_score_is_the_weighted_sum() -> None:
    assert score(Features(0.5, 0.0, 0.0, 0.0)) == 0.5 * WEIGHTS.cosine
    assert score(Features(0.0, 1.0, 0.5, 0.25)) == pytest.approx(
        WEIGHTS.lexical + 0.5 * WEIGHTS.coverage + 0.25 * WEIGHTS.bigrams
    )


def test_more_of_any_feature_never_ranks_lower() -> None:
    assert min(WEIGHTS) > 0
