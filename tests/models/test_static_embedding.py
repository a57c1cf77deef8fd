"""The vectors of a quick start: in the model's space, whatever a text is embedded with."""

import numpy as np
import pytest

from rag.models.embedding import OnnxEmbedder, quick_embedder
from rag.models.packaged import packaged_tokenizer
from rag.models.static_embedding import StaticEmbedder, Table, load_table

TEXTS = (
    "The music video was filmed in an abandoned train station over three cold nights in March.",
    "Interest rates rose again this spring, and buyers of small houses waited for autumn.",
    "She wrote her first novel on a typewriter that her grandmother had carried from Lisbon.",
    "A heat pump moves warmth from the ground into the radiators of a well insulated house.",
    "The goalkeeper saved two penalties, and the visitors won the cup for the third time.",
    "To bake the bread, let the dough rest overnight, then fold it twice and preheat the oven.",
)
QUESTIONS = (
    "where was the video shot?",
    "what happened to interest rates?",
    "who used a typewriter?",
    "how do you heat a home from the ground?",
    "who won the football match?",
    "how long must the dough rest?",
)


@pytest.fixture(scope="module")
def static() -> StaticEmbedder:
    return StaticEmbedder()


def test_vectors_are_near_those_of_the_model(static: StaticEmbedder) -> None:
    cosines = (static.embed_passages(TEXTS) * OnnxEmbedder().embed_passages(TEXTS)).sum(axis=1)
    assert cosines.min() > 0.6
    assert cosines.mean() > 0.7


def test_questions_embedded_by_the_model_find_them(static: StaticEmbedder) -> None:
    questions = np.stack([OnnxEmbedder().embed_query(question) for question in QUESTIONS])
    best = (questions @ static.embed_passages(TEXTS).T).argmax(axis=1)
    assert best.tolist() == list(range(len(TEXTS)))


def test_rows_have_length_1_in_the_order_given_and_do_not_depend_on_each_other(
    static: StaticEmbedder,
) -> None:
    together = static.embed_passages(TEXTS)
    assert together.dtype == np.float32
    assert np.linalg.norm(together, axis=1) == pytest.approx(np.ones(len(TEXTS)))
    for text, vector in zip(TEXTS, together, strict=True):
        assert np.array_equal(static.embed_passages([text])[0], vector)


def test_texts_without_word_pieces_have_a_direction_too(static: StaticEmbedder) -> None:
    vectors = static.embed_passages(["", " \n", "\u200b", "\U0001f9ff"])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(4))


def test_no_texts_give_no_rows(static: StaticEmbedder) -> None:
    assert static.embed_passages([]).shape == (0, 384)


def test_a_vector_is_the_mean_direction_of_its_word_pieces() -> None:
    ids = packaged_tokenizer().encode("apples pears", add_special_tokens=False).ids
    rows, scales = np.zeros((30522, 4), dtype=np.int8), np.ones(30522, dtype=np.float32)
    rows[ids[0], 0], rows[ids[1], 1], scales[ids[1]] = 40, 20, 1.5
    (vector,) = StaticEmbedder(Table(rows, scales)).embed_passages(["apples pears"])
    assert vector == pytest.approx([0.8, 0.6, 0, 0])


def test_the_table_has_a_row_for_every_word_piece() -> None:
    rows, scales = load_table()
    assert rows.shape == (packaged_tokenizer().get_vocab_size(), OnnxEmbedder.dimension)
    assert rows.dtype == np.int8
    assert scales.shape == (len(rows),)
    assert np.isfinite(scales).all()
    assert (scales > 0).all()


def test_the_packaged_model_alone_has_a_stand_in() -> None:
    assert isinstance(quick_embedder(OnnxEmbedder()), StaticEmbedder)
