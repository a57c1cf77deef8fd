"""Families of words as the index cuts them: "wrote" goes with "written", "director" with both."""

from pathlib import Path

import pytest

from rag.index.lexical import LexicalIndex
from rag.text.word_families import relatives


@pytest.fixture(scope="module")
def lexical(tmp_path_factory: pytest.TempPathFactory) -> LexicalIndex:
    return LexicalIndex(Path(tmp_path_factory.mktemp("lexical")))


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("directed", "director"),
        ("who wrote it", "written"),
        ("sold", "sale"),
        ("paid", "payments"),
        ("sang", "singer"),
        ("deliver", "deliveries"),
        ("practising", "practice"),
        ("organised", "organizer"),
        ("colours", "color"),
    ],
)
def test_a_word_asked_is_related_to_one_written(
    lexical: LexicalIndex, asked: str, written: str
) -> None:
    (there,) = lexical.content_words(written)
    meant = set().union(*(lexical.relatives.get(t, ()) for t in lexical.content_words(asked)))
    assert there in meant


@pytest.mark.parametrize(("one", "other"), [("direct", "production"), ("read", "ready")])
def test_strangers_are_not_related(lexical: LexicalIndex, one: str, other: str) -> None:
    (first,), (second,) = lexical.content_words(one), lexical.content_words(other)
    assert second not in lexical.relatives.get(first, ())


def test_nothing_is_its_own_relative_and_relations_go_both_ways() -> None:
    found = relatives(str.split)
    assert all(word not in others for word, others in found.items())
    assert all(word in found[other] for word, others in found.items() for other in others)
