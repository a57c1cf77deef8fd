"""Shares of words, computed by hand from the formula."""

from math import log

import pytest

from rag.text.shared_words import shared_words


def test_a_word_counts_by_how_rare_it_is_among_the_texts() -> None:
    texts = ["the bridge opened", "a bridge fell", "the harbour"]
    bridge, harbour = log(1 + 3 / 3), log(1 + 3 / 2)
    shares = shared_words("bridge harbour", texts)
    total = bridge + harbour
    assert shares == pytest.approx([bridge / total, bridge / total, harbour / total])


def test_function_words_do_not_count() -> None:
    assert shared_words("was the bridge in it", ["it was in the", "bridge"]) == [0.0, 1.0]


def test_a_question_of_function_words_shares_nothing() -> None:
    assert shared_words("is it so", ["it is so", "else"]) == [0.0, 0.0]
    assert shared_words("", ["text"]) == [0.0]
    assert shared_words("anything", []) == []


def test_words_are_alike_by_their_first_five_letters_in_any_case() -> None:
    assert shared_words("Releases", ["RELEASED today", "relish"]) == [1.0, 0.0]


def test_numbers_are_alike_only_as_a_whole() -> None:
    texts = ["invoice 100235", "invoice 100234", "order AB12345x"]
    assert shared_words("100234", texts) == [0.0, 1.0, 0.0]
    assert shared_words("ab12345x", texts) == [0.0, 0.0, 1.0]
    assert shared_words("AB12345", texts) == [0.0, 0.0, 0.0]


@pytest.mark.parametrize(
    ("question", "text", "fits"),
    [
        ("When did rain fall?", "rain on January 24", True),
        ("When did rain fall?", "rain in 1999", True),
        ("When did rain fall?", "rain on Monday", True),
        ("When did rain fall?", "rain and 3 apples", False),
        ("What year had rain?", "rain in 2024", True),
        ("date of the rain", "rain on Monday", True),
        ("which day had rain", "rain and 3 apples", False),
        ("How many rain drops?", "rain: seven", True),
        ("How many rain drops?", "rain: none", False),
        ("How long did rain last?", "rain for 7 hours", True),
    ],
)
def test_two_fifths_are_for_the_kind_of_answer_asked_for(
    question: str, text: str, fits: bool
) -> None:
    words = {
        "drops": "How many" in question,
        "last": "last" in question,
        "fall": "fall" in question,
    }
    wanted = 1 + sum(words.values())  # "rain" and what no text has
    weight_found, weight_absent = log(1 + 1 / 2), log(1 + 1 / 1)
    share = weight_found / (weight_found + (wanted - 1) * weight_absent)
    assert shared_words(question, [text]) == pytest.approx([0.6 * share + 0.4 * fits])


def test_a_question_for_nothing_special_gives_words_the_whole() -> None:
    assert shared_words("Who sang Holssi?", ["he sang Holssi in 2024"]) == pytest.approx([1.0])


def test_shares_lie_between_0_and_1_whatever_the_signs() -> None:
    texts = ["a [b] (c) *", "\\", "x" * 1000, "😀", ""]
    shares = shared_words("When [b] (AB) \\ * + ? 😀 XX", texts)
    assert all(0 <= share <= 1 for share in shares)
