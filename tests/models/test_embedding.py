"""The packaged embedder against sentence-transformers, and the limits of both."""

import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from huggingface_hub import constants

from rag import KnowledgeBase
from rag.errors import ModelError
from rag.models.embedding import OnnxEmbedder, SentenceTransformerEmbedder, Vectors, load_embedder
from rag.models.packaged import PACKAGED_NAME, name_of_folder, packaged_model_folder
from rag.sync.run import embedding_text

VARIED = [
    "When was the music video released?",
    "El vídeo musical se publicó el 24 de enero; la reseña llegó más tarde.",
    "音楽ビデオは1月24日に公開された。",
    "😀 🇰🇷 emoji and a flag, then text after them",
    "def add(a, b):\n    return a + b  # code",
    "3.14159 2.71828 1.41421 1,000,000 2024-01-24 $12.50",
    "THE HEADLINE IS IN CAPITALS, AND IT ENDS WITH A QUESTION MARK?",
    "The council approved the plan for a new library after a long debate. " * 8,
    "It rained. It snowed. It froze. The roads were closed until the morning of the third day.",
    "\tspaces   and\nline ends\r\nof every kind\u00a0here",
]
QUESTIONS = [
    "When was the music video released?",
    "Who directed the film with V?",
    "How long did they run in the cold?",
    "Which songs are on The Winning?",
    "What did Marie Claire publish?",
]
# Of cosine: int8 vectors give scores within 0.025 of float ones, so two passages this near may
# change places (0.034 is the widest such pair here).
NEAR_TIE = 0.04


@pytest.fixture(scope="module")
def embedder() -> OnnxEmbedder:
    return OnnxEmbedder()


@pytest.fixture(scope="module")
def passages(seeds_kb: KnowledgeBase, embedder: OnnxEmbedder) -> list[str]:
    """What is embedded of the two source documents."""
    store = seeds_kb._index.store
    return [
        embedding_text(found.document, found.passage, embedder)
        for document in seeds_kb.documents
        for found in store.embedded(document.id)
    ]


@pytest.fixture(scope="module")
def float_model() -> SentenceTransformerEmbedder:
    """The same weights under sentence-transformers, by the folder they are in."""
    return SentenceTransformerEmbedder(str(packaged_model_folder()))


@pytest.fixture(scope="module")
def exact(float_model: SentenceTransformerEmbedder, passages: list[str]) -> Vectors:
    """sentence-transformers' vectors of the passages, the varied texts and the questions."""
    vectors: Vectors = float_model._model.encode(
        [*passages, *VARIED, *QUESTIONS], normalize_embeddings=True, show_progress_bar=False
    )
    return vectors


@pytest.mark.slow
def test_every_vector_is_within_cosine_0_99_of_sentence_transformers(
    embedder: OnnxEmbedder, exact: Vectors, passages: list[str]
) -> None:
    texts = [*passages, *VARIED, *QUESTIONS]
    cosines = np.sum(embedder.embed_passages(texts) * exact, axis=1)
    assert len(passages) >= 8
    assert cosines.min() >= 0.99, texts[int(cosines.argmin())]


@pytest.mark.slow
def test_texts_of_one_token_or_none_are_within_cosine_0_97(
    embedder: OnnxEmbedder, float_model: SentenceTransformerEmbedder
) -> None:
    texts = ["", "x"]  # int8 errs most where nothing averages it out
    cosines = np.sum(embedder.embed_passages(texts) * float_model.embed_passages(texts), axis=1)
    assert cosines.min() >= 0.97


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS)
def test_the_top_ten_of_the_seeds_are_sentence_transformers_up_to_near_ties(
    question: str, embedder: OnnxEmbedder, exact: Vectors, passages: list[str]
) -> None:
    floats = exact[: len(passages)] @ exact[QUESTIONS.index(question) - len(QUESTIONS)]
    ours = embedder.embed_passages(passages) @ embedder.embed_query(question)
    ranked = floats[np.argsort(-ours, kind="stable")]
    best_from_here = np.maximum.accumulate(ranked[::-1])[::-1]
    assert (best_from_here - ranked)[:10].max() < NEAR_TIE


@pytest.mark.slow
def test_a_model_by_its_folder_gives_what_sentence_transformers_gives(
    float_model: SentenceTransformerEmbedder, exact: Vectors, passages: list[str]
) -> None:
    first = len(passages)
    vectors = float_model.embed_passages(VARIED)
    np.testing.assert_allclose(vectors, exact[first : first + len(VARIED)], atol=1e-5)
    np.testing.assert_allclose(float_model.embed_query(QUESTIONS[-1]), exact[-1], atol=1e-5)
    assert float_model.dimension == 384
    assert float_model.embed_passages([]).shape == (0, 384)
    assert float_model.fits("a " * 254)
    assert not float_model.fits("a " * 255)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["document", "passage"])
def test_a_text_fits_beside_the_prompt_that_the_model_puts_before_documents(name: str) -> None:
    model = SentenceTransformerEmbedder(str(packaged_model_folder()))
    del model._model.prompts["document"]
    model._model.prompts[name] = "passage: "  # two tokens
    assert model.fits("a " * 252)
    assert not model.fits("a " * 252 + "b")
    ends = model.embed_passages([f"{'a ' * 252}{word}" for word in ("", "moon", "soap")])
    np.testing.assert_array_equal(ends[0], ends[1])  # what does not fit is not read
    np.testing.assert_array_equal(ends[1], ends[2])


@pytest.mark.slow
def test_an_unknown_model_without_a_network_is_a_model_error_naming_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    unknown = load_embedder("no-such-owner/no-such-model")
    with pytest.raises(ModelError) as caught:
        unknown.embed_query("anything")
    assert "'no-such-owner/no-such-model'" in str(caught.value)
    assert f"or {PACKAGED_NAME!r}" in str(caught.value)


def test_a_model_is_named_as_the_hub_does_or_by_what_is_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "model.safetensors").write_bytes(b"weights")
    assert load_embedder("owner/model").name == "owner/model"
    assert load_embedder(str(tmp_path / "mine")).name == name_of_folder(tmp_path / "mine")


def test_the_packaged_model_is_what_is_loaded_by_default() -> None:
    loaded = load_embedder()
    assert isinstance(loaded, OnnxEmbedder)
    assert loaded.name == "all-MiniLM-L6-v2@53aa51172d14:int8-v4"


def test_a_text_fits_up_to_256_word_pieces_with_the_two_marks(embedder: OnnxEmbedder) -> None:
    assert embedder.fits("a " * 254)
    assert not embedder.fits("a " * 255)
    assert embedder.fits("")


def test_a_query_over_the_limit_is_read_as_its_first_254_word_pieces(
    embedder: OnnxEmbedder,
) -> None:
    words = [f"word{n % 10}" for n in range(600)]  # two word pieces each
    cut = embedder.embed_query(" ".join(words[:127]))
    np.testing.assert_allclose(embedder.embed_query(" ".join(words)), cut, atol=1e-6)
    assert cut @ embedder.embed_query(" ".join(words[:100])) < 0.99999


def test_a_vector_is_the_same_whatever_its_text_is_embedded_with(embedder: OnnxEmbedder) -> None:
    texts = [*VARIED, *(f"{question} " * n for n, question in enumerate(QUESTIONS, 2))]
    together = embedder.embed_passages(texts)
    alone = np.stack([embedder.embed_query(text) for text in texts])
    cosines = together @ alone.T
    assert (cosines.argmax(axis=1) == np.arange(len(texts))).all()
    np.testing.assert_array_equal(together, alone)


def test_vectors_are_float32_of_length_one_also_for_an_empty_text(embedder: OnnxEmbedder) -> None:
    vectors = embedder.embed_passages([*VARIED, ""])
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_no_texts_give_no_rows(embedder: OnnxEmbedder) -> None:
    assert embedder.embed_passages([]).shape == (0, 384)


def test_texts_of_one_meaning_are_nearer_than_others(embedder: OnnxEmbedder) -> None:
    query = embedder.embed_query("When did the film come out?")
    near, far = embedder.embed_passages(
        ["The movie was released in January.", "Bees make honey from nectar."]
    )
    assert query @ near > 0.5 > 0.2 > query @ far


def test_the_vectors_stored_for_the_seeds_are_those_of_title_and_passage(
    seeds_kb: KnowledgeBase, embedder: OnnxEmbedder
) -> None:
    first = seeds_kb.documents[0]
    stored = seeds_kb._index.store.embedded(first.id)
    titled = [f"{first.title[:100]}\n{found.passage.text}" for found in stored]
    assert all(map(embedder.fits, titled))
    texts = [stored[0].passage.text, *titled[1:]]  # the first passage begins with the title
    vectors = np.stack([found.vector for found in stored])
    assert np.sum(vectors * embedder.embed_passages(texts), axis=1).min() > 0.99


def loaded_offline(name: str, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Say whether a model is looked for among local files alone."""
    asked = list[bool]()

    def load(_: str, *, device: str, local_files_only: bool) -> None:
        asked.append(local_files_only)

    stub = SimpleNamespace(SentenceTransformer=load)
    monkeypatch.setitem(sys.modules, "sentence_transformers", stub)
    assert SentenceTransformerEmbedder(name)._model is None
    return asked == [True]


def test_a_model_is_looked_for_among_local_files_where_the_hub_is_out_of_reach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as hub:  # answers 501 to HEAD
        monkeypatch.setattr(constants, "ENDPOINT", f"http://127.0.0.1:{hub.server_port}")
        threading.Thread(target=hub.handle_request).start()
        assert not loaded_offline("some/model", monkeypatch)
    assert loaded_offline("some/model", monkeypatch)  # nobody listens there any more
    assert not loaded_offline(str(tmp_path), monkeypatch)  # a folder needs no hub
