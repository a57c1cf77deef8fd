"""The exported graph: made once, checked, made anew when damaged."""

import json
from collections import Counter
from pathlib import Path

import numpy as np
import onnx
import pytest

from rag.errors import ModelError, StorageError
from rag.models.embedding import OnnxEmbedder
from rag.models.embedding_export import exported_model
from rag.models.packaged import sha256_of


@pytest.fixture(scope="module")
def made() -> Path:
    """The graph that the other tests use, from the real cache."""
    return exported_model()


def copied(made: Path, cache: Path) -> Path:
    """Copy the cached graph with its record to another cache."""
    target = cache / made.parent.name / made.name
    target.parent.mkdir(parents=True)
    target.write_bytes(made.read_bytes())
    record = (made.parent / "model.json").read_text(encoding="utf-8")
    (target.parent / "model.json").write_text(record, encoding="utf-8")
    return target


def test_the_record_beside_the_graph_holds_its_hash(made: Path) -> None:
    record = json.loads((made.parent / "model.json").read_text(encoding="utf-8"))
    assert record == {"sha256": sha256_of(made)}


def test_the_products_with_weights_are_int8_and_only_attention_multiplies_in_float(
    made: Path,
) -> None:
    operators = Counter(node.op_type for node in onnx.load(str(made)).graph.node)
    assert operators["MatMulIntegerToFloat"] == 6 * 6
    assert operators["FusedMatMul"] == 6 * 2
    assert operators["MatMul"] == operators["Gemm"] == 0


@pytest.mark.slow
def test_a_truncated_graph_is_made_anew_and_embeds_the_same(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = copied(made, tmp_path)
    copy.write_bytes(made.read_bytes()[:1_000_000])
    before = OnnxEmbedder().embed_query("the same text")
    monkeypatch.setenv("RAG_CACHE", str(tmp_path))
    after = OnnxEmbedder().embed_query("the same text")
    assert "Preparing the embedding model" in capsys.readouterr().err
    np.testing.assert_allclose(after, before, atol=1e-5)
    assert json.loads((copy.parent / "model.json").read_text())["sha256"] == sha256_of(copy)
    assert sorted(path.name for path in copy.parent.iterdir()) == ["model.int8.onnx", "model.json"]


def test_an_intact_graph_is_used_as_it_is(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = copied(made, tmp_path)
    monkeypatch.setenv("RAG_CACHE", str(tmp_path))
    monkeypatch.setattr("rag.models.packaged._PACKAGE", "no_such_package")  # nothing to export from
    assert exported_model() == copy
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("record", ["", "{", "{}", "[]", "null", '{"sha256": "0"}'])
def test_a_graph_whose_record_does_not_vouch_for_it_is_not_used(
    record: str, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = copied(made, tmp_path)
    (copy.parent / "model.json").write_text(record, encoding="utf-8")
    monkeypatch.setenv("RAG_CACHE", str(tmp_path))
    monkeypatch.setattr(
        "rag.models.packaged._PACKAGE", "no_such_package"
    )  # so that the export stops
    with pytest.raises(ModelError, match="package that carries the model is missing"):
        exported_model()


def test_a_cache_that_cannot_be_written_is_a_storage_error_naming_it_and_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "cache"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    monkeypatch.setenv("RAG_CACHE", str(blocked))
    with pytest.raises(StorageError, match="set RAG_CACHE to another folder") as caught:
        exported_model()
    assert str(blocked) in str(caught.value)
