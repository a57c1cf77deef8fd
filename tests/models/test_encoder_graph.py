"""The graph written node by node against transformers' BERT with the same random weights."""

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest

from rag.models.encoder_graph import INPUT, encoder_graph
from rag.models.int8 import Array
from rag.models.onnx_graph import open_session

IDS = np.array([3, 17, 4, 44, 9, 9, 30, 2], dtype=np.int64)


@pytest.fixture(scope="module")
def bert() -> Any:
    """Two layers of width 48, with weights large enough for attention to attend."""
    import torch
    from transformers import BertConfig, BertModel

    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=50,
        hidden_size=48,
        num_hidden_layers=2,
        num_attention_heads=12,
        intermediate_size=96,
        max_position_embeddings=16,
        initializer_range=0.3,
    )
    model = BertModel(config, add_pooling_layer=False).eval()
    with torch.no_grad():
        for layer in model.encoder.layer:
            layer.intermediate.dense.bias.normal_()
            layer.attention.self.value.bias.normal_()
    return model


@pytest.fixture(scope="module")
def weights(bert: Any) -> dict[str, Array]:
    return {name: tensor.numpy() for name, tensor in bert.state_dict().items()}


def run(model: onnx.ModelProto, folder: Path) -> list[np.ndarray]:
    onnx.checker.check_model(model)
    onnx.save(model, str(folder / "graph.onnx"))
    results: list[np.ndarray] = open_session(folder / "graph.onnx", threads=1).run(
        None, {INPUT: IDS}
    )
    return results


def test_the_vector_is_the_mean_of_berts_states_scaled_to_length_1(
    bert: Any, weights: dict[str, Array], tmp_path: Path
) -> None:
    import torch

    with torch.no_grad():
        states = bert(input_ids=torch.tensor(IDS[np.newaxis]))[0][0].numpy()
    exact = states.mean(axis=0) / np.linalg.norm(states.mean(axis=0))
    (vector,) = run(encoder_graph(weights), tmp_path)
    assert (vector.shape, vector.dtype) == ((48,), np.float32)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-6)
    assert vector @ exact > 0.998
    assert vector @ np.roll(exact, 1) < 0.9  # so that the figure above says something


def test_shrinking_neurons_keeps_the_vector_and_lowers_their_peaks(
    weights: dict[str, Array], tmp_path: Path
) -> None:
    plain, *peaks = run(encoder_graph(weights, watch=True), tmp_path)
    factors = np.where(np.arange(96) < 5, 2.5, 1).astype(np.float32)
    vector, *shrunk = run(encoder_graph(weights, shrink={1: factors}, watch=True), tmp_path)
    assert vector @ plain > 0.998
    assert [peak.shape for peak in peaks] == [(96,), (96,)]
    np.testing.assert_allclose(shrunk[0], peaks[0])
    np.testing.assert_allclose(shrunk[1], peaks[1] / factors, rtol=1e-5)
