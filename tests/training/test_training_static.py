"""Fitting the vectors of a quick start: means come nearer to what they are fitted to."""

import json
import lzma
from pathlib import Path

import numpy as np
import pytest

from rag.models.embedding import OnnxEmbedder
from rag.models.packaged import packaged_tokenizer
from rag.models.static_embedding import TABLE, StaticEmbedder, Table
from rag.training import static
from rag.training.command_line import main
from rag.training.examples import Example
from rag.training.static import Fitting, draw_texts, fit, means, quantised, save, weighted

VOCABULARY, DIMENSION = 50, 16


def test_means_move_to_the_targets_and_unseen_word_pieces_stay() -> None:
    draw = np.random.default_rng(5)
    hidden = draw.normal(size=(VOCABULARY, DIMENSION)).astype(np.float32)
    texts = [draw.integers(0, VOCABULARY - 1, size=8) for _ in range(400)]
    targets = means(hidden, texts)
    start = draw.normal(size=(VOCABULARY, DIMENSION)).astype(np.float32)
    fitted = fit(texts, targets, start, Fitting(epochs=60, texts=50, rate=0.1))
    before, after = ((means(v, texts) * targets).sum(axis=1).mean() for v in (start, fitted))
    assert before < 0.3
    assert after > 0.98
    assert np.array_equal(fitted[-1], start[-1])
    again = fit(texts, targets, start, Fitting(epochs=60, texts=50, rate=0.1))
    assert np.array_equal(again, fitted)


def test_frequent_word_pieces_start_with_less_weight() -> None:
    vectors = np.ones((3, 2), dtype=np.float32)
    scaled = weighted(vectors, [np.array([0, 0, 0, 0, 0, 0, 1])])
    assert scaled[0, 0] < scaled[1, 0] < scaled[2, 0] < 1


def test_passages_are_windows_with_and_without_titles_and_questions_come_once() -> None:
    long = " ".join(f"word{n}" for n in range(300))
    examples = [
        Example(f"{n}", "set", "Who asked this?", context, title=f"Title {n}")
        for n, context in enumerate([long, *(f"Short context {n}." for n in range(40))])
    ]
    passages, questions = draw_texts(examples)
    assert questions == ["Who asked this?"]
    assert len(passages) == 41
    titled = [passage for passage in passages if passage.startswith("Title")]
    assert 10 < len(titled) < 40
    (window,) = (passage for passage in passages if "word" in passage)
    assert len(window.split("\n")[-1].split(" ")) == 110


def test_a_saved_table_gives_what_was_fitted(tmp_path: Path) -> None:
    tokenizer, draw = packaged_tokenizer(), np.random.default_rng(2)
    vectors = draw.normal(size=(tokenizer.get_vocab_size(), 8)).astype(np.float32)
    vectors[7] = 0
    save(quantised(vectors), tmp_path / TABLE)
    with np.load(tmp_path / TABLE) as stored:
        table = Table(stored["rows"], stored["scales"])
    texts = ["a stone bridge over the river", "who paid for it?"]
    expected = means(vectors, static.tokenized(tokenizer, texts))
    assert StaticEmbedder(table).embed_passages(texts) == pytest.approx(expected, abs=0.02)


def test_the_command_fits_and_writes_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        {
            "id": str(n), "dataset": "made", "title": f"Bridge {n}",
            "context": f"The bridge of town {n} was built by its {kind} in {1800 + n}.",
            "question": f"When was the bridge of town {n} built?",
            "answers": [],
        }
        for n, kind in enumerate(["miners", "monks", "weavers", "sailors"] * 10)
    ]  # fmt: skip
    (tmp_path / "train").mkdir()
    with lzma.open(tmp_path / static.TEXTS_FILE, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)
    monkeypatch.setattr(static, "_HELD", 5)
    size = packaged_tokenizer().get_vocab_size()
    start = np.random.default_rng(1).normal(size=(size, OnnxEmbedder.dimension))
    monkeypatch.setattr(static, "alone", lambda vocabulary: start.astype(np.float32)[:vocabulary])
    main(["static", "--data", str(tmp_path), "--work", str(tmp_path / "work")])
    with np.load(tmp_path / "work" / TABLE) as stored:
        assert stored["rows"].shape == (size, OnnxEmbedder.dimension)
    out = capsys.readouterr().out
    assert "70 texts to fit, 10 held out" in out
    assert "fitted: mean cosine of passages" in out
